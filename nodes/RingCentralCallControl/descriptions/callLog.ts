import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { byNumber, idLocator } from './idLocator';

export const callLogOfField: INodeProperties = {
	displayName: 'Call Log Of',
	name: 'callLogOf',
	type: 'options',
	options: [
		{ name: 'An Extension', value: 'extension', description: 'A user or a call queue' },
		{
			name: 'The Company',
			value: 'company',
			description: 'All calls. The user needs the permission to see the company call log.',
		},
	],
	default: 'extension',
	description: 'Whose calls to look at',
};

export const callLogExtensionField = idLocator({
	displayName: 'Extension',
	name: 'extensionId',
	description: 'The user or call queue whose calls to look at. Leave empty for your own.',
	search: 'searchCallableExtensions',
	listPlaceholder: 'Your own extension',
	...byNumber,
	idPlaceholder: 'e.g. 62909551004',
});

/** The owner of the call log: an extension or the company. */
export const callLogFields: INodeProperties[] = [
	callLogOfField,
	...updateDisplayOptions({ show: { callLogOf: ['extension'] } }, [callLogExtensionField]),
];
