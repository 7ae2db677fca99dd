import { randomUUID } from 'node:crypto';

import type { WorkflowDefinition, WorkflowNode } from '../../../lab/src/n8nClient.mts';
import {
	action,
	chain,
	node,
	streamTrigger,
	trigger,
	type NodeCredentials,
} from '../../e2e/workflows.mts';
import type { BenchStage } from '../stage.mts';

/** A workflow that forwards each incoming call while it rings. */
export interface Contestant {
	name: string;
	publish(stage: BenchStage): Promise<void>;
	/** The route of events to the workflow. */
	route(stage: BenchStage): string;
}

/** The account manager's extension, the target of the forwarded calls. */
const TARGET_NUMBER = '102';

export const streamAndAction: Contestant = {
	name: 'Call Stream Trigger → action',
	publish: async (stage) => {
		await publish(
			stage,
			chain('Stream', [streamTrigger(stage.credentials), forward(stage.credentials)]),
		);
	},
	route: () => 'stream',
};

export const triggerAndAction: Contestant = {
	name: 'Call Control Trigger → action',
	publish: async (stage) => {
		const rings = trigger(stage.credentials, { scope: 'account' });
		await publish(stage, chain('Webhook trigger', [rings, forward(stage.credentials)]));
	},
	route: () => 'subscription',
};

/** A workflow without this package. */
export const stock: Contestant = {
	name: 'Webhook → HTTP Request',
	publish: async (stage) => {
		const { source, credentials } = stage;
		const nodes = [webhook('stock'), httpForward(source.url, credentials, '$json.body.body')];
		await publish(stage, chain('Stock', nodes));
	},
	route: ({ n8n }) => `${n8n.url}/webhook/stock`,
};

export const webhookAndAction: Contestant = {
	name: 'Webhook → action',
	publish: async (stage) => {
		const call = '$json.body.body';
		const nodes = [
			webhook('action'),
			forward(stage.credentials, {
				telephonySessionId: { __rl: true, mode: 'id', value: `={{ ${call}.telephonySessionId }}` },
				partyId: { __rl: true, mode: 'id', value: `={{ ${call}.parties[0].id }}` },
			}),
		];
		await publish(stage, chain('Action', nodes));
	},
	route: ({ n8n }) => `${n8n.url}/webhook/action`,
};

/**
 * A core trigger node of the same kind as this package's webhook trigger: it registers a webhook at the
 * service and checks a secret. GitLab's credential has a field for the server.
 */
export const coreTrigger: Contestant = {
	name: 'GitLab Trigger → HTTP Request',
	publish: async (stage) => {
		const { client, source, credentials } = stage;
		const gitlab = await client.createCredential('gitlabApi', 'GitLab', {
			server: source.url,
			accessToken: 'bench',
		});
		const nodes = [
			{
				...node('GitLab', 'n8n-nodes-base.gitlabTrigger', {
					authentication: 'accessToken',
					owner: 'company',
					repository: 'calls',
					events: ['push'],
				}),
				webhookId: randomUUID(),
				credentials: { gitlabApi: gitlab },
			},
			httpForward(source.url, credentials, '$json.body.body'),
		];
		await publish(stage, chain('Core trigger', nodes));
	},
	route: () => 'hook',
};

async function publish({ client }: BenchStage, workflow: WorkflowDefinition): Promise<void> {
	await client.activate(await client.createWorkflow(workflow));
}

function forward(
	credentials: NodeCredentials,
	parameters: Record<string, unknown> = {},
): WorkflowNode {
	return action('Forward', credentials, {
		resource: 'party',
		operation: 'forward',
		target: 'extension',
		extension: { __rl: true, mode: 'number', value: TARGET_NUMBER },
		...parameters,
	});
}

/** The same command with the same credential, by n8n's own node. */
export function httpForward(
	server: string,
	credentials: NodeCredentials,
	call: string,
): WorkflowNode {
	const path = `account/~/telephony/sessions/{{ ${call}.telephonySessionId }}/parties/{{ ${call}.parties[0].id }}/forward`;
	return {
		...node(
			'Forward',
			'n8n-nodes-base.httpRequest',
			{
				method: 'POST',
				url: `=${server}/restapi/v1.0/${path}`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: Object.keys(credentials)[0],
				sendBody: true,
				specifyBody: 'json',
				jsonBody: JSON.stringify({ extensionNumber: TARGET_NUMBER }),
				options: {},
			},
			4.2,
		),
		credentials,
	};
}

export function webhook(path: string): WorkflowNode {
	return {
		...node('Webhook', 'n8n-nodes-base.webhook', { httpMethod: 'POST', path, options: {} }, 2),
		webhookId: randomUUID(),
	};
}
