import { randomUUID } from 'node:crypto';

import type {
	CredentialReference,
	WorkflowDefinition,
	WorkflowNode,
} from '../../lab/src/n8nClient.mts';
import { packageName } from '../../lab/src/packageInstall.mts';

/** Credentials by their type, as a node names them. */
export type NodeCredentials = Record<string, CredentialReference>;

/** A workflow whose nodes run one after the other. */
export function chain(name: string, nodes: WorkflowNode[]): WorkflowDefinition {
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map((next, index) => [
				nodes[index]?.name ?? '',
				{ main: [[{ node: next.name, type: 'main', index: 0 }]] },
			]),
	);
	return { name, nodes, connections };
}

/** The webhook trigger; "Call Rings" unless it is given another name. */
export function trigger(
	credentials: NodeCredentials,
	parameters: Record<string, unknown> = {},
): WorkflowNode {
	return {
		...node('Call Rings', `${packageName}.ringCentralCallControlTrigger`, {
			authentication: authenticationOf(credentials),
			triggerOn: ['ringing'],
			...parameters,
		}),
		webhookId: randomUUID(),
		credentials,
	};
}

export function action(
	name: string,
	credentials: NodeCredentials,
	parameters: Record<string, unknown>,
): WorkflowNode {
	return {
		...node(name, `${packageName}.ringCentralCallControl`, {
			authentication: authenticationOf(credentials),
			...parameters,
		}),
		credentials,
	};
}

export function manualTrigger(): WorkflowNode {
	return node('Start', 'n8n-nodes-base.manualTrigger', {});
}

/** Posts to an address and hands on the items that came in. */
export function post(name: string, url: string): WorkflowNode {
	return node(name, 'n8n-nodes-base.httpRequest', { method: 'POST', url, options: {} }, 4.2);
}

function node(
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	typeVersion = 1,
): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

function authenticationOf(credentials: NodeCredentials): 'oAuth2' | 'jwt' {
	return 'ringCentralJwtApi' in credentials ? 'jwt' : 'oAuth2';
}
