import type { INodeProperties } from 'n8n-workflow';

export const recordingIdField: INodeProperties = {
	displayName: 'Recording ID',
	name: 'recordingId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 6683520000',
	description: "Leave empty to use the party's own recording",
};

/** A recording to listen to; by default the item's own. */
export const recordingOfItemField: INodeProperties = {
	displayName: 'Recording ID',
	name: 'recordingId',
	type: 'string',
	// Behind 'Start Recording' an item has one recording, behind a trigger a list of them.
	default: '={{ $json.recordingId ?? $json.recordings?.[0]?.id }}',
	required: true,
	placeholder: 'e.g. 6683520000',
	description:
		'The recording. Behind a RingCentral trigger it is the first one of the call that started the workflow.',
};
