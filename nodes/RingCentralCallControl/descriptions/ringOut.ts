import type { INodeProperties } from 'n8n-workflow';

export const ringOutIdField: INodeProperties = {
	displayName: 'RingOut ID',
	name: 'ringOutId',
	type: 'string',
	default: '={{ $json.ringOutId }}',
	required: true,
	placeholder: 'e.g. 500000001',
	description: "The RingOut. Behind 'Create' it is the one that was just made.",
};
