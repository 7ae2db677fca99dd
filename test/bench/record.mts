import {
	readNumber,
	readObject,
	readString,
	type JsonObject,
} from '../../simulator/requestBody.mts';
import type { Figures } from './figures.mts';

/** The parts of the benchmark, in the order of the document. */
export const PART_NAMES = [
	'reaction',
	'load',
	'queue',
	'executions',
	'stream',
	'memory',
	'items',
	'start-up',
] as const;

export type PartName = (typeof PART_NAMES)[number];

/** One contestant in one setting. */
export interface Measured {
	name: string;
	/** The difference beside the contestant, e.g. "1 worker"; empty without one. */
	setting: string;
	/** Figures over the rounds, by measure: times in milliseconds, sizes in bytes. */
	measures: Record<string, Figures>;
	/** Totals of all rounds. */
	counts: Record<string, number>;
}

/** The results of a part, and the conditions. */
export interface PartRecord {
	/** E.g. "Intel Xeon, 2 cores, 24 GB of memory". */
	machine: string;
	/** E.g. "n8n 2.39.10, Node.js 24.21.0". */
	versions: string;
	/** E.g. "5 rounds of 200 items". */
	extent: string;
	/** Whether it was a try, with too few rounds for meaningful figures. */
	isTry: boolean;
	results: Measured[];
}

export type BenchRecord = Partial<Record<PartName, PartRecord>>;

export function isPartName(name: string): name is PartName {
	return PART_NAMES.some((known) => known === name);
}

/**
 * Reads the record of an earlier run, without parts that no longer exist.
 *
 * @throws {Error} when the text is not a record.
 */
export function readRecord(json: string): BenchRecord {
	const record: BenchRecord = {};
	for (const [name, part] of Object.entries(readObject(JSON.parse(json), 'figures'))) {
		if (isPartName(name)) record[name] = partOf(readObject(part, name));
	}
	return record;
}

function partOf(part: JsonObject): PartRecord {
	return {
		machine: readString(part, 'machine'),
		versions: readString(part, 'versions'),
		extent: readString(part, 'extent'),
		isTry: part['isTry'] === true,
		results: listIn(part, 'results').map(measuredOf),
	};
}

function measuredOf(value: unknown): Measured {
	const measured = readObject(value, 'results');
	const measures = Object.entries(readObject(measured['measures'], 'measures'));
	const counts = readObject(measured['counts'], 'counts');
	return {
		name: readString(measured, 'name'),
		setting: textIn(measured, 'setting'),
		measures: Object.fromEntries(
			measures.map(([name, figures]) => [name, figuresIn(readObject(figures, name))]),
		),
		counts: Object.fromEntries(Object.keys(counts).map((name) => [name, readNumber(counts, name)])),
	};
}

function figuresIn(figures: JsonObject): Figures {
	return {
		median: figureIn(figures, 'median'),
		least: figureIn(figures, 'least'),
		most: figureIn(figures, 'most'),
		rounds: listIn(figures, 'rounds').map(Number),
	};
}

/** JSON has null for a value that could not be measured. */
function figureIn(figures: JsonObject, name: string): number {
	return figures[name] === null ? NaN : readNumber(figures, name);
}

/** Accepts an empty text. */
function textIn(object: JsonObject, name: string): string {
	const text = object[name];
	if (typeof text !== 'string') throw new Error(`${name} is no text`);
	return text;
}

function listIn(object: JsonObject, name: string): unknown[] {
	const list = object[name];
	if (!Array.isArray(list)) throw new Error(`${name} is no list`);
	return list;
}
