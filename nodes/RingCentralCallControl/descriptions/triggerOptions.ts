import type { INodeProperties } from 'n8n-workflow';

export const triggerOptionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Include SIP Data',
			name: 'includeSipData',
			type: 'boolean',
			default: true,
			description:
				'Whether the items of calls hold what a SIP phone needs to take a call over, such as its tags',
		},
	],
};
