import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { labFolder } from '../../lab/src/folders.mts';
import type { FaultFigures } from './faultRun.mts';
import type { KillFigures } from './kills.mts';
import type { TriggerName } from './scene.mts';

/** The figures of all runs so far, by name of the fault or kill. */
export interface Figures {
	faults: Record<string, FaultFigures>;
	kills: Record<string, KillOutcome>;
	/** The machine of the last run, e.g. "2 processor cores, Node.js v24.21.0, n8n 2.39.10". */
	machine: string;
}

export type KillOutcome =
	| Partial<Record<TriggerName, KillFigures>>
	/** The reason why it was left out. */
	| { leftOut: string };

/** Ignored by git; a run of one fault keeps the figures of the others here. */
const file = path.join(labFolder, 'reliability.json');

export async function readFigures(): Promise<Figures> {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as Figures;
	} catch {
		return { faults: {}, kills: {}, machine: '' };
	}
}

export async function writeFigures(figures: Figures): Promise<void> {
	await mkdir(labFolder, { recursive: true });
	await writeFile(file, `${JSON.stringify(figures, null, '\t')}\n`);
}
