import {
	Workflow,
	type INode,
	type INodeParameters,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { onlyNodeType } from './onlyNodeType.mts';

/** What n8n makes of the expression in a node's subtitle, for a node with these parameters. */
export function evaluated(description: INodeTypeDescription, parameters: INodeParameters): unknown {
	const node: INode = {
		id: '1',
		name: description.displayName,
		type: description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		nodeTypes: onlyNodeType({ description }),
		active: false,
	});
	return workflow.expression.getSimpleParameterValue(node, description.subtitle, 'manual', {});
}
