import type { IExecuteFunctions } from 'n8n-workflow';

import { phoneNumberField } from '../../descriptions/phoneNumber';
import {
	extensionField,
	parkLocationField,
	targetField,
	voicemailField,
} from '../../descriptions/target';
import type { ForwardTarget, TransferTarget } from '../../calls/events/contract';
import { requireAllowed } from '../allowedTargets';
import { requiredExtensionNumber } from '../extensionNumberParameter';
import { isByNumber, requiredExtensionId } from '../extensionOfNumber';
import { requiredId, unknownChoice } from '../parameters';
import { requiredPhoneNumber } from '../phoneNumberParameter';

/**
 * The body that sends a call to the chosen target: always exactly one member, which is one of the
 * 'Allowed Targets'.
 */
export async function forwardTarget(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<ForwardTarget> {
	return await requireAllowed(context, itemIndex, await chosenForwardTarget(context, itemIndex));
}

/** Like `forwardTarget`; an answered call can be parked too. */
export async function transferTarget(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<TransferTarget> {
	const target =
		context.getNodeParameter(targetField.name, itemIndex) === 'parkLocation'
			? {
					parkOrbit: await requiredExtensionId(
						context,
						parkLocationField,
						itemIndex,
						CHOOSE_PARK_LOCATION,
					),
				}
			: await chosenForwardTarget(context, itemIndex);
	return await requireAllowed(context, itemIndex, target);
}

async function chosenForwardTarget(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<ForwardTarget> {
	const target: unknown = context.getNodeParameter(targetField.name, itemIndex);
	switch (target) {
		case 'extension':
			return extensionTarget(context, itemIndex);
		case 'phoneNumber':
			return { phoneNumber: requiredPhoneNumber(context, itemIndex) };
		case 'voicemail':
			return { voicemail: await requiredExtensionId(context, voicemailField, itemIndex) };
		default:
			throw unknownChoice(context, targetField, itemIndex, target);
	}
}

const CHOOSE_EXTENSION = 'Choose an extension from the list.';
const CHOOSE_PARK_LOCATION = 'Choose a park location from the list.';

function extensionTarget(context: IExecuteFunctions, itemIndex: number): ForwardTarget {
	if (!isByNumber(context, extensionField, itemIndex)) {
		return { extensionId: requiredId(context, extensionField, itemIndex, CHOOSE_EXTENSION) };
	}
	return { extensionNumber: requiredExtensionNumber(context, extensionField, itemIndex) };
}

/** The fields of a target, by the members of the body that they become. */
export const targetFields = {
	extensionId: extensionField,
	extensionNumber: extensionField,
	parkOrbit: parkLocationField,
	phoneNumber: phoneNumberField,
	voicemail: voicemailField,
};
