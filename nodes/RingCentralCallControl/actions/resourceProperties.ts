import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import type { Resource } from './operation';

/** The node's parameters: what it is about, what to do with it, and what that needs. */
export function resourceProperties(resources: readonly Resource[]): INodeProperties[] {
	const firstResource = resources[0]?.value;
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
		...resource.operations.flatMap(({ value, properties }) =>
			updateDisplayOptions(
				{ show: { resource: [resource.value], operation: [value] } },
				properties,
			),
		),
	];
}
