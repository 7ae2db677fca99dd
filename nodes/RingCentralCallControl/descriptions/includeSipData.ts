import type { INodeProperties } from 'n8n-workflow';

/** An option of both triggers. */
export const includeSipDataField: INodeProperties = {
	displayName: 'Include SIP Data',
	name: 'includeSipData',
	type: 'boolean',
	default: true,
	description:
		'Whether the items of calls hold what a SIP phone needs to take a call over, such as its tags',
};
