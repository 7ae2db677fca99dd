import type { Workflow } from '../../lab/src/n8nClient.mts';
import {
	deliveries,
	sockets,
	type Delivery,
	type PlacedCall,
} from '../../lab/src/simulatorControl.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { connectWithJwt } from './accounts.mts';
import {
	overlap,
	startReportReceiver,
	type Report,
	type ReportReceiver,
} from './reportReceiver.mts';
import { chain, report, streamTrigger, type NodeCredentials } from './workflows.mts';

/** A stage with an account, for workflows that report the items of their Call Stream Trigger. */
export interface StreamStage extends Stage {
	credentials: NodeCredentials;
	receiver: ReportReceiver;
	/** Publishes a workflow that reports each of its items under its own name. */
	publish(
		name: string,
		parameters?: Record<string, unknown>,
		settings?: Record<string, unknown>,
	): Promise<Workflow>;
	unpublish(workflow: Workflow): Promise<void>;
	/** Unpublishes all workflows and resets the simulator. */
	clear(): Promise<void>;
}

/** @param environment more environment variables of n8n. */
export async function openStreamStage(environment?: Record<string, string>): Promise<StreamStage> {
	const [stage, receiver] = await Promise.all([openStage(environment), startReportReceiver()]);
	const credentials = await connectWithJwt(stage);
	const published = new Set<Workflow>();
	const unpublish = async (workflow: Workflow) => {
		published.delete(workflow);
		await stage.client.deactivate(workflow);
	};
	const closeStage = stage.close.bind(stage);
	return Object.assign(stage, {
		credentials,
		receiver,
		async publish(
			name: string,
			parameters?: Record<string, unknown>,
			settings?: Record<string, unknown>,
		) {
			const nodes = [streamTrigger(credentials, parameters), report(receiver.url(name))];
			const workflow = await stage.client.createWorkflow({ ...chain(name, nodes), settings });
			await stage.client.activate(workflow);
			published.add(workflow);
			return workflow;
		},
		unpublish,
		async clear() {
			for (const workflow of published) await unpublish(workflow);
			await stage.simulator.control.post('/reset');
		},
		async close() {
			await Promise.all([closeStage(), receiver.close()]);
		},
	});
}

/**
 * For a test file, at its top: opens a stage for all its tests, and gives the simulator the same options before each.
 *
 * @param take gets the stage before the first test.
 * @param options of the simulator, beside a limit that lets n8n sign in as often as tests do.
 */
export function useStreamStage(
	take: (stage: StreamStage) => void,
	options: Record<string, unknown> = {},
): void {
	let stage: StreamStage;

	jest.setTimeout(400_000);

	beforeAll(async () => {
		stage = await openStreamStage();
		take(stage);
	});

	afterAll(() => stage.close());

	beforeEach(() =>
		stage.simulator.control.patch('/options', { rateLimits: { Auth: 1_000 }, ...options }),
	);

	afterEach(() => stage.clear());
}

/** Waits until a workflow has reported each of these calls; returns all its reports. */
export async function reportsOf(
	{ receiver }: StreamStage,
	name: string,
	calls: readonly PlacedCall[],
	timeoutMilliseconds?: number,
): Promise<Report[]> {
	const missing = () => {
		const seen = new Set(
			receiver.reports(name).map(({ telephonySessionId }) => telephonySessionId),
		);
		return calls.filter(({ telephonySessionId }) => !seen.has(telephonySessionId));
	};
	await waitFor(
		`The report of "${name}" on each of ${calls.length} calls`,
		async () => (missing().length === 0 ? true : undefined),
		timeoutMilliseconds,
	).catch((reason: unknown) => {
		throw new Error(`${String(reason)}; ${missing().length} are missing`);
	});
	return receiver.reports(name);
}

/**
 * Waits until a workflow has reported each event of these calls once, and was answered each time.
 *
 * @returns its reports, by call.
 */
export async function reportsByCall(
	stage: StreamStage,
	name: string,
	calls: readonly PlacedCall[],
	timeoutMilliseconds?: number,
): Promise<Report[][]> {
	const expected = await eventsOf(stage, calls);
	await waitFor(
		'A report on each event, and its answer',
		async () => {
			const answered = stage.receiver.reports(name).filter(({ answeredAt }) => answeredAt);
			return answered.length >= expected.length || undefined;
		},
		timeoutMilliseconds,
	);
	const reports = await reportsOf(stage, name, calls);
	expect(reports.map(({ uuid }) => uuid).sort()).toEqual(expected.map(({ uuid }) => uuid).sort());
	return calls.map(({ telephonySessionId }) =>
		reports.filter((report) => report.telephonySessionId === telephonySessionId),
	);
}

/** Checks that a call's reports came in RingCentral's order, each after the answer to the previous report. */
export function expectOneAfterTheOther(reports: readonly Report[]): void {
	const sequences = reports.map(({ sequence }) => Number(sequence));
	expect(sequences).toEqual(sequences.toSorted((one, other) => one - other));
	expect(reports.some((one) => reports.some((other) => overlap(one, other)))).toBe(false);
}

/** The events of these calls that RingCentral has sent or keeps, oldest first. */
export async function eventsOf(
	{ simulator }: StreamStage,
	calls: readonly PlacedCall[],
): Promise<Delivery[]> {
	const ids = new Set(calls.map(({ telephonySessionId }) => telephonySessionId));
	return (await deliveries(simulator.control)).filter(
		({ kind, telephonySessionId = '' }) => kind === 'event' && ids.has(telephonySessionId),
	);
}

/** Waits until n8n has connected so many times and has got the events in between. */
export async function connected(
	{ simulator }: Pick<Stage, 'simulator'>,
	times: number,
	timeoutMilliseconds?: number,
): Promise<void> {
	await waitFor(
		'The connection of n8n to RingCentral',
		async () => {
			const [socket] = await sockets(simulator.control);
			const isSubscribed = socket?.isOpen === true && socket.subscriptionId !== null;
			const isBack = isSubscribed && socket.connections >= times;
			return (isBack && socket.bufferedEvents === 0) || undefined;
		},
		timeoutMilliseconds,
	);
}
