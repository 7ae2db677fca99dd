import './typeScriptImports.mts';

import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { labFolder, projectRoot } from '../../lab/src/folders.mts';
import { writeDocuments, writeRecord } from './document/documents.mts';
import { machine, versions } from './machine.mts';
import { isPartName, PART_NAMES, readRecord, type BenchRecord } from './record.mts';

/** Not a part: its counts never vary, and belong to a table of docs/events.md instead of the document. */
const NOTIFICATIONS = 'notifications';

const usage = `Usage: npm run bench -- [options]

  --only PARTS  these parts only, e.g. reaction,queue; the others keep their last figures
  --quick       a try: few rounds, and the document goes to .lab/bench/docs instead of docs
  --rounds N    rounds of each part
  --json FILE   the figures, which are read and written; docs/benchmarks/figures.json without it
  --document    measures nothing, and writes the document from the figures

Parts: ${PART_NAMES.join(', ')}
--only ${NOTIFICATIONS} counts the notifications of a call, for docs/events.md.`;

const { values } = parseArgs({
	options: {
		only: { type: 'string' },
		quick: { type: 'boolean', default: false },
		rounds: { type: 'string' },
		json: { type: 'string' },
		document: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false },
	},
});
if (values.help) {
	console.log(usage);
	process.exit(0);
}
const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
if (rounds !== undefined && (!Number.isInteger(rounds) || rounds < 1)) {
	refuse('--rounds takes a whole number from 1 on.');
}
const only: readonly string[] = values.only?.split(',') ?? PART_NAMES;
const unknown = only.find((name) => name !== NOTIFICATIONS && !isPartName(name));
if (unknown !== undefined) refuse(`There is no part ${unknown}.\n\n${usage}`);

// n8n and the other programs end when this process exits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => process.exit(1));
}

if (only.includes(NOTIFICATIONS)) {
	const { benchNotifications } = await import('./notifications.mts');
	await benchNotifications();
	if (only.length === 1) process.exit(0);
}

const root = values.quick ? path.join(labFolder, 'bench') : projectRoot;
const file = values.json ?? path.join(root, 'docs', 'benchmarks', 'figures.json');
const record: BenchRecord = existsSync(file) ? readRecord(await readFile(file, 'utf8')) : {};
if (!values.document) await measure(record);
await writeDocuments(root, record);
console.log(
	`\nThe document is ${path.relative(process.cwd(), path.join(root, 'docs', 'benchmarks.md'))}`,
);

/** Writes the figures after each part, so that an interrupted run keeps them. */
async function measure(record: BenchRecord): Promise<void> {
	await mkdir(path.dirname(file), { recursive: true });
	// Not a static import: the package's sources need the hooks of typeScriptImports.mts.
	const { PARTS } = await import('./parts/parts.mts');
	const failures: unknown[] = [];
	for (const name of PART_NAMES.filter((part) => only.includes(part))) {
		const part = PARTS[name];
		const start = performance.now();
		const isQuick = values.quick;
		try {
			const outcome = await part.measure({
				rounds: rounds ?? (isQuick ? 1 : part.rounds),
				isQuick,
			});
			record[name] = {
				machine: machine(),
				versions: [versions(), outcome.versions].filter(Boolean).join(', '),
				extent: outcome.extent,
				isTry: isQuick,
				results: outcome.results,
			};
			await writeRecord(file, record);
			console.log(`${name}: measured in ${Math.round((performance.now() - start) / 1_000)} s`);
		} catch (reason) {
			// A failed part does not stop the others.
			failures.push(reason);
			console.error(`${name} was not measured:`, reason);
		}
	}
	if (failures.length > 0) process.exitCode = 1;
}

function refuse(reason: string): never {
	console.error(reason);
	process.exit(1);
}
