import { startSimulator } from '../../harness/simulator.mts';
import { ITEMS, ROUND_TRIP_MILLISECONDS, underLimit, withoutLimit } from '../manyItems.mts';
import { roundsOf, type Part } from './part.mts';

/** Many lookups by the action and by n8n's own node. */
export const items: Part = {
	rounds: 3,
	async measure({ rounds }) {
		const simulator = await startSimulator();
		try {
			return {
				extent: `${roundsOf(rounds)} of ${ITEMS} items; without a limit, an answer takes ${ROUND_TRIP_MILLISECONDS} ms`,
				results: [
					...(await withoutLimit(simulator, rounds)),
					...(await underLimit(simulator, rounds)),
				],
			};
		} finally {
			await simulator.stop();
		}
	},
};
