import { figuresOf } from '../figures.mts';
import type { Measured } from '../record.mts';
import type { Absorption } from '../source/measurements.mts';
import type { StreamStage } from './streamStage.mts';

/** One event in so many rings at an extension. */
export const MATCH_EVERY = 100;
export const STREAM_EVENTS = 20_000;
/** More would take too long: n8n handles few events per second by webhook. */
export const WEBHOOK_EVENTS = 200;
const POSTS_AT_ONCE = 20;

interface Contestant {
	name: string;
	events: number;
	absorb(events: number): Promise<Absorption>;
}

/** Compares the events per second that the contestants take in when few start an execution. */
export async function compareAbsorption(
	stage: StreamStage,
	rounds: number,
	events: Record<'stream' | 'webhook', number>,
): Promise<Measured[]> {
	const contestants = [
		stream(stage, events.stream),
		webhookAndIf(stage, events.webhook),
		bareScript(stage, events.stream),
	];
	for (const contestant of contestants) await contestant.absorb(MATCH_EVERY);
	const measured = contestants.map(() => new Array<Absorption>());
	for (let round = 0; round < rounds; round++) {
		for (const [index, contestant] of contestants.entries()) {
			measured[index]?.push(await contestant.absorb(contestant.events));
		}
	}
	return contestants.map(({ name, events }, index) =>
		resultOf(name, events, measured[index] ?? []),
	);
}

function stream(stage: StreamStage, number: number): Contestant {
	return {
		name: 'Call Stream Trigger',
		events: number,
		absorb: async (events) =>
			await stage.source.measure('burst', { events, matchEvery: MATCH_EVERY }),
	};
}

function webhookAndIf(stage: StreamStage, number: number): Contestant {
	return {
		name: 'Webhook → If',
		events: number,
		absorb: async (events) =>
			await stage.source.measure('posts', {
				events,
				matchEvery: MATCH_EVERY,
				address: stage.filteringWebhook,
				atOnce: POSTS_AT_ONCE,
			}),
	};
}

function bareScript(stage: StreamStage, number: number): Contestant {
	return {
		name: 'bare script',
		events: number,
		async absorb(events) {
			const script = await stage.startBareScript();
			const absorption = await stage.source.measure('burstWithoutRuns', {
				events,
				matchEvery: MATCH_EVERY,
			});
			await script.stop();
			const [, taken, matching] = /^Took (\d+) notifications, (\d+)/m.exec(script.output()) ?? [];
			const expected = events / MATCH_EVERY;
			if (Number(taken) !== events) {
				throw new Error(`The bare script took ${taken} notifications of ${events}`);
			}
			return { ...absorption, expected, missed: expected - Number(matching) };
		},
	};
}

function resultOf(name: string, events: number, rounds: readonly Absorption[]): Measured {
	const lastRuns = rounds.flatMap(({ lastRun }) => lastRun ?? []);
	const sumOf = (count: 'expected' | 'missed' | 'twice' | 'unexpected') =>
		rounds.reduce((sum, round) => sum + round[count], 0);
	return {
		name,
		setting: '',
		measures: {
			eventsASecond: figuresOf(rounds.map(({ handled }) => (events / handled) * 1_000)),
			...(lastRuns.length > 0 && { lastRun: figuresOf(lastRuns) }),
		},
		counts: {
			expected: sumOf('expected'),
			missed: sumOf('missed'),
			twice: sumOf('twice'),
			unexpected: sumOf('unexpected'),
		},
	};
}
