import {
	type Extension,
	extensionById,
	extensionByNumber,
	extensionByPhoneNumber,
	mainNumber,
} from '../account.mts';
import { invalidParameter } from '../apiError.mts';
import type { LegEnd } from './party.mts';

/** Where a leg can ring. Inside the account, `dialled` is a phone number or a short number. */
export type Destination =
	| { kind: 'user'; extension: Extension; dialled: string }
	| { kind: 'queue'; extension: Extension; dialled: string }
	| { kind: 'outside'; phoneNumber: string };

export type DestinationField = 'phoneNumber' | 'extensionNumber' | 'extensionId';

const e164 = /^\+[1-9]\d{6,14}$/;

/** @throws ApiError 400 CMN-101 for an unknown number or extension */
export function findDestination(field: DestinationField, value: string): Destination {
	if (field === 'phoneNumber') return findByPhoneNumber(value);
	const extension = field === 'extensionId' ? extensionById(value) : extensionByNumber(value);
	// Assumption UNKNOWN-EXTENSION: an extension that does not exist is a wrong parameter of the body, not a
	// missing resource, because 404 means that the call is gone.
	const destination = extension && toExtension(extension, extension.number);
	if (!destination) throw invalidParameter(field, value);
	return destination;
}

/** The number of the destination as the other end sees it. Short numbers are shown only inside the account. */
export function numberFor({ extensionId }: LegEnd, destination: Destination): string {
	if (destination.kind === 'outside') return destination.phoneNumber;
	const { extension, dialled } = destination;
	if (extensionId !== undefined || dialled !== extension.number) return dialled;
	return extension.directNumber ?? mainNumber;
}

function findByPhoneNumber(phoneNumber: string): Destination {
	if (!e164.test(phoneNumber)) throw invalidParameter('phoneNumber', phoneNumber);
	const extension = extensionByPhoneNumber(phoneNumber);
	const inside = extension && toExtension(extension, phoneNumber);
	return inside ?? { kind: 'outside', phoneNumber };
}

function toExtension(extension: Extension, dialled: string): Destination | undefined {
	switch (extension.type) {
		case 'User':
			return { kind: 'user', extension, dialled };
		case 'Department':
			return { kind: 'queue', extension, dialled };
		case 'ParkLocation':
			return undefined;
	}
}
