import type { Measured } from '../record.mts';

/** The extent of a run. */
export interface Scale {
	rounds: number;
	/** Whether this is a try, the least that shows whether the part works. */
	isQuick: boolean;
}

/** The outcome of a part. */
export interface Outcome {
	/** E.g. "5 rounds of 200 items". */
	extent: string;
	/** Versions of servers beside n8n, e.g. "Redis 7.4.1". */
	versions?: string;
	results: Measured[];
}

/** A part of the benchmark, which can run alone. */
export interface Part {
	/** The default number. */
	rounds: number;
	measure(scale: Scale): Promise<Outcome>;
}

/** E.g. "3 rounds". */
export function roundsOf(rounds: number): string {
	return rounds === 1 ? '1 round' : `${rounds} rounds`;
}
