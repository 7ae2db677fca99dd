import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { idLocator } from '../../descriptions/idLocator';
import { optionsField } from '../../descriptions/options';
import { callerIdField, countryField, outgoingCallOptions } from '../../descriptions/outgoingCall';
import { phoneNumberField } from '../../descriptions/phoneNumber';
import type { MakeRingOutRequest } from '../../calls/events/contract';
import { simplifiedRingOut } from '../../calls/output/simplifiedRingOut';
import { isFields, textOf } from '../../calls/events/unknown';
import { RING_OUTS_PATH } from '../../transport/http/ringOutPath';
import { requireAllowed } from '../allowedTargets';
import { dryRunOutput } from '../dryRun';
import { itemRequest, type ItemRequest } from '../itemRequest';
import type { Operation } from '../operation';
import { optionalText, requiredId, unknownChoice } from '../parameters';
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

const ownOptions: INodeProperties[] = [
	callerIdField,
	countryField,
	{
		displayName: 'Play Prompt',
		name: 'playPrompt',
		type: 'boolean',
		default: true,
		description: 'Whether you hear an announcement and press 1 before the other phone is called',
	},
];

/** Where the options are found among the node's parameters. */
const callerIdOption = {
	displayName: callerIdField.displayName,
	name: `options.${callerIdField.name}`,
};
const countryOption = {
	displayName: countryField.displayName,
	name: `options.${countryField.name}`,
};

/** A mere "phoneNumber" could be any of three, and is left to RingCentral's own words. */
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
	async execute(context, itemIndex) {
		const request: ItemRequest = {
			method: 'POST',
			path: RING_OUTS_PATH,
			body: await ringOut(context, itemIndex),
			itemIndex,
		};
		const unsent = dryRunOutput(context, itemIndex, request);
		if (unsent) return unsent;
		const answer = await itemRequest(context, request, fieldsByApiName);
		return simplifiedRingOut(isFields(answer) ? answer : {});
	},
};

async function ringOut(context: IExecuteFunctions, itemIndex: number): Promise<MakeRingOutRequest> {
	const from = ownPhone(context, itemIndex);
	const to = { phoneNumber: requiredPhoneNumber(context, itemIndex) };
	// A person who chooses the first phone could ring any number with it, as with the second.
	if (from.phoneNumber !== undefined) await requireAllowed(context, itemIndex, from);
	await requireAllowed(context, itemIndex, to);
	const countryId = optionalText(context, countryOption, itemIndex);
	const playPrompt: unknown = context.getNodeParameter('options.playPrompt', itemIndex, '');
	return {
		from,
		to,
		...(optionalText(context, callerIdOption, itemIndex) !== '' && {
			callerId: { phoneNumber: requiredPhoneNumber(context, itemIndex, callerIdOption) },
		}),
		...(typeof playPrompt === 'boolean' && { playPrompt }),
		...(countryId !== '' && { country: { id: countryId } }),
	};
}

function ownPhone(
	context: IExecuteFunctions,
	itemIndex: number,
): NonNullable<MakeRingOutRequest['from']> {
	const ringFirst: unknown = context.getNodeParameter(ringFirstField.name, itemIndex);
	switch (textOf(ringFirst)) {
		case 'forwardingNumber':
			return {
				forwardingNumberId: requiredId(
					context,
					forwardingNumberField,
					itemIndex,
					'Choose one of your numbers from the list.',
				),
			};
		case 'phoneNumber':
			return { phoneNumber: requiredPhoneNumber(context, itemIndex, ownPhoneNumberField) };
		default:
			throw unknownChoice(context, ringFirstField, itemIndex, ringFirst);
	}
}
