import { figuresOf, percentileOf } from '../figures.mts';
import type { Measured } from '../record.mts';
import {
	coreTrigger,
	stock,
	streamAndAction,
	triggerAndAction,
	webhookAndAction,
} from '../routing/contestants.mts';
import { openBenchStage } from '../stage.mts';
import { roundsOf, type Part } from './part.mts';

/** Numbers of expression isolates that n8n keeps ready: its default, and this package's recommendation. */
const POOL_SIZES = ['1', '4'] as const;

const CALLS = 35;
const QUICK_CALLS = 5;

/** Time after a reaction for n8n to store the execution. */
const PAUSE_MILLISECONDS = 80;

const CONTESTANTS = [streamAndAction, triggerAndAction, stock, coreTrigger, webhookAndAction];

/** Measures the time from the ringing event until the command arrives, one call at a time. */
export const reaction: Part = {
	rounds: 3,
	async measure({ rounds, isQuick }) {
		const calls = isQuick ? QUICK_CALLS : CALLS;
		const results: Measured[] = [];
		for (const poolSize of POOL_SIZES) {
			results.push(...(await withPoolOf(poolSize, rounds, calls)));
		}
		return {
			extent: `${roundsOf(rounds)} of ${calls} calls for each workflow and pool size, in an order that changes with each call`,
			results,
		};
	},
};

async function withPoolOf(poolSize: string, rounds: number, calls: number): Promise<Measured[]> {
	const stage = await openBenchStage({ N8N_EXPRESSION_ENGINE_POOL_SIZE: poolSize });
	try {
		for (const contestant of CONTESTANTS) await contestant.publish(stage);
		const routes = CONTESTANTS.map((contestant) => contestant.route(stage));
		const react = async (times: number) =>
			await stage.source.measure('reactionsInTurn', {
				routes,
				calls: times,
				pauseMilliseconds: PAUSE_MILLISECONDS,
			});
		await react(Math.min(calls, 10));
		const measured: Array<Awaited<ReturnType<typeof react>>> = [];
		for (let round = 0; round < rounds; round++) measured.push(await react(calls));
		return CONTESTANTS.map(({ name }, index) => {
			const own = measured.flatMap((round) => round[index] ?? []);
			const percentiles = (share: number) =>
				figuresOf(own.map(({ milliseconds }) => percentileOf(milliseconds, share)));
			return {
				name,
				setting: `pool of ${poolSize}`,
				measures: { p50: percentiles(0.5), p95: percentiles(0.95) },
				counts: {
					calls: own.reduce((sum, { milliseconds }) => sum + milliseconds.length, 0),
					late: own.reduce((sum, { missed }) => sum + missed, 0),
				},
			};
		});
	} finally {
		await stage.close();
	}
}
