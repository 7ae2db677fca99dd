import { randomUUID } from 'node:crypto';

import type {
	CredentialReference,
	WorkflowDefinition,
	WorkflowNode,
} from '../../lab/src/n8nClient.mts';
import { packageName } from '../../lab/src/packageInstall.mts';
import { byId } from '../harness/locators.mts';

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

/** The trigger that listens to the calls of the whole account. */
export function streamTrigger(
	credentials: NodeCredentials,
	parameters: Record<string, unknown> = {},
): WorkflowNode {
	return {
		...node('Call Stream', `${packageName}.ringCentralCallStreamTrigger`, {
			authentication: authenticationOf(credentials),
			triggerOn: ['ringing'],
			scope: 'account',
			...parameters,
		}),
		credentials,
	};
}

/** Starts its workflow when another workflow fails whose settings name it. */
export function errorTrigger(): WorkflowNode {
	return node('Workflow Failed', 'n8n-nodes-base.errorTrigger', {});
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

/** An AI agent with a prompt, a language model and one tool. */
export function agentWithTool(
	name: string,
	start: WorkflowNode,
	prompt: string,
	{ model, tool }: { model: WorkflowNode; tool: WorkflowNode },
): WorkflowDefinition {
	const agent = node(
		'AI Agent',
		'@n8n/n8n-nodes-langchain.agent',
		{ promptType: 'define', text: prompt, options: { enableStreaming: false } },
		3.1,
	);
	const { nodes, connections } = chain(name, [start, agent]);
	return {
		name,
		nodes: [...nodes, model, tool],
		connections: {
			...connections,
			[model.name]: subNodeOf(agent, 'ai_languageModel'),
			[tool.name]: subNodeOf(agent, 'ai_tool'),
		},
	};
}

export function openAiModel(credentials: NodeCredentials): WorkflowNode {
	return {
		...node(
			'OpenAI Chat Model',
			'@n8n/n8n-nodes-langchain.lmChatOpenAi',
			{
				model: byId('scripted'),
				responsesApiEnabled: false,
				options: { maxRetries: 0 },
			},
			1.3,
		),
		credentials,
	};
}

/** The action node as the tool that n8n makes of it. */
export function tool(
	name: string,
	credentials: NodeCredentials,
	parameters: Record<string, unknown>,
): WorkflowNode {
	const node = action(name, credentials, parameters);
	return { ...node, type: `${node.type}Tool` };
}

export function manualTrigger(): WorkflowNode {
	return node('Start', 'n8n-nodes-base.manualTrigger', {});
}

/** Posts to an address and hands on the items that came in. */
export function post(name: string, url: string): WorkflowNode {
	return node(name, 'n8n-nodes-base.httpRequest', { method: 'POST', url, options: {} }, 4.2);
}

/** Posts each item to an address, and waits for the answer. */
export function report(url: string): WorkflowNode {
	return node(
		'Report',
		'n8n-nodes-base.httpRequest',
		{
			method: 'POST',
			url,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ JSON.stringify($json) }}',
			options: {},
		},
		4.2,
	);
}

/** A node of n8n's own, or of any other package. */
export function node(
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	typeVersion = 1,
): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

function subNodeOf({ name }: WorkflowNode, type: 'ai_languageModel' | 'ai_tool') {
	return { [type]: [[{ node: name, type, index: 0 }]] };
}

function authenticationOf(credentials: NodeCredentials): 'oAuth2' | 'jwt' {
	return 'ringCentralJwtApi' in credentials ? 'jwt' : 'oAuth2';
}
