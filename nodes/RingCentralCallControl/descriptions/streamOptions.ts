import type { INodeProperties } from 'n8n-workflow';

import { includeSipDataField } from './includeSipData';
import { eachRingingPhoneField } from './triggerOptions';

/** A field for a whole number, with its bounds, which hold for expressions too. */
export interface NumberField extends INodeProperties {
	type: 'number';
	typeOptions: { minValue: number; maxValue: number; numberPrecision: 0 };
	default: number;
}

export const callsAtOnceField: NumberField = {
	displayName: 'Calls at Once',
	name: 'callsAtOnce',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 200, numberPrecision: 0 },
	default: 20,
	description: 'How many calls may have a running execution at the same time. Others wait.',
};

export const mostEventsField: NumberField = {
	displayName: 'Most Events',
	name: 'mostEvents',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1_000, numberPrecision: 0 },
	default: 100,
	description: 'The execution starts as soon as there are so many',
};

export const longestWaitField: NumberField = {
	displayName: 'Longest Wait in Milliseconds',
	name: 'longestWait',
	type: 'number',
	typeOptions: { minValue: 10, maxValue: 60_000, numberPrecision: 0 },
	default: 1_000,
	description: 'After so long the execution starts with the events that there are',
};

export const mostCallsField: NumberField = {
	displayName: 'Most Calls',
	name: 'mostCalls',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1_000, numberPrecision: 0 },
	default: 1,
	description: 'How many calls of one caller start the workflow',
};

export const minutesField: NumberField = {
	displayName: 'Within Minutes',
	name: 'minutes',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1_440, numberPrecision: 0 },
	default: 10,
	description: 'In how many minutes. Further calls of the same caller start nothing until then.',
};

/** The name of the only group of fields in each option with several fields. */
export const OPTION_GROUP = 'group';

export const startWithoutWaitingField: INodeProperties = {
	displayName: 'Start Without Waiting',
	name: 'startWithoutWaiting',
	type: 'boolean',
	default: true,
	description:
		'Whether to start with the next event of a call while the execution for the one before still runs. Otherwise the events of a call run one after the other.',
};

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
			description:
				'Keeps a caller who calls again and again from starting the workflow each time. Outgoing calls are not limited.',
			options: [
				{
					displayName: 'Limit',
					name: OPTION_GROUP,
					values: [mostCallsField, minutesField],
				},
			],
		},
		eachRingingPhoneField,
		startWithoutWaitingField,
	],
};
