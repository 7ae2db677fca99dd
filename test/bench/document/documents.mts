import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { projectRoot } from '../../../lab/src/folders.mts';
import type { BenchRecord } from '../record.mts';
import { documentOf } from './page.mts';
import { withScalingTable } from './scalingTable.mts';

const SCALING = path.join('docs', 'scaling.md');

/** Writes docs/benchmarks.md with its pictures, and the table of docs/scaling.md, below a folder. */
export async function writeDocuments(root: string, record: BenchRecord): Promise<void> {
	const scaling = await readFile(path.join(projectRoot, SCALING), 'utf8');
	const files = documentOf(record).set(SCALING, withScalingTable(scaling, record));
	for (const [name, content] of files) await writeBelow(path.join(root, name), content);
}

/** Writes the figures in Prettier's format. */
export async function writeRecord(file: string, record: BenchRecord): Promise<void> {
	const style = await resolveConfig(path.join(projectRoot, 'package.json'));
	const json = await format(JSON.stringify(record), { ...style, parser: 'json' });
	await writeBelow(file, json);
}

async function writeBelow(file: string, content: string): Promise<void> {
	await mkdir(path.dirname(file), { recursive: true });
	await writeFile(file, content);
}
