import { startSimulator } from '../harness/simulator.mts';
import { inSeconds } from './figures.mts';
import {
	ITEMS,
	LIMIT_A_MINUTE,
	ROUND_TRIP_MILLISECONDS,
	SHORTEST_UNDER_LIMIT_MILLISECONDS,
	underLimit,
	withoutLimit,
	type Result,
} from './manyItems.mts';

/** Measures many items, shows the figures and gives them. */
export async function benchItems(rounds: number): Promise<object> {
	const simulator = await startSimulator();
	try {
		const free = await withoutLimit(simulator, rounds);
		show(`${ITEMS} items, ${ROUND_TRIP_MILLISECONDS} ms for an answer, no limit`, free);
		const limited = await underLimit(simulator, rounds);
		show(`${ITEMS} items, at most ${LIMIT_A_MINUTE} a minute`, limited);
		const overShortest =
			(limited[0]?.time.median ?? Number.NaN) / SHORTEST_UNDER_LIMIT_MILLISECONDS - 1;
		console.log(
			`\nThe limit allows no less than ${SHORTEST_UNDER_LIMIT_MILLISECONDS / 1_000} s; this package took ${(overShortest * 100).toFixed(1)} % longer.`,
		);
		return {
			rounds,
			items: ITEMS,
			withoutLimit: { roundTripMilliseconds: ROUND_TRIP_MILLISECONDS, results: free },
			underLimit: {
				limitAMinute: LIMIT_A_MINUTE,
				shortestMilliseconds: SHORTEST_UNDER_LIMIT_MILLISECONDS,
				results: limited,
			},
		};
	} finally {
		await simulator.stop();
	}
}

/** Each contestant with its ratio to the first, which is this package as it comes. */
function show(title: string, results: Result[]): void {
	console.log(`\n${title}`);
	const own = results[0]?.time.median ?? Number.NaN;
	for (const { name, time, lost, refused, refusedTwice } of results) {
		const ratio = `${(time.median / own).toFixed(2)} times`;
		console.log(
			`  ${name}: ${inSeconds(time)}, ${ratio}, ${lost} lost, ${refused} refused, ${refusedTwice} refused twice`,
		);
	}
}
