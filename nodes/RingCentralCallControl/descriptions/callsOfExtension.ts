import type { INodeProperties } from 'n8n-workflow';

/** Whose calls to list; an empty one is the signed-in user's own extension. */
export const callsOfExtensionField: INodeProperties = {
	displayName: 'Extension',
	name: 'callsOfExtension',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The user whose calls to get. Leave empty for your own calls.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Your own extension',
			typeOptions: { searchListMethod: 'searchExtensions', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 62909551004' },
	],
};
