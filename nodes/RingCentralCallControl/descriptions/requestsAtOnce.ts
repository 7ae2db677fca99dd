import type { INodeProperties } from 'n8n-workflow';

export const FEWEST_AT_ONCE = 1;
export const MOST_AT_ONCE = 50;

/** An option of the node itself, not of one operation. */
export const requestsAtOnceField: INodeProperties = {
	displayName: 'Requests at Once',
	name: 'requestsAtOnce',
	type: 'number',
	typeOptions: {
		minValue: FEWEST_AT_ONCE,
		maxValue: MOST_AT_ONCE,
		numberPrecision: 0,
	},
	default: 20,
	description:
		'How many items are worked on at the same time. Items of the same call, and text messages to the same person, are always worked on one after the other. Set it to 1 to work on all items one after the other.',
};
