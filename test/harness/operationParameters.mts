import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { RingCentralCallControl } from '../../nodes/RingCentralCallControl/RingCentralCallControl.node.ts';

/** A parameter of an operation that takes text, in one mode. */
export interface TextParameter {
	/** E.g. "partyId by phoneNumber". */
	title: string;
	displayName: string;
	/** Whether the parameter must not be blank. */
	isRequired: boolean;
	/** The node's parameters with this text, and with the choices that make the editor show the parameter. */
	withText(text: string): INodeParameters;
}

const { description } = new RingCentralCallControl();

/** Every parameter of an operation that takes text, in every mode. */
export function textParameters(resource: string, operation: string): TextParameter[] {
	return description.properties
		.filter(({ displayOptions }) => {
			const { resource: shownFor, operation: shownIn } = displayOptions?.show ?? {};
			return shownFor?.includes(resource) && shownIn?.includes(operation);
		})
		.flatMap((property) =>
			property.type === 'collection'
				? optionsOf(property).flatMap((option) => textParameter(option, property.name))
				: textParameter(property),
		);
}

function optionsOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options.filter(
		(option): option is INodeProperties => 'type' in option && !isChoice(option),
	);
}

function isChoice(option: object): option is INodePropertyOptions {
	return 'value' in option;
}

function textParameter(property: INodeProperties, collection?: string): TextParameter[] {
	const { name, displayName, required: isRequired = false } = property;
	const place = (value: INodeParameters[string]): INodeParameters =>
		collection === undefined
			? { ...shownBy(property), [name]: value }
			: { [collection]: { [name]: value } };
	switch (property.type) {
		case 'string':
			return [{ title: name, displayName, isRequired, withText: place }];
		case 'resourceLocator':
			return (property.modes ?? []).map((mode) => ({
				title: `${name} by ${mode.name}`,
				displayName,
				isRequired,
				withText: (text) => place({ __rl: true, mode: mode.name, value: text }),
			}));
		default:
			return [];
	}
}

/** The choices in other parameters that make the editor show this one. */
function shownBy({ displayOptions }: INodeProperties): INodeParameters {
	const parameters: INodeParameters = {};
	for (const [name, values = []] of Object.entries(displayOptions?.show ?? {})) {
		const [value] = values;
		const isControlling = name !== 'resource' && name !== 'operation';
		if (isControlling && typeof value === 'string') parameters[name] = value;
	}
	return parameters;
}
