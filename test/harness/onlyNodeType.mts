import type { INodeType, INodeTypes } from 'n8n-workflow';

/** An n8n that knows one node and takes every other for it. */
export function onlyNodeType(nodeType: INodeType): INodeTypes {
	return {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
}
