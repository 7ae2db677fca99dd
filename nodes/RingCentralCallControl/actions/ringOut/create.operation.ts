import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { idLocator } from '../../descriptions/idLocator';
import { inOptions, optionsField } from '../../descriptions/options';
import { callerIdField, countryField, outgoingCallOptions } from '../../descriptions/outgoingCall';
import { phoneNumberField } from '../../descriptions/phoneNumber';
import type { MakeRingOutRequest } from '../../calls/events/contract';
import { simplifiedRingOut } from '../../calls/output/simplifiedRingOut';
import { isFields, textOf } from '../../calls/events/unknown';
import type { RingCentralRequest } from '../../transport/http/request';
import { RING_OUTS_PATH } from '../../transport/http/ringOutPath';
import { requireAllowed } from '../allowedTargets';
import { dryRunOutput } from '../dryRun';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { requiredPhoneNumber } from '../phoneNumberParameter';

const ringFirstField: INodeProperties = {
	displayName: 'Ring First',
	name: 'ringFirst',
	type: 'options',
	options: [
		{
			name: 'Forwarding Number',
			value: 'forwardingNumber',
			description: 'One of the phones that you have entered in RingCentral as your own',
		},
		{
			name: 'Phone Number',
			value: 'phoneNumber',
			description: 'Any other phone within your reach',
		},
	],
	default: 'phoneNumber',
	description: 'Your own phone, which RingCentral calls before it calls the other one',
};

const forwardingNumberField = idLocator({
	displayName: 'Forwarding Number',
	name: 'forwardingNumberId',
	required: true,
	description: 'Your own phone, which rings first',
	search: 'searchForwardingNumbers',
	listPlaceholder: 'Select one of your numbers...',
	idPlaceholder: 'e.g. 1162820004',
});

const ownPhoneNumberField: INodeProperties = {
	displayName: 'Your Phone Number',
	name: 'ownPhoneNumber',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +14155550101',
	description: 'The number of your own phone, which rings first, with + and the country code',
};

const playPromptField: INodeProperties = {
	displayName: 'Play Prompt',
	name: 'playPrompt',
	type: 'boolean',
	default: true,
	description: 'Whether you hear an announcement and press 1 before the other phone is called',
};

const ownOptions: INodeProperties[] = [callerIdField, countryField, playPromptField];

const callerIdOption = inOptions(callerIdField);
const countryOption = inOptions(countryField);

/** A mere "phoneNumber" could be any of three, so RingCentral's own message is shown for it. */
const fieldsByApiName = {
	forwardingNumberId: forwardingNumberField,
	'from.phoneNumber': ownPhoneNumberField,
	'to.phoneNumber': phoneNumberField,
	'callerId.phoneNumber': callerIdOption,
	'country.id': countryOption,
};

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create ring out',
	description: 'Ring your own phone and, once it is answered, call somebody and join the two',
	properties: [
		ringFirstField,
		...updateDisplayOptions({ show: { ringFirst: ['forwardingNumber'] } }, [forwardingNumberField]),
		...updateDisplayOptions({ show: { ringFirst: ['phoneNumber'] } }, [ownPhoneNumberField]),
		phoneNumberField,
		optionsField([...ownOptions, ...outgoingCallOptions]),
	],
	async execute(item) {
		const request: RingCentralRequest = {
			method: 'POST',
			path: RING_OUTS_PATH,
			body: await ringOut(item),
		};
		const unsent = dryRunOutput(item, request);
		if (unsent) return unsent;
		const answer = await item.request(request, { fields: fieldsByApiName });
		return simplifiedRingOut(isFields(answer) ? answer : {});
	},
};

async function ringOut(item: Item): Promise<MakeRingOutRequest> {
	const from = ownPhone(item);
	const to = { phoneNumber: requiredPhoneNumber(item) };
	// The first phone can be any number too, so 'Allowed Targets' covers it.
	if (from.phoneNumber !== undefined) await requireAllowed(item, from);
	await requireAllowed(item, to);
	const countryId = item.text(countryOption);
	const playPrompt = item.optionIsOn(playPromptField);
	return {
		from,
		to,
		...(item.text(callerIdOption) !== '' && {
			callerId: { phoneNumber: requiredPhoneNumber(item, callerIdOption) },
		}),
		...(playPrompt !== undefined && { playPrompt }),
		...(countryId !== '' && { country: { id: countryId } }),
	};
}

function ownPhone(item: Item): NonNullable<MakeRingOutRequest['from']> {
	const ringFirst = item.value(ringFirstField);
	switch (textOf(ringFirst)) {
		case 'forwardingNumber':
			return {
				forwardingNumberId: item.requiredId(
					forwardingNumberField,
					'Choose one of your numbers from the list.',
				),
			};
		case 'phoneNumber':
			return { phoneNumber: requiredPhoneNumber(item, ownPhoneNumberField) };
		default:
			throw item.choiceError(ringFirstField, ringFirst);
	}
}
