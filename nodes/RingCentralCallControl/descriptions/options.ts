import type { INodeProperties } from 'n8n-workflow';

/** The collection of rarely needed fields; every operation has one at its end. */
export function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}
