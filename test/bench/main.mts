import './typeScriptImports.mts';

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

/** What can be measured, and how many rounds it has unless told otherwise. */
const BENCHMARKS = new Map([
	['items', 5],
	['stream', 3],
	// Counts are the same in each round.
	['notifications', 1],
]);

/** The memory of n8n is looked at ten times, and each time some calls have to match. */
const EVENTS_STEP = 100_000;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		json: { type: 'string' },
		rounds: { type: 'string' },
		events: { type: 'string', default: '1000000' },
	},
});
const unknown = positionals.find((name) => !BENCHMARKS.has(name));
if (unknown !== undefined) {
	refuse(`There is no benchmark ${unknown}. They are ${[...BENCHMARKS.keys()].join(', ')}.`);
}
const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
if (rounds !== undefined && (!Number.isInteger(rounds) || rounds < 1)) {
	refuse('--rounds takes a whole number from 1 on.');
}
const events = Number(values.events);
if (events < EVENTS_STEP || !Number.isInteger(events / EVENTS_STEP)) {
	refuse(`--events takes ${EVENTS_STEP} or a multiple of it.`);
}

// Whoever ends this ends n8n and the other programs with it: they go when this process exits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => process.exit(1));
}

// Only now, because the sources need the imports that the first line has prepared.
const { benchItems } = await import('./items.mts');
const { benchStream } = await import('./stream/stream.mts');
const { benchNotifications } = await import('./notifications.mts');

const figures = {
	node: process.version,
	...(isChosen('items') && (await benchItems(roundsOf('items')))),
	...(isChosen('stream') && { stream: await benchStream(roundsOf('stream'), events) }),
	...(isChosen('notifications') && { notifications: await benchNotifications() }),
};
if (values.json !== undefined) {
	await writeFile(values.json, `${JSON.stringify(figures, null, '\t')}\n`);
}

function isChosen(name: string): boolean {
	return positionals.length === 0 || positionals.includes(name);
}

function roundsOf(name: string): number {
	return rounds ?? BENCHMARKS.get(name) ?? 1;
}

function refuse(reason: string): never {
	console.error(reason);
	process.exit(1);
}
