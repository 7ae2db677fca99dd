import './n8nSettings.mts';

import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type INode, type INodeType } from 'n8n-workflow';

import { additionalData } from './additionalData.mts';
import type { CredentialStore } from './credentialStore.mts';
import { onlyNodeType } from './onlyNodeType.mts';

/** The context of the methods behind the editor's lists, for a node with these parameters. */
export function loadOptionsContext(
	nodeType: INodeType,
	credentialStore: CredentialStore,
	{ parameters, credentials }: Pick<INode, 'parameters' | 'credentials'>,
): LoadOptionsContext {
	const node: INode = {
		id: '1',
		name: nodeType.description.displayName,
		type: nodeType.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials,
	};
	const nodeTypes = onlyNodeType(nodeType);
	const workflow = new Workflow({ nodes: [node], connections: {}, nodeTypes, active: false });
	return new LoadOptionsContext(
		workflow,
		node,
		{ ...additionalData(credentialStore), currentNodeParameters: parameters },
		'',
	);
}
