import './typeScriptImports.mts';

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import type { Result } from './manyItems.mts';

const { values } = parseArgs({
	options: { json: { type: 'string' }, rounds: { type: 'string', default: '5' } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
	console.error('--rounds takes a whole number from 1 on.');
	process.exit(1);
}

// Only now, because the sources need the imports that the first line has prepared.
const { startSimulator } = await import('../harness/simulator.mts');
const { inSeconds } = await import('./figures.mts');
const bench = await import('./manyItems.mts');

const simulator = await startSimulator();
try {
	const free = await bench.withoutLimit(simulator, rounds);
	show(`${bench.ITEMS} items, ${bench.ROUND_TRIP_MILLISECONDS} ms for an answer, no limit`, free);
	const limited = await bench.underLimit(simulator, rounds);
	show(`${bench.ITEMS} items, at most ${bench.LIMIT_A_MINUTE} a minute`, limited);
	const overShortest =
		(limited[0]?.time.median ?? Number.NaN) / bench.SHORTEST_UNDER_LIMIT_MILLISECONDS - 1;
	console.log(
		`\nThe limit allows no less than ${bench.SHORTEST_UNDER_LIMIT_MILLISECONDS / 1_000} s; this package took ${(overShortest * 100).toFixed(1)} % longer.`,
	);
	if (values.json !== undefined) {
		const figures = {
			node: process.version,
			rounds,
			items: bench.ITEMS,
			withoutLimit: { roundTripMilliseconds: bench.ROUND_TRIP_MILLISECONDS, results: free },
			underLimit: {
				limitAMinute: bench.LIMIT_A_MINUTE,
				shortestMilliseconds: bench.SHORTEST_UNDER_LIMIT_MILLISECONDS,
				results: limited,
			},
		};
		await writeFile(values.json, `${JSON.stringify(figures, null, '\t')}\n`);
	}
} finally {
	await simulator.stop();
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
