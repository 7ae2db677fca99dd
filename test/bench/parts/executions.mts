import { randomUUID } from 'node:crypto';

import Fastify from 'fastify';

import type { Workflow, WorkflowDefinition } from '../../../lab/src/n8nClient.mts';
import { answer, deliveries, hangUp, subscriptions } from '../../../lab/src/simulatorControl.mts';
import { waitFor } from '../../../lab/src/waiting.mts';
import { accountManager } from '../../../simulator/account.mts';
import { signIn, webhook as subscriptionTo } from '../../contract/apiClient.mts';
import { connectWithJwt } from '../../e2e/accounts.mts';
import { ring } from '../../e2e/calls.mts';
import {
	action,
	chain,
	streamTrigger,
	trigger,
	type NodeCredentials,
} from '../../e2e/workflows.mts';
import { openStage, type Stage } from '../../harness/stage.mts';
import { figuresOf } from '../figures.mts';
import type { Measured } from '../record.mts';
import { httpForward, webhook } from '../routing/contestants.mts';
import { ifRinging } from '../stream/workflows.mts';
import type { Part } from './part.mts';

const CALLS = 5;
const QUICK_CALLS = 2;

/** Counts the executions that n8n starts for a call that is forwarded once. */
export const executions: Part = {
	rounds: 1,
	async measure({ isQuick }) {
		const calls = isQuick ? QUICK_CALLS : CALLS;
		const stage = await openStage();
		try {
			const credentials = await connectWithJwt(stage);
			await stage.simulator.control.patch('/options', { enforceRateLimits: false });
			const results: Measured[] = [];
			for (const contestant of [callStream, callControl, stockWebhook]) {
				results.push(await contestant(stage, credentials, calls));
			}
			return { extent: `${calls} calls for each workflow, on the simulator`, results };
		} finally {
			await stage.close();
		}
	},
};

async function callStream(stage: Stage, credentials: NodeCredentials, calls: number) {
	return await count('Call Stream Trigger → action', stage, calls, () =>
		chain('Stream', [streamTrigger(credentials), forward(credentials)]),
	);
}

async function callControl(stage: Stage, credentials: NodeCredentials, calls: number) {
	return await count('Call Control Trigger → action', stage, calls, () =>
		chain('Webhook trigger', [trigger(credentials, { scope: 'account' }), forward(credentials)]),
	);
}

/** Subscribes to all events of the account, through a server that answers RingCentral's handshake. */
async function stockWebhook(stage: Stage, credentials: NodeCredentials, calls: number) {
	const path = randomUUID();
	const server = Fastify();
	server.post('/', async (request, reply) => {
		const token = request.headers['validation-token'];
		if (token !== undefined) return await reply.header('validation-token', token).send();
		await fetch(`${stage.n8n.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(request.body),
		});
		return await reply.send();
	});
	const address = await server.listen({ host: '127.0.0.1', port: 0 });
	const api = await signIn(stage.simulator.url);
	try {
		const call = '$json.body.body';
		return await count(
			'Webhook (all events) → If → HTTP Request',
			stage,
			calls,
			() =>
				chain('Stock', [
					webhook(path),
					ifRinging(),
					httpForward(stage.simulator.url, credentials, call),
				]),
			async () => {
				const { status } = await api.post('/restapi/v1.0/subscription', subscriptionTo(address));
				if (status !== 200) throw new Error(`The subscription was refused with ${status}`);
			},
		);
	} finally {
		await server.close();
	}
}

function forward(credentials: NodeCredentials) {
	return action('Forward', credentials, {
		resource: 'party',
		operation: 'forward',
		target: 'extension',
		extension: { __rl: true, mode: 'number', value: accountManager.number },
	});
}

/** Each call rings at Reception, is forwarded, answered and ended, before the next comes. */
async function count(
	name: string,
	stage: Stage,
	calls: number,
	definition: () => WorkflowDefinition,
	subscribe: () => Promise<void> = async () => undefined,
): Promise<Measured> {
	const { client, simulator } = stage;
	// A stream keeps its subscription for a while after its workflow is unpublished.
	const earlier = new Set((await subscriptions(simulator.control)).map(({ id }) => id));
	const delivered = (await deliveries(simulator.control)).length;
	const workflow = await client.createWorkflow(definition());
	await client.activate(workflow);
	await subscribe();
	const counted: number[] = [];
	for (let call = 0; call < calls; call++) {
		const before = await executionsOf(stage, workflow);
		await callThrough(stage);
		counted.push((await executionsOf(stage, workflow)) - before);
	}
	const notifications = (await deliveries(simulator.control))
		.slice(delivered)
		.filter(({ kind, subscriptionId }) => kind === 'event' && !earlier.has(subscriptionId));
	await client.deactivate(workflow);
	return {
		name,
		setting: '',
		measures: { executionsACall: figuresOf(counted) },
		counts: { calls, notifications: notifications.length },
	};
}

async function callThrough(stage: Stage): Promise<void> {
	const { control } = stage.simulator;
	const call = await ring(stage);
	const target = await waitFor('The phone of the account manager', async () => {
		const { data } = await control.get<typeof call>(`/calls/${call.telephonySessionId}`);
		return data.parties.find(
			({ extensionId, status }) =>
				extensionId === accountManager.id && status.code === 'Proceeding',
		);
	});
	await answer(control, call, target.id);
	await hangUp(control, call);
}

/** Counts the executions once n8n is idle. */
async function executionsOf({ client, simulator }: Stage, workflow: Workflow): Promise<number> {
	let known = '';
	return await waitFor('The end of all executions', async () => {
		const executions = await client.executions(workflow);
		const isBusy = executions.some(({ status }) => ['new', 'running'].includes(status));
		const pending = (await deliveries(simulator.control)).some(({ status }) => status === null);
		const now = `${executions.length} ${isBusy} ${pending}`;
		const isSettled = now === known && !isBusy;
		known = now;
		// Two equal states in a row: an execution for a late delivery would have started.
		return isSettled ? executions.length : undefined;
	});
}
