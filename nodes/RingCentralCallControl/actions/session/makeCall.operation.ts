import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { deviceField } from '../../descriptions/device';
import { optionsField } from '../../descriptions/options';
import { countryField, outgoingCallOptions } from '../../descriptions/outgoingCall';
import { phoneNumberField } from '../../descriptions/phoneNumber';
import { simplifyField } from '../../descriptions/simplify';
import type { MakeCallOutRequest } from '../../calls/events/contract';
import { simplifiedSession } from '../../calls/output/simplifiedSession';
import { isFields, textOf } from '../../calls/events/unknown';
import { requireAllowed } from '../allowedTargets';
import { requiredDevice } from '../deviceParameter';
import { dryRunOutput } from '../dryRun';
import { requiredExtensionNumber } from '../extensionNumberParameter';
import { itemRequest, type ItemRequest } from '../itemRequest';
import { isJsonObject } from '../jsonObject';
import type { Operation } from '../operation';
import { optionalText, parameterFault, unknownChoice } from '../parameters';
import { requiredPhoneNumber } from '../phoneNumberParameter';

const callField: INodeProperties = {
	displayName: 'Target',
	name: 'callTo',
	type: 'options',
	options: [
		{
			name: 'Extension',
			value: 'extension',
			description: 'A colleague or a call queue of your company',
		},
		{
			name: 'Phone Number',
			value: 'phoneNumber',
			description: 'Any phone, for example a mobile phone',
		},
	],
	default: 'phoneNumber',
	description: 'Whom to call once your own phone is answered',
};

const extensionNumberField: INodeProperties = {
	displayName: 'Extension Number',
	name: 'extensionNumber',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 101',
	description: 'The short number to call',
};

/** Where the option is found among the node's parameters. */
const countryOption = {
	displayName: countryField.displayName,
	name: `options.${countryField.name}`,
};

const fieldsByApiName = {
	countryId: countryOption,
	deviceId: deviceField,
	extensionNumber: extensionNumberField,
	phoneNumber: phoneNumberField,
};

export const makeCall: Operation = {
	name: 'Make Call',
	value: 'makeCall',
	action: 'Make call',
	description: 'Ring one of your phones and, once it is answered, call somebody from it',
	properties: [
		deviceField,
		callField,
		...updateDisplayOptions({ show: { callTo: ['extension'] } }, [extensionNumberField]),
		...updateDisplayOptions({ show: { callTo: ['phoneNumber'] } }, [phoneNumberField]),
		simplifyField,
		optionsField([countryField, ...outgoingCallOptions]),
	],
	async execute(context, itemIndex) {
		const request: ItemRequest = {
			method: 'POST',
			path: '/restapi/v1.0/account/~/telephony/call-out',
			body: await callOut(context, itemIndex),
			itemIndex,
		};
		const unsent = dryRunOutput(context, itemIndex, request);
		if (unsent) return unsent;
		const answer = await itemRequest(context, request, fieldsByApiName);
		const session = isFields(answer) && isJsonObject(answer.session) ? answer.session : {};
		if (context.getNodeParameter('simplify', itemIndex, true) !== true) return session;
		const simplified = simplifiedSession(textOf(session.id) ?? null, session);
		// The first party is one's own phone: the one that the next node can act on.
		const partyId = simplified.parties?.[0]?.partyId ?? null;
		return { ...simplified, partyId };
	},
};

async function callOut(context: IExecuteFunctions, itemIndex: number): Promise<MakeCallOutRequest> {
	const deviceId = requiredDevice(context, itemIndex);
	const to = await requireAllowed(context, itemIndex, callee(context, itemIndex));
	const countryId = optionalText(context, countryOption, itemIndex);
	return {
		from: { deviceId },
		to,
		...(countryId !== '' && { countryId: countryNumber(context, itemIndex, countryId) }),
	};
}

/** RingCentral takes it as a number here, and as a text for a RingOut. */
function countryNumber(context: IExecuteFunctions, itemIndex: number, countryId: string): number {
	const number = Number(countryId);
	if (Number.isSafeInteger(number)) return number;
	throw parameterFault(
		context,
		countryOption,
		itemIndex,
		`is not the ID of a country: ${countryId}`,
		'Choose a country from the list.',
	);
}

function callee(
	context: IExecuteFunctions,
	itemIndex: number,
): NonNullable<MakeCallOutRequest['to']> {
	const callTo: unknown = context.getNodeParameter(callField.name, itemIndex);
	switch (callTo) {
		case 'extension':
			return {
				extensionNumber: requiredExtensionNumber(context, extensionNumberField, itemIndex),
			};
		case 'phoneNumber':
			return { phoneNumber: requiredPhoneNumber(context, itemIndex) };
		default:
			throw unknownChoice(context, callField, itemIndex, callTo);
	}
}
