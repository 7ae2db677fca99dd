import type { INodeProperties } from 'n8n-workflow';

/** The scope of a trigger: the whole account, or one or more extensions. */
export const scopeFields: INodeProperties[] = [
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		options: [
			{
				name: 'Chosen Extensions',
				value: 'extension',
				description: 'Calls of one or more extensions, at first of the signed-in user',
			},
			{
				name: 'Whole Account',
				value: 'account',
				description: 'Calls of everybody in the company',
			},
		],
		default: 'extension',
		description: 'Whose calls start the workflow',
	},
	{
		// One list with several choices instead of locators, so that a receptionist can tick names.
		displayName: 'Extension Names or IDs',
		name: 'extensions',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getExtensions' },
		displayOptions: { show: { scope: ['extension'] } },
		default: ['~'],
		description:
			'The people and call queues whose calls start the workflow, at first only the signed-in user. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];
