import {
	Workflow,
	type INode,
	type INodeParameters,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { onlyNodeType } from './onlyNodeType.mts';

/** The subtitle of a node with these parameters, evaluated by n8n. */
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
