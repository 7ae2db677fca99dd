import { setTimeout as pause } from 'node:timers/promises';

import { INSPECTABLE, Inspector } from './inspector.mts';
import { openStreamStage } from './streamStage.mts';

/** One event in so many rings at an extension. */
export const MATCH_EVERY_IN_MEMORY = 10_000;
const SAMPLES = 10;
/** Time for n8n to store the last executions. */
const QUIET_MILLISECONDS = 2_000;

/** Memory of the n8n process in bytes, after so many events and a garbage collection. */
export interface MemorySample {
	events: number;
	rss: number;
	heapUsed: number;
}

export interface MemoryResult {
	samples: MemorySample[];
	expected: number;
	missed: number;
	twice: number;
}

/** Takes ten samples of n8n's memory over a long run, in an n8n of its own. */
export async function measureMemory(events: number): Promise<MemoryResult> {
	const stage = await openStreamStage(INSPECTABLE);
	const samples: MemorySample[] = [];
	const counts = { expected: 0, missed: 0, twice: 0 };
	try {
		const inspector = await Inspector.attach(stage.n8n.program);
		for (let sample = 1; sample <= SAMPLES; sample++) {
			const { expected, missed, twice } = await stage.source.measure('burst', {
				events: events / SAMPLES,
				matchEvery: MATCH_EVERY_IN_MEMORY,
			});
			counts.expected += expected;
			counts.missed += missed;
			counts.twice += twice;
			await pause(QUIET_MILLISECONDS);
			samples.push({ events: (events / SAMPLES) * sample, ...(await inspector.memory()) });
		}
		inspector.detach();
	} finally {
		await stage.close();
	}
	return { samples, ...counts };
}
