import {
	cutSockets,
	hangUp,
	receivedRequests,
	subscriptions,
	type PlacedCall,
} from '../../lab/src/simulatorControl.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import type { Workflow } from '../../lab/src/n8nClient.mts';
import { ring, ringMany } from './calls.mts';
import { finishedExecutions } from './executions.mts';
import {
	connected,
	eventsOf,
	reportsOf,
	useStreamStage,
	type StreamStage,
} from './streamStage.mts';
import { chain, errorTrigger } from './workflows.mts';

let stage: StreamStage;

useStreamStage(
	(opened) => {
		stage = opened;
	},
	{ stepMilliseconds: 2 },
);

async function setOptions(options: Record<string, unknown>): Promise<void> {
	await stage.simulator.control.patch('/options', options);
}

describe('The Call Stream Trigger, when its connection is cut', () => {
	it('starts its workflow once for each event, after twenty cuts', async () => {
		const workflow = await stage.publish('changes', { triggerOn: ['anyChange'] });
		const calls: PlacedCall[] = [];
		for (let connection = 2; connection <= 21; connection++) {
			const [call] = await Promise.all([ring(stage), cutSockets(stage.simulator.control)]);
			calls.push(call);
			await Promise.all([connected(stage, connection), hangUp(stage.simulator.control, call)]);
		}

		const events = await eventsOf(stage, calls);
		await waitFor(
			'A report on each event',
			async () => (stage.receiver.reports('changes').length >= events.length ? true : undefined),
			60_000,
		);

		const last = await ring(stage);
		const all = [...events, ...(await eventsOf(stage, [last]))].map(({ uuid }) => uuid);
		const executions = await finishedExecutions(stage.client, workflow, all.length);
		expect(executions.map(({ items }) => items['Call Stream']?.[0]?.uuid).sort()).toEqual(
			all.sort(),
		);
	});

	it('reconnects when its sign-in has expired meanwhile, and starts its workflow for the calls in between', async () => {
		await stage.publish('calls');
		const { control } = stage.simulator;
		const before = await ring(stage);
		await reportsOf(stage, 'calls', [before]);
		const requestsBefore = (await receivedRequests(control)).length;

		await setOptions({ recoveryBy: 'sameUser' });
		await control.post('/tokens/expire');
		await cutSockets(control);
		const missed = await ringMany(stage, 10);

		await connected(stage, 2);
		const last = await ring(stage);
		const calls = [before, ...missed, last];
		const reports = await reportsOf(stage, 'calls', calls);
		expect(reports.map(({ telephonySessionId }) => telephonySessionId).sort()).toEqual(
			calls.map(({ telephonySessionId }) => telephonySessionId).sort(),
		);
		const requests = (await receivedRequests(control)).slice(requestsBefore);
		expect(requests.map(({ status }) => status)).toContain(401);
		expect(requests.findLast(({ path }) => path === '/restapi/oauth/wstoken')?.status).toBe(200);
	});

	it('catches up with a call that rings when RingCentral has forgotten the connection', async () => {
		await stage.publish('caught up');
		const before = await ring(stage);
		await reportsOf(stage, 'caught up', [before]);
		const [lost] = await subscriptions(stage.simulator.control);

		await setOptions({ refuseSockets: true, refuseRecovery: true });
		await cutSockets(stage.simulator.control);
		const missed = await ring(stage);
		await setOptions({ refuseSockets: false });

		const subscription = await waitFor('A new subscription', async () =>
			(await subscriptions(stage.simulator.control)).find(({ id }) => id !== lost?.id),
		);
		expect(subscription.status).toBe('Active');
		await reportsOf(stage, 'caught up', [missed]);
		const last = await ring(stage);
		const reports = await reportsOf(stage, 'caught up', [last]);
		expect(
			reports.map(({ telephonySessionId, caughtUp }) => ({ telephonySessionId, caughtUp })),
		).toEqual([
			{ telephonySessionId: before.telephonySessionId, caughtUp: undefined },
			{ telephonySessionId: missed.telephonySessionId, caughtUp: true },
			{ telephonySessionId: last.telephonySessionId, caughtUp: undefined },
		]);
	});
});

describe('A workflow with the Call Stream Trigger that has an error workflow', () => {
	let failures: Workflow;
	let watched: Workflow;

	beforeEach(async () => {
		failures = await stage.client.createWorkflow(chain('Failures', [errorTrigger()]));
		// n8n runs only published error workflows.
		await stage.client.activate(failures);
		watched = await stage.publish('watched', {}, { errorWorkflow: failures.id });
	});

	it('continues after a cut, without a run of the error workflow', async () => {
		await cutSockets(stage.simulator.control);
		await connected(stage, 2);

		await reportsOf(stage, 'watched', [await ring(stage)]);
		expect(await stage.client.activationRefusal(watched)).toBeNull();
		expect(await stage.client.executions(failures)).toEqual([]);
	});

	it('is deactivated when sign-in is impossible, with instructions, until it is possible again', async () => {
		await setOptions({ rejectLogin: true });
		await stage.simulator.control.post('/tokens/revoke');

		const [failure] = await finishedExecutions(stage.client, failures, 1);
		expect(await stage.client.activationRefusal(watched)).toMatch(/'JWT'.* Make a new one/);
		expect(failure?.items['Workflow Failed']).toEqual([
			expect.objectContaining({ workflow: expect.objectContaining({ id: watched.id }) }),
		]);
		expect(JSON.stringify(failure?.items['Workflow Failed'])).toContain('JWT');

		await setOptions({ rejectLogin: false });
		await connected(stage, 1);
		await reportsOf(stage, 'watched', [await ring(stage)]);
		expect(await stage.client.executions(failures)).toHaveLength(1);
	});
});
