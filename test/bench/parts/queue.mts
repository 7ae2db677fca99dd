import { skipReasonOfDatabases, versionsOfDatabases } from '../../harness/databaseServers.mts';
import { figuresOf, percentileOf } from '../figures.mts';
import type { Measured } from '../record.mts';
import { streamAndAction, triggerAndAction, type Contestant } from '../routing/contestants.mts';
import { WEBHOOK_PROCESSORS } from '../routing/queueEnvironment.mts';
import { openQueueLayout, type QueueLayout } from '../routing/queueLayout.mts';
import { roundsOf, type Part } from './part.mts';

const WORKERS = [1, 2, 3];

/** Calls that ring at once, to measure the calls routed per second. */
const CALLS_AT_ONCE = 60;
/** Calls one after the other, to measure the reaction. */
const CALLS_IN_TURN = 20;
const QUICK_CALLS = 10;

const PAUSE_MILLISECONDS = 80;

const CONTESTANTS = [
	{ ...triggerAndAction, layout: `${WEBHOOK_PROCESSORS} webhook processors` },
	{ ...streamAndAction, layout: 'stream' },
];

/** Counts the calls that several n8n processes route, with PostgreSQL and Redis. */
export const queue: Part = {
	rounds: 3,
	async measure({ rounds, isQuick }) {
		const skipReason = skipReasonOfDatabases();
		if (skipReason !== undefined) throw new Error(skipReason);
		const atOnce = isQuick ? QUICK_CALLS : CALLS_AT_ONCE;
		const inTurn = isQuick ? QUICK_CALLS : CALLS_IN_TURN;
		const results: Measured[] = [];
		const layout = await openQueueLayout();
		try {
			await layout.addWorker();
			for (const contestant of CONTESTANTS) await contestant.publish(layout.stage);
			for (const workers of WORKERS) {
				if (workers > 1) await layout.addWorker();
				results.push(...(await compare(layout, workers, rounds, { atOnce, inTurn })));
			}
		} finally {
			await layout.close();
		}
		return {
			extent: `${roundsOf(rounds)} of ${atOnce} calls that ring at once and ${inTurn} one after the other, for each layout`,
			versions: await versionsOfDatabases(),
			results,
		};
	},
};

/** The contestants take turns within each round. */
async function compare(
	layout: QueueLayout,
	workers: number,
	rounds: number,
	calls: { atOnce: number; inTurn: number },
): Promise<Measured[]> {
	const measured = CONTESTANTS.map(() => new Array<Round>());
	for (const contestant of CONTESTANTS) {
		await roundOf(contestant, layout, { atOnce: 20, inTurn: 1 });
	}
	for (let round = 0; round < rounds; round++) {
		for (const [index, contestant] of CONTESTANTS.entries()) {
			measured[index]?.push(await roundOf(contestant, layout, calls));
		}
	}
	return CONTESTANTS.map(({ layout: name }, index) => {
		const own = measured[index] ?? [];
		return {
			name,
			setting: workers === 1 ? '1 worker' : `${workers} workers`,
			measures: {
				callsASecond: figuresOf(own.map(({ callsASecond }) => callsASecond)),
				p50: figuresOf(own.map(({ milliseconds }) => percentileOf(milliseconds, 0.5))),
				p95: figuresOf(own.map(({ milliseconds }) => percentileOf(milliseconds, 0.95))),
			},
			counts: {
				workers,
				late: own.reduce((sum, { late }) => sum + late, 0),
				missed: own.reduce((sum, { missed }) => sum + missed, 0),
				twice: own.reduce((sum, { twice }) => sum + twice, 0),
			},
		};
	});
}

interface Round {
	callsASecond: number;
	/** Time of each reaction. */
	milliseconds: number[];
	/** Calls without a command in time, among those one after the other. */
	late: number;
	/** Calls without any command, among those at once. */
	missed: number;
	twice: number;
}

async function roundOf(
	contestant: Contestant,
	{ stage, origins }: QueueLayout,
	calls: { atOnce: number; inTurn: number },
): Promise<Round> {
	const route = contestant.route(stage);
	const [reactions] = await stage.source.measure('reactionsInTurn', {
		routes: [route],
		calls: calls.inTurn,
		pauseMilliseconds: PAUSE_MILLISECONDS,
		origins,
	});
	const burst = await stage.source.measure('callsAtOnce', { route, calls: calls.atOnce, origins });
	const routed = burst.expected - burst.missed;
	return {
		callsASecond: burst.lastRun === null ? 0 : (routed / burst.lastRun) * 1_000,
		milliseconds: reactions?.milliseconds ?? [],
		late: reactions?.missed ?? 0,
		missed: burst.missed,
		twice: burst.twice,
	};
}
