import type { INodeProperties } from 'n8n-workflow';

import { withCountryCode } from '../../descriptions/idLocator';
import { optionsField } from '../../descriptions/options';
import { allowedTargetsField, dryRunField } from '../../descriptions/outgoingCall';
import { phoneNumberField } from '../../descriptions/phoneNumber';
import type { CreateSMSMessage } from '../../calls/events/contract';
import { simplifiedSms } from '../../calls/output/simplifiedSms';
import { isFields } from '../../calls/events/unknown';
import { SMS_PATH } from '../../transport/http/messagePath';
import type { Refusal } from '../../transport/http/refusal';
import type { Explanation } from '../../transport/http/refusalMessage';
import type { RingCentralRequest } from '../../transport/http/request';
import { requireAllowed } from '../allowedTargets';
import { dryRunOutput } from '../dryRun';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { requiredPhoneNumber } from '../phoneNumberParameter';
import { refusalWords } from '../refusalWords';

const fromField: INodeProperties = {
	displayName: 'From',
	name: 'fromNumber',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'Your number that sends the text message. The list has those that can.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select one of your numbers...',
			typeOptions: { searchListMethod: 'searchSmsNumbers', searchable: true },
		},
		{
			displayName: 'By Phone Number',
			name: 'phoneNumber',
			type: 'string',
			placeholder: 'e.g. +14155550100',
			validation: [withCountryCode],
		},
	],
};

const toField: INodeProperties = {
	...phoneNumberField,
	displayName: 'To',
	description:
		'The number that gets the text message, with + and the country code. Spaces, dashes and brackets are removed.',
};

const textField: INodeProperties = {
	displayName: 'Message',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	required: true,
	placeholder: 'e.g. Sorry that we missed your call. We call you back today.',
	description: 'The text, of 1,000 characters at most. Most emoji count as two.',
};

const allowedNumbersField: INodeProperties = {
	...allowedTargetsField,
	placeholder: 'e.g. +14155550100, +1415*',
	description:
		'The only numbers that a text message may be sent to, separated by commas, with + and the country code. A star at the end stands for any further digits. Messages to other numbers are not sent.',
};

/** RingCentral counts UTF-16 code units, as JavaScript does. */
const MOST_CHARACTERS = 1_000;

const fieldsByApiName = {
	from: fromField,
	'from.phoneNumber': fromField,
	to: toField,
	'to.phoneNumber': toField,
	text: textField,
};

export const send: Operation = {
	name: 'Send',
	value: 'send',
	action: 'Send text message',
	description: 'Send a text message (SMS) to a phone number',
	properties: [fromField, toField, textField, optionsField([allowedNumbersField, dryRunField])],
	// A message that was sent in parts has to be read in their order.
	subjectOf: (item) => requiredPhoneNumber(item, toField),
	async execute(item) {
		const request: RingCentralRequest = {
			method: 'POST',
			path: SMS_PATH,
			body: await textMessage(item),
		};
		const unsent = dryRunOutput(item, request);
		if (unsent) return unsent;
		const answer = await item.send(request);
		if (!answer.isRefused) return simplifiedSms(isFields(answer.body) ? answer.body : {});
		const { refusal } = answer;
		throw item.refusalError(
			refusal,
			perhapsSent(refusal) ?? (await refusalWords(item, refusal, { fields: fieldsByApiName })),
		);
	},
};

async function textMessage(item: Item): Promise<CreateSMSMessage> {
	const from = { phoneNumber: requiredPhoneNumber(item, fromField) };
	const to = { phoneNumber: requiredPhoneNumber(item, toField) };
	const text = item.requiredText(textField, 'Write what the message says.');
	if (text.length > MOST_CHARACTERS) {
		throw item.parameterError(
			textField,
			`has ${text.length} characters, and RingCentral sends 1,000 at most`,
			'Shorten it, or send it in parts. Most emoji count as two characters.',
		);
	}
	await requireAllowed(item, to);
	return { from, to: [to], text };
}

/** The explanation for a message that RingCentral may have sent: a second would reach the same person. */
function perhapsSent({ mayHaveArrived, foreignStatus }: Refusal): Explanation | undefined {
	// The answer of another server has its own explanation.
	if (mayHaveArrived !== true || foreignStatus !== undefined) return undefined;
	return {
		message: 'RingCentral did not answer, so it is not known whether the text message was sent',
		description:
			'It was not sent again, so that nobody gets it twice. Look at the messages in the RingCentral app before you repeat it.',
	};
}
