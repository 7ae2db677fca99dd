import { accountManager, application, reception } from '../../simulator/account.mts';
import { waitForOutput } from '../../lab/src/childProgram.mts';
import {
	cutSockets,
	receivedRequests,
	sockets,
	subscriptions,
} from '../../lab/src/simulatorControl.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import { connectWithJwt, connectWithOAuth2 } from './accounts.mts';
import { ring, ringingAt, ringMany } from './calls.mts';
import { finishedExecutions } from './executions.mts';
import { connected, reportsOf, useStreamStage, type StreamStage } from './streamStage.mts';
import { action, chain, streamTrigger } from './workflows.mts';
import { byNumber } from '../harness/locators.mts';

let stage: StreamStage;

useStreamStage((opened) => {
	stage = opened;
});

/** The number of WebSocket tokens that n8n got. */
async function webSocketTokens(): Promise<number> {
	const requests = await receivedRequests(stage.simulator.control);
	return requests.filter(({ path, status }) => path === '/restapi/oauth/wstoken' && status === 200)
		.length;
}

describe('A published workflow with the Call Stream Trigger', () => {
	it.each([
		['JWT', connectWithJwt],
		['OAuth2', connectWithOAuth2],
	] as const)(
		'forwards a ringing call, also after its sign-in expired and its connection was cut, with %s',
		async (_, connect) => {
			const credentials = await connect(stage);
			const workflow = await stage.client.createWorkflow(
				chain('Forward', [
					streamTrigger(credentials, { scope: 'extension' }),
					action('Forward to Account Manager', credentials, {
						resource: 'party',
						operation: 'forward',
						target: 'extension',
						extension: byNumber(accountManager.number),
					}),
				]),
			);
			await stage.client.activate(workflow);

			await ringingAt(stage, await ring(stage, reception), accountManager);
			await stage.simulator.control.patch('/options', { recoveryBy: 'sameUser' });
			await stage.simulator.control.post('/tokens/expire');
			await cutSockets(stage.simulator.control);
			await connected(stage, 2);
			await ringingAt(stage, await ring(stage, reception), accountManager);

			const executions = await finishedExecutions(stage.client, workflow, 2);
			expect(executions).toEqual([
				expect.objectContaining({ status: 'success', mode: 'trigger' }),
				expect.objectContaining({ status: 'success', mode: 'trigger' }),
			]);
			await stage.client.deactivate(workflow);
		},
	);

	it('runs once for each call that rings, and gives RingCentral no address of n8n', async () => {
		const workflow = await stage.publish('every call');

		const calls = await ringMany(stage, 8);

		const reports = await reportsOf(stage, 'every call', calls);
		expect(reports.map(({ telephonySessionId }) => telephonySessionId).sort()).toEqual(
			calls.map(({ telephonySessionId }) => telephonySessionId).sort(),
		);
		expect(reports.map(({ event }) => event)).toEqual(calls.map(() => 'ringing'));
		expect(await finishedExecutions(stage.client, workflow, 8)).toHaveLength(8);
		expect(
			(await subscriptions(stage.simulator.control)).map(({ deliveryMode }) => deliveryMode),
		).toEqual([expect.objectContaining({ transportType: 'WebSocket' })]);
	});

	it('shares its connection and its subscription with another workflow, which may leave', async () => {
		await stage.publish('stays');
		const leaves = await stage.publish('leaves');
		const first = await ring(stage);
		await reportsOf(stage, 'stays', [first]);
		await reportsOf(stage, 'leaves', [first]);
		expect(await sockets(stage.simulator.control)).toEqual([
			expect.objectContaining({ isOpen: true, connections: 1 }),
		]);
		expect(await subscriptions(stage.simulator.control)).toHaveLength(1);

		await stage.unpublish(leaves);

		const second = await ring(stage);
		const third = await ring(stage);
		const calls = [first, second, third];
		expect(await reportsOf(stage, 'stays', calls)).toHaveLength(3);
		expect(stage.receiver.reports('leaves')).toHaveLength(1);
		expect(await sockets(stage.simulator.control)).toHaveLength(1);
		expect(await webSocketTokens()).toBe(1);
	});

	it('is not published when the app lacks a permission, which is named', async () => {
		await stage.simulator.control.patch('/options', {
			permissions: application.permissions.filter((name) => name !== 'WebSocketsSubscription'),
		});

		const refusal = await stage.publish('refused').catch((reason: unknown) => reason);

		expect(refusal).toMatchObject({
			response: { data: { message: expect.stringMatching(/permission.*WebSocket/i) } },
		});
		expect(await sockets(stage.simulator.control)).toEqual([]);
	});
});

describe('"Execute step" on the Call Stream Trigger', () => {
	it('receives one event beside the published workflow, over the same connection', async () => {
		const published = await stage.publish('published');
		const before = await subscriptions(stage.simulator.control);

		await stage.client.listenForTestEvent(published, 'Call Stream');
		await waitForOutput(stage.n8n.program, /serves .* "published" for a test/, 60_000);
		const calls = [await ring(stage)];
		await waitFor('The end of the test run', async () =>
			(await stage.client.executions(published)).find(
				({ mode, status }) => mode === 'manual' && status === 'success',
			),
		);
		calls.push(await ring(stage), await ring(stage));

		await waitFor('The reports of the published workflow and of the test run', async () =>
			stage.receiver.reports('published').length >= 4 ? true : undefined,
		);
		const executions = await finishedExecutions(stage.client, published, 4);
		expect(executions.map(({ mode }) => mode).sort()).toEqual([
			'manual',
			'trigger',
			'trigger',
			'trigger',
		]);
		expect(await sockets(stage.simulator.control)).toHaveLength(1);
		expect((await subscriptions(stage.simulator.control)).map(({ id }) => id)).toEqual(
			before.map(({ id }) => id),
		);
		expect(await webSocketTokens()).toBe(1);
	});
});
