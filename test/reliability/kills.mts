import { setTimeout as pause } from 'node:timers/promises';

import type { ChildProgram } from '../../lab/src/childProgram.mts';
import {
	startN8nWebhookProcessor,
	startN8nWorker,
	type RunningN8n,
} from '../../lab/src/n8nProcess.mts';
import { freePort } from '../../lab/src/ports.mts';
import type { PlacedCall } from '../../lab/src/simulatorControl.mts';
import { createDatabases } from '../harness/databaseServers.mts';
import { fateOf, type Fate } from './judgement.mts';
import { leaksIn, openScene, Routing, type Scene, type TriggerName } from './scene.mts';

/** The outcome of calls that rang while processes of n8n ended and came back. */
export interface KillFigures {
	/** Number of times that a process was ended. */
	ends: number;
	calls: number;
	fates: Record<Fate, number>;
	/** Descriptions of unexpected results; empty when all is well. */
	findings: string[];
}

export interface Kill {
	/** The name in the command line. */
	name: string;
	/** A description for the table, by the trigger that the calls start. */
	done: Partial<Record<TriggerName, string>>;
	/** Whether it needs PostgreSQL and Redis. */
	needsDatabases?: true;
	run(): Promise<Partial<Record<TriggerName, KillFigures>>>;
}

export const KILLS: readonly Kill[] = [
	{
		name: 'stop',
		done: {
			webhook: 'n8n is stopped as by `docker stop` while calls ring, and started again at once',
			stream: 'The same stop of the same n8n',
		},
		run: () => inOneProcess((n8n) => n8n.stop()),
	},
	{
		name: 'kill',
		done: {
			webhook: 'n8n is ended with `kill -9` while calls ring, and started again at once',
			stream: 'The same kill of the same n8n',
		},
		run: () => inOneProcess((n8n) => n8n.kill()),
	},
	{
		name: 'processes',
		done: {
			webhook:
				'Queue mode with two webhook processors and two workers, PostgreSQL and Redis: one processor and one worker are ended with `kill -9` and started again, then the other two, and so on',
			stream: 'The same n8n: the main process is ended with `kill -9` and started again',
		},
		needsDatabases: true,
		run: inSeveralProcesses,
	},
];

/** Latency as over the internet, in milliseconds, so that executions are in flight when a process ends. */
const ROUND_TRIP = 250;
const CALLS_A_SECOND = 4;
const ENDS_OF_ONE_PROCESS = 1;
const CALLS_OF_PROCESSES = { webhook: 400, stream: 100 };

/** Time before a process ends and after it is back, in milliseconds. */
const CALM = 3_000;

/** Time limit for pending calls, in milliseconds. */
const PATIENCE = 30_000;

async function inOneProcess(
	end: (n8n: RunningN8n) => Promise<void>,
): Promise<Record<TriggerName, KillFigures>> {
	const scene = await openScene();
	try {
		slowDown(scene);
		const webhook = await Routing.publish(scene, 'webhook');
		const stream = await Routing.publish(scene, 'stream');
		for (let number = 0; number < ENDS_OF_ONE_PROCESS; number++) {
			const burst = startBurst([webhook, stream]);
			await pause(CALM);
			await end(scene.n8n);
			await scene.startN8nAgain();
			await pause(CALM);
			await burst.stop();
			await Promise.all([webhook, stream].map((routing) => routing.settle(routing.placed, 15_000)));
			await Promise.all([webhook, stream].map((routing) => routing.hangUp()));
		}
		return {
			webhook: figuresOf(scene, webhook, ENDS_OF_ONE_PROCESS),
			stream: figuresOf(scene, stream, ENDS_OF_ONE_PROCESS),
		};
	} finally {
		await scene.close();
	}
}

async function inSeveralProcesses(): Promise<Record<TriggerName, KillFigures>> {
	const databases = await createDatabases();
	const environment = { ...databases.environment, EXECUTIONS_MODE: 'queue' };
	const started: Array<{ stop(): Promise<void> }> = [];
	try {
		const scene = await openScene(environment);
		started.push({ stop: () => scene.close() });
		slowDown(scene);
		const pairs = [await Pair.start(scene), await Pair.start(scene)];
		started.push(...pairs);
		scene.standIn.connect(scene.simulator.url, () => pairs.flatMap((pair) => pair.addresses));
		return {
			webhook: await killPairs(scene, pairs),
			stream: await killMain(scene),
		};
	} finally {
		for (const program of started.reverse()) await program.stop();
		await databases.remove();
	}
}

/** A webhook processor and a worker, as on one machine. */
class Pair {
	readonly #scene: Scene;
	#processor: RunningN8n;
	#worker: ChildProgram;
	#isStarting = false;

	private constructor(scene: Scene, processor: RunningN8n, worker: ChildProgram) {
		this.#scene = scene;
		this.#processor = processor;
		this.#worker = worker;
	}

	static async start(scene: Scene): Promise<Pair> {
		const { environment } = scene.n8n.options;
		const userFolder = await scene.addUserFolder();
		const port = await freePort();
		const processor = await startN8nWebhookProcessor({ userFolder, port, environment });
		return new Pair(scene, processor, await startN8nWorker(processor.options));
	}

	/** Empty while the processor starts: a load balancer asks /healthz/readiness first. */
	get addresses(): string[] {
		return this.#isStarting ? [] : [this.#processor.url];
	}

	async kill(): Promise<void> {
		await Promise.all([this.#processor.kill(), this.#worker.kill()]);
	}

	async startAgain(): Promise<void> {
		const { options } = this.#processor;
		this.#isStarting = true;
		[this.#processor, this.#worker] = await Promise.all([
			startN8nWebhookProcessor(options),
			startN8nWorker({ ...options, userFolder: await this.#scene.addUserFolder() }),
		]);
		this.#isStarting = false;
	}

	async stop(): Promise<void> {
		await Promise.all([this.#processor.stop(), this.#worker.stop()]);
	}
}

async function killPairs(scene: Scene, pairs: readonly Pair[]): Promise<KillFigures> {
	const routing = await Routing.publish(scene, 'webhook');
	const burst = startBurst([routing], CALLS_OF_PROCESSES.webhook);
	let ends = 0;
	while (!burst.isOver()) {
		await pause(CALM);
		await keptUp(scene, routing, burst);
		const pair = pairs[ends % pairs.length];
		await pair?.kill();
		ends += 1;
		await pair?.startAgain();
	}
	return await figuresAfter(scene, routing, burst, ends);
}

async function killMain(scene: Scene): Promise<KillFigures> {
	const routing = await Routing.publish(scene, 'stream');
	const burst = startBurst([routing], CALLS_OF_PROCESSES.stream);
	let ends = 0;
	while (!burst.isOver()) {
		await pause(CALM);
		await keptUp(scene, routing, burst);
		await scene.killN8n();
		ends += 1;
		await scene.startN8nAgain();
	}
	return await figuresAfter(scene, routing, burst, ends);
}

/** Waits until n8n has caught up after the start of processes: a kill is to meet an n8n that keeps up with the calls. */
async function keptUp({ standIn }: Scene, { placed }: Routing, burst: Burst): Promise<void> {
	const isCommanded = ({ telephonySessionId }: PlacedCall) =>
		standIn.commands().some((command) => command.telephonySessionId === telephonySessionId);
	const lately = () => placed.slice(-4 * CALLS_A_SECOND, -CALLS_A_SECOND);
	while (!burst.isOver() && !lately().every(isCommanded)) await pause(100);
}

async function figuresAfter(
	scene: Scene,
	routing: Routing,
	burst: Burst,
	ends: number,
): Promise<KillFigures> {
	await burst.stop();
	await routing.settle(routing.placed, PATIENCE);
	const figures = figuresOf(scene, routing, ends);
	await routing.unpublish();
	return figures;
}

function slowDown({ standIn }: Scene): void {
	standIn.misbehaviour.api = async (exchange) => {
		await pause(ROUND_TRIP);
		await exchange.pass();
	};
}

interface Burst {
	isOver(): boolean;
	/** Resolves when the last call rings. */
	stop(): Promise<void>;
}

/** Places calls for these workflows in turn, `CALLS_A_SECOND`, until `count` is reached or `stop` is called. */
function startBurst(routings: readonly Routing[], count = Infinity): Burst {
	const begin = Date.now();
	let isOver = false;
	const ringing: Array<Promise<unknown>> = [];
	const work = (async () => {
		for (let number = 0; number < count && !isOver; number++) {
			await pause(Math.max(begin + (number * 1_000) / CALLS_A_SECOND - Date.now(), 0));
			ringing.push(routings[number % routings.length]?.ringOnce() ?? Promise.resolve());
		}
		await Promise.all(ringing);
		isOver = true;
	})();
	return {
		isOver: () => isOver,
		async stop() {
			if (count === Infinity) isOver = true;
			await work;
		},
	};
}

function figuresOf(scene: Scene, routing: Routing, ends: number): KillFigures {
	const fates: Record<Fate, number> = {
		routed: 0,
		notDelivered: 0,
		crashed: 0,
		notStored: 0,
		reported: 0,
		doubled: 0,
	};
	const findings = leaksIn(scene, routing.texts);
	const reasons = new Map<string, number>();
	for (const call of routing.placed) {
		const observed = routing.observed(call);
		const fate = fateOf(observed);
		fates[fate] += 1;
		if (fate === 'notDelivered') {
			const reason = routing.reasonsOf(call).join(', ') || 'not sent';
			reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
		}
		if (fate === 'doubled' || fate === 'reported') findings.push(JSON.stringify(observed));
	}
	if (routing.executionsWithoutCall > 0) {
		findings.push(`${routing.executionsWithoutCall} executions that name no call`);
	}
	for (const [reason, count] of reasons) findings.push(`${count} not delivered: ${reason}`);
	return { ends, calls: routing.placed.length, fates, findings };
}
