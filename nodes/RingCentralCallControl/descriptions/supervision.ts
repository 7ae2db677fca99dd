import type { INodeProperties } from 'n8n-workflow';

import { deviceField } from './device';
import { byNumber, idLocator } from './idLocator';
import { optionsField } from './options';

/** The colleague on the supervised call. */
export const agentField = idLocator({
	displayName: 'Agent',
	name: 'agentExtension',
	required: true,
	description: 'The colleague on the call. You need the right to monitor their calls.',
	search: 'searchUsers',
	listPlaceholder: 'Select an extension...',
	...byNumber,
	idPlaceholder: 'e.g. 62909551004',
});

export const supervisorDeviceField: INodeProperties = {
	...deviceField,
	description: 'Your phone on which you listen. It has to be switched on.',
};

export const mediaField: INodeProperties = {
	displayName: 'Audio',
	name: 'mediaDirection',
	type: 'options',
	options: [
		{ name: 'One-Way', value: 'sendOnly', description: 'You hear the call' },
		{ name: 'Two-Way', value: 'sendRecv', description: 'Sound is sent in both directions' },
	],
	default: 'sendOnly',
	description: 'In which directions sound is sent between the call and your phone',
};

export const autoAnswerField: INodeProperties = {
	displayName: 'Answer Automatically',
	name: 'autoAnswer',
	type: 'boolean',
	default: true,
	description: 'Whether your phone takes the call by itself. Otherwise it rings first.',
};

export const supervisionOptions = optionsField([autoAnswerField, mediaField]);
