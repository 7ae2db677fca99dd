import type { INodeType, INodeTypes } from 'n8n-workflow';

/** Node types of an n8n with a single node type, which it returns for every name. */
export function onlyNodeType(nodeType: INodeType): INodeTypes {
	return {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
}
