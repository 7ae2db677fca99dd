import type { INodeProperties } from 'n8n-workflow';

import { byNumber, idLocator } from './idLocator';

export const voicemailOwnerField = idLocator({
	displayName: 'Extension',
	name: 'extensionId',
	description: 'The user or call queue whose voicemail it is. Leave empty for your own.',
	search: 'searchVoicemails',
	listPlaceholder: 'Your own extension',
	...byNumber,
	idPlaceholder: 'e.g. 62909551004',
});

export const voicemailIdField: INodeProperties = {
	displayName: 'Voicemail ID',
	name: 'voicemailId',
	type: 'string',
	default: '={{ $json.voicemailId }}',
	required: true,
	placeholder: 'e.g. 1724099032020',
	description: "The voicemail. Behind 'Get Many' it is the one of the item.",
};
