import './n8nSettings.mts';
import 'reflect-metadata';

import { randomUUID } from 'node:crypto';

import { TriggerContext } from 'n8n-core';
import { Workflow, type INode, type WorkflowActivateMode } from 'n8n-workflow';

import { RingCentralCallStreamTrigger } from '../../nodes/RingCentralCallStreamTrigger/RingCentralCallStreamTrigger.node.ts';
import { additionalData } from './additionalData.mts';
import { CredentialStore } from './credentialStore.mts';
import { jwtCredentialFor } from './jwtCredential.mts';
import { onlyNodeType } from './onlyNodeType.mts';

/** The context of the stream trigger's requests to RingCentral, without the trigger. */
export function triggerContext(
	simulatorUrl: string,
	activation: WorkflowActivateMode = 'activate',
): TriggerContext {
	const nodeType = new RingCentralCallStreamTrigger();
	const node: INode = {
		id: 'trigger',
		name: nodeType.description.displayName,
		type: nodeType.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: { authentication: 'jwt' },
		credentials: { ringCentralJwtApi: { id: randomUUID(), name: 'RingCentral' } },
	};
	const nodeTypes = onlyNodeType(nodeType);
	const workflow = new Workflow({ nodes: [node], connections: {}, nodeTypes, active: true });
	const credentials = new CredentialStore();
	credentials.keep('ringCentralJwtApi', jwtCredentialFor(simulatorUrl));
	const noEmit = () => {};
	return new TriggerContext(
		workflow,
		node,
		additionalData(credentials),
		'trigger',
		activation,
		noEmit,
		noEmit,
	);
}
