import { figuresOf } from '../figures.mts';
import { MATCH_EVERY_IN_MEMORY, measureMemory } from '../stream/memory.mts';
import type { Part } from './part.mts';

const EVENTS = 1_000_000;
/** Enough for some matching calls in each of the ten samples. */
const QUICK_EVENTS = 100_000;

/** Measures n8n's memory in the long run. */
export const memory: Part = {
	rounds: 1,
	async measure({ isQuick }) {
		const events = isQuick ? QUICK_EVENTS : EVENTS;
		const { samples, ...counts } = await measureMemory(events);
		return {
			extent: `${events.toLocaleString('en-US')} events, one in ${MATCH_EVERY_IN_MEMORY.toLocaleString('en-US')} of which matches`,
			results: samples.map((sample, index) => ({
				name: 'Call Stream Trigger',
				setting: `after ${sample.events.toLocaleString('en-US')} events`,
				measures: { rss: figuresOf([sample.rss]), heapUsed: figuresOf([sample.heapUsed]) },
				// Counts of the whole run, so only the last sample has them.
				counts: { events: sample.events, ...(index === samples.length - 1 && counts) },
			})),
		};
	},
};
