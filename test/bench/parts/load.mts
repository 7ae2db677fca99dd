import { figuresOf, percentileOf } from '../figures.mts';
import type { Measured } from '../record.mts';
import {
	stock,
	streamAndAction,
	triggerAndAction,
	type Contestant,
} from '../routing/contestants.mts';
import { openBenchStage, type BenchStage } from '../stage.mts';
import type { Reactions } from '../source/measurements.mts';
import { roundsOf, type Part } from './part.mts';

/** Events of the account per second; a call has ten, and the workflow acts on one. */
const EVENTS_A_SECOND = [40, 80, 120];
/** Higher rates, tried until a reaction takes more than a second. */
const FURTHER_EVENTS_A_SECOND = [160, 200, 240, 320, 400, 500];

const CALLS = 60;
const QUICK_CALLS = 10;

const ONE_SECOND = 1_000;

/** Measures the reaction as more and more calls ring. */
export const load: Part = {
	rounds: 5,
	async measure({ rounds, isQuick }) {
		const calls = isQuick ? QUICK_CALLS : CALLS;
		const rates = isQuick ? EVENTS_A_SECOND.slice(-1) : EVENTS_A_SECOND;
		const further = isQuick ? [] : FURTHER_EVENTS_A_SECOND;
		const results: Measured[] = [];
		const stage = await openBenchStage({ N8N_EXPRESSION_ENGINE_POOL_SIZE: '4' });
		try {
			for (const contestant of [streamAndAction, triggerAndAction, stock]) {
				await contestant.publish(stage);
				await under(EVENTS_A_SECOND[0] ?? 0, contestant, stage, QUICK_CALLS);
				for (const rate of [...rates, ...further]) {
					const measured: Reactions[] = [];
					for (let round = 0; round < rounds; round++) {
						measured.push(await under(rate, contestant, stage, calls));
					}
					const result = resultOf(contestant.name, rate, measured);
					results.push(result);
					const isSlow = (result.measures['p95']?.median ?? Infinity) > ONE_SECOND;
					if (isSlow && !rates.includes(rate)) break;
				}
			}
		} finally {
			await stage.close();
		}
		return {
			extent: `${roundsOf(rounds)} of ${calls} calls for each workflow and rate, with a pool of 4`,
			results,
		};
	},
};

async function under(
	eventsASecond: number,
	contestant: Contestant,
	stage: BenchStage,
	calls: number,
): Promise<Reactions> {
	return await stage.source.measure('underLoad', {
		route: contestant.route(stage),
		eventsASecond,
		calls,
	});
}

function resultOf(name: string, rate: number, rounds: readonly Reactions[]): Measured {
	const percentiles = (share: number) =>
		figuresOf(rounds.map(({ milliseconds }) => percentileOf(milliseconds, share)));
	return {
		name,
		setting: `${rate} events a second`,
		measures: { p50: percentiles(0.5), p95: percentiles(0.95) },
		counts: {
			eventsASecond: rate,
			late: rounds.reduce((sum, { missed }) => sum + missed, 0),
		},
	};
}
