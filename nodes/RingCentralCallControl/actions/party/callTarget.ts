import type { IExecuteFunctions } from 'n8n-workflow';

import { phoneNumberField } from '../../descriptions/phoneNumber';
import { extensionField, parkLocationField, voicemailField } from '../../descriptions/target';
import type { ForwardTarget, TransferTarget } from '../../telephony/contract';
import { isFields } from '../../telephony/unknown';
import type { Refusal } from '../../transport/refusal';
import type { Explanation } from '../../transport/refusalMessage';
import { parameterFault, requiredId, requiredText } from '../parameters';
import { requiredPhoneNumber } from '../phoneNumberParameter';
import type { PartyItem } from './partyOperation';

/** The body that sends a call to the chosen target: always exactly one member. */
export function forwardTarget(context: IExecuteFunctions, itemIndex: number): ForwardTarget {
	const target = context.getNodeParameter('target', itemIndex);
	switch (target) {
		case 'extension':
			return extensionTarget(context, itemIndex);
		case 'phoneNumber':
			return { phoneNumber: requiredPhoneNumber(context, itemIndex) };
		case 'voicemail':
			return { voicemail: requiredId(context, voicemailField, itemIndex, CHOOSE_EXTENSION) };
		default:
			throw parameterFault(
				context,
				{ name: 'target', displayName: 'Target' },
				itemIndex,
				`is not one that this operation has: ${String(target)}`,
				"Choose 'Target' from its list.",
			);
	}
}

/** Like `forwardTarget`; an answered call can be parked too. */
export function transferTarget(context: IExecuteFunctions, itemIndex: number): TransferTarget {
	return context.getNodeParameter('target', itemIndex) === 'parkLocation'
		? { parkOrbit: requiredId(context, parkLocationField, itemIndex, CHOOSE_PARK_LOCATION) }
		: forwardTarget(context, itemIndex);
}

const CHOOSE_EXTENSION = 'Choose an extension from the list.';
const CHOOSE_PARK_LOCATION = 'Choose a park location from the list.';

function extensionTarget(context: IExecuteFunctions, itemIndex: number): ForwardTarget {
	const locator: unknown = context.getNodeParameter(extensionField.name, itemIndex, '');
	if (!isFields(locator) || locator.mode !== 'number') {
		return { extensionId: requiredId(context, extensionField, itemIndex, CHOOSE_EXTENSION) };
	}
	const advice = "Enter the extension's number, e.g. 101, or choose it from the list.";
	const extensionNumber = requiredText(context, extensionField, itemIndex, advice);
	if (!/^\d{1,8}$/.test(extensionNumber)) {
		throw parameterFault(
			context,
			extensionField,
			itemIndex,
			`is not an extension number: ${extensionNumber}`,
			`${advice} For a number outside your company choose 'Phone Number' in 'Target'.`,
		);
	}
	return { extensionNumber };
}

const FIELDS_BY_API_NAME = new Map([
	['extensionId', extensionField],
	['extensionNumber', extensionField],
	['parkOrbit', parkLocationField],
	['phoneNumber', phoneNumberField],
	['voicemail', voicemailField],
]);

/** A refusal that points at the target, in the words of the editor. */
export function explainTarget(item: PartyItem, refusal: Refusal): Explanation | undefined {
	const field = FIELDS_BY_API_NAME.get(refusal.parameterName ?? '');
	if (field === undefined || (refusal.statusCode !== 400 && refusal.statusCode !== 404)) {
		return undefined;
	}
	return {
		message: `RingCentral cannot send the call to what is in '${field.displayName}' [item ${item.itemIndex}]`,
		description: `Check that it exists and can take calls. Nothing has changed for the call. RingCentral says: ${refusal.message ?? 'no reason'}`,
	};
}
