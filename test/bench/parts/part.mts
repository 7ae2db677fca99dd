import type { Measured } from '../record.mts';

/** How much a run measures. */
export interface Scale {
	rounds: number;
	/** A try: the least that shows whether everything works. */
	isQuick: boolean;
}

/** What a part gives. */
export interface Outcome {
	/** E.g. "5 rounds of 200 items". */
	extent: string;
	/** Of what it needs beside n8n, e.g. "Redis 7.4.1". */
	versions?: string;
	results: Measured[];
}

/** A part of the benchmark, which can be run alone. */
export interface Part {
	/** Unless told otherwise. */
	rounds: number;
	measure(scale: Scale): Promise<Outcome>;
}

/** E.g. "3 rounds". */
export function roundsOf(rounds: number): string {
	return rounds === 1 ? '1 round' : `${rounds} rounds`;
}
