import { reception } from '../../simulator/account.mts';
import { cutSockets, sockets } from '../../lab/src/simulatorControl.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import type { Workflow } from '../../lab/src/n8nClient.mts';
import { callAgainAndAgain, ring, ringMany } from './calls.mts';
import { finishedExecutions } from './executions.mts';
import {
	connected,
	eventsOf,
	reportsOf,
	useStreamStage,
	type StreamStage,
} from './streamStage.mts';

let stage: StreamStage;

useStreamStage(
	(opened) => {
		stage = opened;
	},
	{ stepMilliseconds: 2 },
);

/** How often a workflow was started for each event, by the event's uuid. */
async function startsByEvent(workflow: Workflow): Promise<Map<unknown, number>> {
	const starts = new Map<unknown, number>();
	for (const { items } of await finishedExecutions(stage.client, workflow, 1)) {
		const uuid = items['Call Stream']?.[0]?.uuid;
		// n8n keeps no items of an execution that was interrupted by its end.
		if (uuid !== undefined) starts.set(uuid, (starts.get(uuid) ?? 0) + 1);
	}
	return starts;
}

describe('When n8n is killed while calls come in, a workflow with the Call Stream Trigger', () => {
	it('runs exactly once for each event of the time without n8n', async () => {
		const ofReception = { scope: 'extension', triggerOn: ['anyChange'] };
		const workflow = await stage.publish('events', ofReception);
		const flow = callAgainAndAgain(stage);
		await waitFor('The first reports', async () =>
			stage.receiver.reports('events').length > 10 ? true : undefined,
		);

		await stage.killN8n();
		await flow.stop();
		const missed = await ringMany(stage, 25, [reception]);
		const missedEvents = await eventsOf(stage, missed);
		expect(missedEvents).toHaveLength(50);
		await stage.startN8nAgain();

		await reportsOf(stage, 'events', missed, 60_000);
		const last = await ring(stage);
		await reportsOf(stage, 'events', [last], 60_000);
		const starts = await startsByEvent(workflow);
		expect(missedEvents.map(({ uuid }) => starts.get(uuid))).toEqual(missedEvents.map(() => 1));
		expect([...starts.values()].filter((count) => count > 1)).toEqual([]);
	});

	it('runs once for each of fifty calls that rang without n8n, all over the company', async () => {
		const workflow = await stage.publish('calls');
		const before = await ringMany(stage, 4);
		await reportsOf(stage, 'calls', before);

		await stage.killN8n();
		const missed = await ringMany(stage, 50);
		await stage.startN8nAgain();

		await reportsOf(stage, 'calls', missed, 60_000);
		const last = await ring(stage);
		const reports = await reportsOf(stage, 'calls', [last], 60_000);
		const all = [...before, ...missed, last];
		expect(reports.map(({ telephonySessionId }) => telephonySessionId).sort()).toEqual(
			all.map(({ telephonySessionId }) => telephonySessionId).sort(),
		);
		const executions = await finishedExecutions(stage.client, workflow, all.length);
		expect(executions).toHaveLength(all.length);
	});
});

describe('When n8n is killed while an event waits for an earlier execution of its call', () => {
	it('the workflow runs for that event once after the restart', async () => {
		const letGo = stage.receiver.holdAnswers();
		await stage.publish('slow', { scope: 'extension', triggerOn: ['anyChange'] });
		const waiting = await ring(stage);
		// n8n stores the waiting events with the execution that starts next.
		const other = await ring(stage);
		await reportsOf(stage, 'slow', [waiting, other]);

		await stage.killN8n();
		letGo();
		await stage.startN8nAgain();

		const events = await eventsOf(stage, [waiting]);
		expect(events).toHaveLength(2);
		const reported = () =>
			stage.receiver
				.reports('slow')
				.filter(({ telephonySessionId }) => telephonySessionId === waiting.telephonySessionId)
				.map(({ uuid }) => uuid);
		await waitFor('The report of the event that waited', async () =>
			reported().length >= events.length ? true : undefined,
		);
		const last = await ring(stage);
		await reportsOf(stage, 'slow', [last]);
		expect(reported().sort()).toEqual(events.map(({ uuid }) => uuid).sort());
	});
});

describe('When n8n is restarted, several workflows with the same credential', () => {
	it('all run for the calls of the time without n8n, regardless of which ran last', async () => {
		// These two never run, so their stored data is older than the present connection.
		await stage.publish('faxes', { triggerOn: ['fax'] });
		await stage.publish('one');
		await stage.publish('other');
		await stage.publish('more faxes', { triggerOn: ['fax'] });
		await cutSockets(stage.simulator.control);
		await connected(stage, 2);
		const before = await ring(stage);
		await reportsOf(stage, 'one', [before]);
		await reportsOf(stage, 'other', [before]);

		await stage.n8n.stop();
		const missed = await ringMany(stage, 5);
		await stage.startN8nAgain();

		const last = await ring(stage);
		const all = [before, ...missed, last];
		for (const name of ['one', 'other']) {
			const reports = await reportsOf(stage, name, all);
			expect(reports.map(({ telephonySessionId }) => telephonySessionId).sort()).toEqual(
				all.map(({ telephonySessionId }) => telephonySessionId).sort(),
			);
		}
		const open = (await sockets(stage.simulator.control)).filter(({ isOpen }) => isOpen);
		expect(open).toEqual([expect.objectContaining({ connections: 3 })]);
	});
});
