import { figuresOf } from '../figures.mts';
import { MATCH_EVERY_IN_MEMORY, measureMemory } from '../stream/memory.mts';
import type { Part } from './part.mts';

const EVENTS = 1_000_000;
/** The memory of n8n is looked at ten times, and each time some calls have to match. */
const QUICK_EVENTS = 100_000;

/** How much memory n8n needs in the long run. */
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
				// Of the whole run, so that they stand once.
				counts: { events: sample.events, ...(index === samples.length - 1 && counts) },
			})),
		};
	},
};
