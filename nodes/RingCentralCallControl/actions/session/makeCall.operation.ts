import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { deviceField } from '../../descriptions/device';
import { inOptions, optionsField } from '../../descriptions/options';
import { countryField, outgoingCallOptions } from '../../descriptions/outgoingCall';
import { phoneNumberField } from '../../descriptions/phoneNumber';
import { simplifyField } from '../../descriptions/simplify';
import type { MakeCallOutRequest } from '../../calls/events/contract';
import { simplifiedSession } from '../../calls/output/simplifiedSession';
import { isFields, textOf } from '../../calls/events/unknown';
import type { RingCentralRequest } from '../../transport/http/request';
import { requireAllowed } from '../allowedTargets';
import { requiredDevice } from '../deviceParameter';
import { dryRunOutput } from '../dryRun';
import { requiredExtensionNumber } from '../extensionParameter';
import type { Item } from '../item';
import { isJsonObject } from '../jsonObject';
import type { Operation } from '../operation';
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

const countryOption = inOptions(countryField);

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
	async execute(item) {
		const request: RingCentralRequest = {
			method: 'POST',
			path: '/restapi/v1.0/account/~/telephony/call-out',
			body: await callOut(item),
		};
		const unsent = dryRunOutput(item, request);
		if (unsent) return unsent;
		const answer = await item.request(request, { fields: fieldsByApiName });
		const session = isFields(answer) && isJsonObject(answer.session) ? answer.session : {};
		if (!item.isSimplified) return session;
		const simplified = simplifiedSession(textOf(session.id) ?? null, session);
		// The first party is the user's own phone, so the next node can act on it.
		const partyId = simplified.parties?.[0]?.partyId ?? null;
		return { ...simplified, partyId };
	},
};

async function callOut(item: Item): Promise<MakeCallOutRequest> {
	const deviceId = requiredDevice(item);
	const to = await requireAllowed(item, callee(item));
	const countryId = item.text(countryOption);
	return {
		from: { deviceId },
		to,
		...(countryId !== '' && { countryId: countryNumber(item, countryId) }),
	};
}

/** RingCentral takes the country's ID as a number here, but as a text for a RingOut. */
function countryNumber(item: Item, countryId: string): number {
	const number = Number(countryId);
	if (Number.isSafeInteger(number)) return number;
	throw item.parameterError(
		countryOption,
		`is not the ID of a country: ${countryId}`,
		'Choose a country from the list.',
	);
}

function callee(item: Item): NonNullable<MakeCallOutRequest['to']> {
	const callTo = item.value(callField);
	switch (callTo) {
		case 'extension':
			return {
				extensionNumber: requiredExtensionNumber(item, extensionNumberField),
			};
		case 'phoneNumber':
			return { phoneNumber: requiredPhoneNumber(item) };
		default:
			throw item.choiceError(callField, callTo);
	}
}
