import type { INodeProperties } from 'n8n-workflow';

/** Most of these are RingCentral's own filters, so that other calls do not even reach n8n. */
export const callFiltersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'What has to fit the party of the call that an event is about; all of it has to',
	options: [
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Incoming', value: 'Inbound' },
				{ name: 'Outgoing', value: 'Outbound' },
			],
			default: 'Inbound',
			description: 'Which way the call goes, as the company sees it',
		},
		{
			displayName: 'Missed Calls Only',
			name: 'missedCallsOnly',
			type: 'boolean',
			default: true,
			description: 'Whether only what RingCentral marks as missed starts the workflow',
		},
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. +14155550100',
			description: 'Only calls from or to this number. It starts with + and the country code.',
		},
		{
			displayName: 'Queue Calls Only',
			name: 'queueCallsOnly',
			type: 'boolean',
			default: true,
			description: 'Whether only calls that come through a call queue start the workflow',
		},
		{
			displayName: 'With Recordings Only',
			name: 'withRecordingsOnly',
			type: 'boolean',
			default: true,
			description: 'Whether only calls that are or were recorded start the workflow',
		},
	],
};
