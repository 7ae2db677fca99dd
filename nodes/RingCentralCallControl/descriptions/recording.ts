import type { INodeProperties } from 'n8n-workflow';

export const recordingIdField: INodeProperties = {
	displayName: 'Recording ID',
	name: 'recordingId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 6683520000',
	description: "Leave empty to use the party's own recording",
};
