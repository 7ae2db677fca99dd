import { startSimulator } from '../../harness/simulator.mts';
import { ITEMS, underLimit, withoutLimit } from '../manyItems.mts';
import { roundsOf, type Part } from './part.mts';

/** Compares many lookups by the action and by n8n's own node. */
export const items: Part = {
	rounds: 2,
	async measure({ rounds }) {
		const simulator = await startSimulator();
		try {
			return {
				extent: `${roundsOf(rounds)} of ${ITEMS} items`,
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
