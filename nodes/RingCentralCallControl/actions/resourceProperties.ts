import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from './operation';

/**
 * The node's parameters: what it is about, what to do with it, and what that needs.
 *
 * @param defaultResource what a new node is about. It can never be another: n8n does not save
 * values that are defaults.
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
			operation.properties.map((property) => shownFor(resource, operation, property)),
		),
	];
}

/**
 * Shows a parameter for one operation only. The operation comes first, because n8n stops reading at
 * a condition that is an expression, and would show the parameter (and ask for it, when it is
 * required) in operations that do not have it: `displayParameter` in n8n-workflow's node-helpers.
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
