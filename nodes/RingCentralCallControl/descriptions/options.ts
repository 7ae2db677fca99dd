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

/** An option by its path in the node's parameters, as messages about saved values need it. */
export function inOptions({
	displayName,
	name,
}: INodeProperties): Pick<INodeProperties, 'displayName' | 'name'> {
	return { displayName, name: `options.${name}` };
}
