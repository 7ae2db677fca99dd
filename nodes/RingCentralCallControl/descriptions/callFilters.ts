import type { INodeProperties } from 'n8n-workflow';

import { FILTERS, isFilterName, type CallFilters } from '../calls/choice/filters';

/** The input of each filter. A filter without a row here does not compile. */
const ENTRIES: Record<
	keyof CallFilters,
	Pick<INodeProperties, 'default' | 'options' | 'placeholder' | 'type'>
> = {
	direction: {
		type: 'options',
		options: [
			{ name: 'Incoming', value: 'Inbound' },
			{ name: 'Outgoing', value: 'Outbound' },
		],
		default: 'Inbound',
	},
	missedCallsOnly: { type: 'boolean', default: true },
	phoneNumber: { type: 'string', default: '', placeholder: 'e.g. +14155550100' },
	queueCallsOnly: { type: 'boolean', default: true },
	withRecordingsOnly: { type: 'boolean', default: true },
};

export const callFiltersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Which calls start the workflow; a call has to pass all filters',
	options: Object.keys(ENTRIES)
		.filter(isFilterName)
		.map((name) => ({
			displayName: FILTERS[name].name,
			name,
			...ENTRIES[name],
			description: FILTERS[name].meaning,
		})),
};
