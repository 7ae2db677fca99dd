import type { INodeProperties } from 'n8n-workflow';

export const REQUESTS_AT_ONCE = { least: 1, usual: 10, most: 50 };

/** An option of the node itself, and not of one operation. */
export const requestsAtOnceField: INodeProperties = {
	displayName: 'Requests at Once',
	name: 'requestsAtOnce',
	type: 'number',
	typeOptions: {
		minValue: REQUESTS_AT_ONCE.least,
		maxValue: REQUESTS_AT_ONCE.most,
		numberPrecision: 0,
	},
	default: REQUESTS_AT_ONCE.usual,
	description:
		'How many items are worked on at the same time. Items of the same call are always worked on one after the other. Set it to 1 to work on all items one after the other.',
};
