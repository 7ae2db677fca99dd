import { phoneNumberField } from '../../descriptions/phoneNumber';
import {
	extensionField,
	parkLocationField,
	targetField,
	voicemailField,
} from '../../descriptions/target';
import type { ForwardTarget, TransferTarget } from '../../calls/events/contract';
import { requireAllowed } from '../allowedTargets';
import { isByNumber, requiredExtensionId, requiredExtensionNumber } from '../extensionParameter';
import type { Item } from '../item';
import { requiredPhoneNumber } from '../phoneNumberParameter';

/**
 * The request body for the chosen target: exactly one member, checked against 'Allowed Targets'.
 */
export async function forwardTarget(item: Item): Promise<ForwardTarget> {
	return await requireAllowed(item, await chosenForwardTarget(item));
}

/** Like `forwardTarget`, plus park locations. */
export async function transferTarget(item: Item): Promise<TransferTarget> {
	const target =
		item.value(targetField) === 'parkLocation'
			? {
					parkOrbit: await requiredExtensionId(item, parkLocationField, CHOOSE_PARK_LOCATION),
				}
			: await chosenForwardTarget(item);
	return await requireAllowed(item, target);
}

async function chosenForwardTarget(item: Item): Promise<ForwardTarget> {
	const target = item.value(targetField);
	switch (target) {
		case 'extension':
			return extensionTarget(item);
		case 'phoneNumber':
			return { phoneNumber: requiredPhoneNumber(item) };
		case 'voicemail':
			return { voicemail: await requiredExtensionId(item, voicemailField) };
		default:
			throw item.choiceError(targetField, target);
	}
}

const CHOOSE_EXTENSION = 'Choose an extension from the list.';
const CHOOSE_PARK_LOCATION = 'Choose a park location from the list.';

function extensionTarget(item: Item): ForwardTarget {
	if (!isByNumber(item, extensionField)) {
		return { extensionId: item.requiredId(extensionField, CHOOSE_EXTENSION) };
	}
	return { extensionNumber: requiredExtensionNumber(item, extensionField) };
}

/** The fields of a target, by the request members that they fill. */
export const targetFields = {
	extensionId: extensionField,
	extensionNumber: extensionField,
	parkOrbit: parkLocationField,
	phoneNumber: phoneNumberField,
	voicemail: voicemailField,
};
