import type { INodeProperties } from 'n8n-workflow';

import { includeSipDataField } from './includeSipData';

/** A field for a whole number, with its bounds, which hold for expressions too. */
export interface NumberField extends INodeProperties {
	type: 'number';
	typeOptions: { minValue: number; maxValue: number; numberPrecision: 0 };
	default: number;
}

/** @param range the bounds, and what the field holds at first. */
function wholeNumberField(
	displayName: string,
	name: string,
	range: { least: number; most: number; usual: number },
	description: string,
): NumberField {
	return {
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: range.least, maxValue: range.most, numberPrecision: 0 },
		default: range.usual,
		description,
	};
}

export const callsAtOnceField = wholeNumberField(
	'Calls at Once',
	'callsAtOnce',
	{ least: 1, most: 200, usual: 20 },
	'How many calls may have a running execution at the same time. Others wait.',
);

export const mostEventsField = wholeNumberField(
	'Most Events',
	'mostEvents',
	{ least: 1, most: 1_000, usual: 100 },
	'The execution starts as soon as there are so many',
);

export const longestWaitField = wholeNumberField(
	'Longest Wait in Milliseconds',
	'longestWait',
	{ least: 10, most: 60_000, usual: 1_000 },
	'After so long the execution starts with the events that there are',
);

export const mostCallsField = wholeNumberField(
	'Most Calls',
	'mostCalls',
	{ least: 1, most: 1_000, usual: 1 },
	'How many calls of one caller start the workflow',
);

export const minutesField = wholeNumberField(
	'Within Minutes',
	'minutes',
	{ least: 1, most: 1_440, usual: 10 },
	'In how many minutes. Further calls of the same caller start nothing until then.',
);

/** The name of the only group of fields that the two options with several fields have. */
export const OPTION_GROUP = 'group';

export const streamOptionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Batch Events',
			name: 'batch',
			type: 'fixedCollection',
			default: { [OPTION_GROUP]: {} },
			description:
				'Start one execution for many events, for workflows that only write them down. It gets one item for each event.',
			options: [
				{
					displayName: 'Batch',
					name: OPTION_GROUP,
					values: [mostEventsField, longestWaitField],
				},
			],
		},
		callsAtOnceField,
		includeSipDataField,
		{
			displayName: 'Limit per Caller',
			name: 'limitPerCaller',
			type: 'fixedCollection',
			default: { [OPTION_GROUP]: {} },
			description: 'Keeps a caller who calls again and again from starting the workflow each time',
			options: [
				{
					displayName: 'Limit',
					name: OPTION_GROUP,
					values: [mostCallsField, minutesField],
				},
			],
		},
		{
			displayName: 'Once per Call',
			name: 'oncePerCall',
			type: 'boolean',
			default: true,
			description:
				"Whether only the first ringing phone of a call starts the workflow, and not each phone of a call queue. Other events of 'Trigger On' are not affected.",
		},
		{
			displayName: 'Start Without Waiting',
			name: 'startWithoutWaiting',
			type: 'boolean',
			default: true,
			description:
				'Whether to start with the next event of a call while the execution for the one before still runs. Otherwise the events of a call run one after the other.',
		},
	],
};
