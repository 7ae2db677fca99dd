import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../descriptions/options';
import { requestsAtOnceField } from '../descriptions/requestsAtOnce';
import type { Operation, Resource } from './operation';

/**
 * The node's parameters: resource, operation, and the fields of each operation.
 *
 * @param defaultResource the resource of a new node. It must never change: n8n does not save default
 * values.
 */
export function resourceProperties(
	resources: readonly Resource[],
	defaultResource: Resource,
): INodeProperties[] {
	const firstResource = defaultResource.value;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value, description }) => ({ name, value, description })),
			default: firstResource,
		},
		...resources.flatMap(operationProperties),
	];
}

function operationProperties(resource: Resource): INodeProperties[] {
	const firstOperation = resource.defaultOperation.value;
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource.value] } },
			options: resource.operations.map(({ name, value, action, description }) => ({
				name,
				value,
				action,
				description,
			})),
			default: firstOperation,
		},
		...resource.operations.flatMap((operation) =>
			withNodeOptions(operation.properties).map((property) =>
				shownFor(resource, operation, property),
			),
		),
	];
}

/** Moves the operation's options to the end and adds the node's own option to them. */
function withNodeOptions(properties: readonly INodeProperties[]): INodeProperties[] {
	const { name } = optionsField([]);
	const own = properties.find((property) => property.name === name);
	const options =
		own?.options?.filter((option) => 'displayName' in option && 'type' in option) ?? [];
	return [
		...properties.filter((property) => property !== own),
		optionsField(
			[...options, requestsAtOnceField].sort((one, other) =>
				one.displayName.localeCompare(other.displayName),
			),
		),
	];
}

/**
 * Shows a parameter for one operation only. The operation comes first, because n8n stops at a condition
 * that is an expression, and would show (and, if required, demand) the parameter in operations that do
 * not have it: `displayParameter` in n8n-workflow's node-helpers.
 */
function shownFor(
	resource: Resource,
	operation: Operation,
	property: INodeProperties,
): INodeProperties {
	const { show, ...others } = property.displayOptions ?? {};
	return {
		...property,
		displayOptions: {
			show: { resource: [resource.value], operation: [operation.value], ...show },
			...others,
		},
	};
}
