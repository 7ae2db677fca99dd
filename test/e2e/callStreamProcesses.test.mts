import type { ChildProgram } from '../../lab/src/childProgram.mts';
import { startN8n, startN8nWorker, type RunningN8n } from '../../lab/src/n8nProcess.mts';
import { freePort } from '../../lab/src/ports.mts';
import {
	cutSockets,
	silenceSockets,
	sockets,
	type Delivery,
} from '../../lab/src/simulatorControl.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import { reception } from '../../simulator/account.mts';
import { createDatabases, describeWithDatabases, type Databases } from '../harness/databases.mts';
import { callAgainAndAgain, ring, ringMany, shortCall } from './calls.mts';
import { finishedExecutions } from './executions.mts';
import type { Report } from './reportReceiver.mts';
import {
	eventsOf,
	expectOneAfterTheOther,
	openStreamStage,
	reportsByCall,
	reportsOf,
	type StreamStage,
} from './streamStage.mts';

jest.setTimeout(400_000);

/** Several processes that start executions share the processor. */
const patience = 120_000;

let databases: Databases;
let stage: StreamStage;

/** Opens a stage whose n8n shares its databases with further processes. */
async function openSharedStage(environment: Record<string, string> = {}): Promise<void> {
	databases = await createDatabases();
	stage = await openStreamStage({ ...databases.environment, ...environment });
}

/** Lifts the limit on connections, and speeds up calls. */
async function easeSimulator(): Promise<void> {
	await stage.simulator.control.patch('/options', {
		rateLimits: { Auth: 1_000 },
		stepMilliseconds: 2,
	});
}

async function closeSharedStage(): Promise<void> {
	await stage?.close();
	await databases?.remove();
}

// https://docs.n8n.io/hosting/scaling/queue-mode/
describeWithDatabases('Where n8n leaves executions to a worker', () => {
	let worker: ChildProgram;

	beforeAll(async () => {
		await openSharedStage({ EXECUTIONS_MODE: 'queue' });
		worker = await startN8nWorker({
			userFolder: await stage.addUserFolder(),
			environment: stage.n8n.options.environment,
		});
	});

	afterAll(async () => {
		await worker?.stop();
		await closeSharedStage();
	});

	beforeEach(easeSimulator);

	/** The ids of the executions that have begun on the worker. */
	const begunOnWorker = () =>
		[...worker.output().matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id);

	it('a workflow runs there once for each event, for those of a call one after the other, and for different calls side by side', async () => {
		const letGo = stage.receiver.holdAnswers();
		const workflow = await stage.publish('queued', { triggerOn: ['anyChange'] });

		const calls = await Promise.all([shortCall(stage), shortCall(stage), shortCall(stage)]);

		// None is answered yet, so that these run at the same time.
		await reportsOf(stage, 'queued', calls, patience);
		letGo();
		const reportsOfEach = await reportsByCall(stage, 'queued', calls, patience);
		reportsOfEach.forEach(expectOneAfterTheOther);
		const executions = await finishedExecutions(
			stage.client,
			workflow,
			reportsOfEach.flat().length,
			patience,
		);
		await waitFor(
			"The worker's word on each execution",
			async () => (begunOnWorker().length >= executions.length ? true : undefined),
			patience,
		);
		expect(begunOnWorker().sort()).toEqual(executions.map(({ id }) => id).sort());
	});
});

// With n8n's enterprise licence, several main processes agree on one listener. Without it they do not know
// each other, which is like a takeover from a process that is still there.
// https://docs.n8n.io/hosting/scaling/queue-mode/#multi-main-setup
describeWithDatabases('With several n8n main processes on one database, a workflow', () => {
	const ofReception = { scope: 'extension', triggerOn: ['anyChange'] };

	beforeAll(() => openSharedStage());

	afterAll(closeSharedStage);

	beforeEach(easeSimulator);

	afterEach(() => stage.clear());

	it('runs once for each event of the time between a main process that was killed and one on another machine', async () => {
		const { control } = stage.simulator;
		const workflow = await stage.publish('events', ofReception);
		const flow = callAgainAndAgain(stage);
		await waitFor(
			'The first reports',
			async () => (stage.receiver.reports('events').length > 10 ? true : undefined),
			patience,
		);

		await stage.killN8n();
		await flow.stop();
		const session = await waitFor('The loss of the connection', async () =>
			(await sockets(control)).find(({ isOpen }) => !isOpen),
		);
		const missed = await ringMany(stage, 25, [reception]);
		const missedEvents = await eventsOf(stage, missed);
		expect(missedEvents).toHaveLength(50);
		stage.n8n = await startN8n({
			...stage.n8n.options,
			userFolder: await stage.addUserFolder(),
		});

		const last = await ring(stage);
		await reportsOf(stage, 'events', [...missed, last], patience);
		await finishedExecutions(stage.client, workflow, missedEvents.length, patience);
		const runs = runsByEvent('events');
		expect(missedEvents.map((event) => runs.get(nameOf(event)))).toEqual(missedEvents.map(() => 1));
		expect([...runs.values()].filter((count) => count > 1)).toEqual([]);
		expect(await sockets(control)).toEqual([
			expect.objectContaining({ id: session.id, isOpen: true, connections: 2 }),
		]);
	});

	it('runs once for each event, although two processes listen and one gets it later', async () => {
		const { control } = stage.simulator;
		await stage.publish('twice', ofReception);
		const outputBefore = stage.n8n.program.output().length;
		const other = await startN8n({
			...stage.n8n.options,
			userFolder: await stage.addUserFolder(),
			port: await freePort(),
		});
		try {
			// The other process has resumed the session, and this process has subscribed anew. It has to get
			// the events later: n8n refuses the second execution for an event as soon as the first has begun,
			// and two processes that get an event within the same milliseconds may both start it.
			await waitFor(
				'The new subscription of the one that has lost its session',
				async () => {
					const output = stage.n8n.program.output().slice(outputBefore);
					return /subscribed anew[^]*caught up with/.test(output) || undefined;
				},
				patience,
			);
			const both = await sockets(control);
			expect(both).toEqual([
				expect.objectContaining({ isOpen: true, connections: 2 }),
				expect.objectContaining({ isOpen: true, connections: 1 }),
			]);
			await silenceSockets(control, both[1]);
			const calls = await ringMany(stage, 20, [reception]);
			const sentToBoth = await eventsOf(stage, calls);
			expect(sentToBoth).toHaveLength(80);
			// Calls of the previous test have ended meanwhile and have events too.
			const runs = () => {
				const counts = runsByEvent('twice');
				return sentToBoth.map((event) => counts.get(nameOf(event)) ?? 0);
			};
			await waitFor(
				'A run of each event',
				async () => runs().every((count) => count > 0) || undefined,
				patience,
			);
			const refusals = () => refusalsOf(stage.n8n) + refusalsOf(other);
			const before = refusals();

			await cutSockets(control);

			await waitFor(
				'A second run or a refusal of each event, by the one that hears it later',
				async () => {
					const secondRuns = runs().filter((count) => count > 1).length / 2;
					return refusals() - before + secondRuns >= sentToBoth.length / 2 || undefined;
				},
				patience,
			);
			expect(runs()).toEqual(sentToBoth.map(() => 1));
		} finally {
			await other.stop();
		}
	});

	/** The number of runs of a workflow for each event, from either subscription. */
	function runsByEvent(name: string): Map<string, number> {
		const runs = new Map<string, number>();
		for (const report of stage.receiver.reports(name)) {
			const event = nameOf(report);
			runs.set(event, (runs.get(event) ?? 0) + 1);
		}
		return runs;
	}

	function nameOf({ telephonySessionId, sequence, partyId }: Report | Delivery): string {
		return `${telephonySessionId} ${sequence} ${partyId}`;
	}

	/** The number of executions that n8n skipped as duplicates for an event. */
	function refusalsOf({ program }: RunningN8n): number {
		return [...program.output().matchAll(/execution skipped: duplicate deduplication key/g)].length;
	}
});
