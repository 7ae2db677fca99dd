import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../descriptions/simplify';
import type { CallPartyReply, ReplyWithPattern } from '../../calls/events/contract';
import type { Item } from '../item';
import { partyOperation } from './partyOperation';
import { partyOutput } from './partyOutput';

const kindField: INodeProperties = {
	displayName: 'Reply With',
	name: 'replyWith',
	type: 'options',
	options: [
		{
			name: 'Own Text',
			value: 'text',
			description: 'RingCentral reads out what you write',
		},
		{
			name: 'Ready-Made Message',
			value: 'pattern',
			description: 'RingCentral plays one of its own messages',
		},
	],
	default: 'text',
	description: 'What the caller hears',
};

const textField: INodeProperties = {
	displayName: 'Text',
	name: 'replyText',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. We call you back this afternoon.',
	description: 'What is read out to the caller',
};

const patternField: INodeProperties = {
	displayName: 'Message',
	name: 'replyPattern',
	type: 'options',
	options: [
		{ name: 'Call Me Back After a Time', value: 'CallMeBack' },
		{ name: 'Call Me Back Later', value: 'CallMeBackLater' },
		{ name: 'I Am in a Meeting', value: 'InAMeeting' },
		{ name: 'I Am on My Way', value: 'OnMyWay' },
		{ name: 'I Am on the Other Line', value: 'OnTheOtherLine' },
		{ name: 'I Am on the Other Line, No Call', value: 'OnTheOtherLineNoCall' },
		{ name: 'I Will Call You Back After a Time', value: 'WillCallYouBack' },
		{ name: 'I Will Call You Back Later', value: 'WillCallYouBackLater' },
	],
	default: 'WillCallYouBackLater',
	description: 'The message that the caller hears',
};

const timeField: INodeProperties = {
	displayName: 'Time',
	name: 'replyTime',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 5,
	description: 'How many minutes, hours or days until the call back',
};

const timeUnitField: INodeProperties = {
	displayName: 'Time Unit',
	name: 'replyTimeUnit',
	type: 'options',
	options: [
		{ name: 'Minutes', value: 'Minute' },
		{ name: 'Hours', value: 'Hour' },
		{ name: 'Days', value: 'Day' },
	],
	default: 'Minute',
	description: 'What is counted in the time',
};

/** Messages that name a time. */
const TIMED_PATTERNS = ['CallMeBack', 'WillCallYouBack'] as const;

const PATTERNS = [
	...TIMED_PATTERNS,
	'CallMeBackLater',
	'InAMeeting',
	'OnMyWay',
	'OnTheOtherLine',
	'OnTheOtherLineNoCall',
	'WillCallYouBackLater',
] as const;

export const reply = partyOperation({
	name: 'Reply',
	value: 'reply',
	action: 'Reply to caller',
	description: 'Let a ringing caller hear a message instead of answering',
	properties: [
		kindField,
		...updateDisplayOptions({ show: { replyWith: ['text'] } }, [textField]),
		...updateDisplayOptions({ show: { replyWith: ['pattern'] } }, [
			patternField,
			...updateDisplayOptions({ show: { replyPattern: [...TIMED_PATTERNS] } }, [
				timeField,
				timeUnitField,
			]),
		]),
		simplifyField,
	],
	request: (item) => ({
		method: 'POST',
		path: '/reply',
		body: replyRequest(item),
	}),
	output: partyOutput,
	fields: {
		pattern: patternField,
		replyWithText: textField,
		time: timeField,
		timeUnit: timeUnitField,
	},
});

function replyRequest(item: Item): CallPartyReply {
	const kind = item.requiredChoice(kindField, ['text', 'pattern']);
	return kind === 'text'
		? { replyWithText: item.requiredText(textField, 'Write what is read out.') }
		: { replyWithPattern: replyPattern(item) };
}

function replyPattern(item: Item): ReplyWithPattern {
	const pattern = item.requiredChoice(patternField, PATTERNS);
	if (!TIMED_PATTERNS.some((timed) => timed === pattern)) return { pattern };
	return {
		pattern,
		time: replyTime(item),
		timeUnit: item.requiredChoice(timeUnitField, ['Minute', 'Hour', 'Day']),
	};
}

function replyTime(item: Item): number {
	const time = Number(item.value(timeField));
	if (Number.isInteger(time) && time > 0) return time;
	throw item.parameterError(
		timeField,
		'is not a whole number above zero',
		'Enter how many minutes, hours or days, e.g. 5.',
	);
}
