/** What several rounds of the same measurement gave, in milliseconds. */
export interface Figures {
	median: number;
	least: number;
	most: number;
	rounds: number[];
}

export function figuresOf(rounds: number[]): Figures {
	const sorted = [...rounds].sort((one, other) => one - other);
	const at = (position: number) => sorted[Math.floor(position)] ?? Number.NaN;
	const median = (at((sorted.length - 1) / 2) + at(sorted.length / 2)) / 2;
	return { median, least: at(0), most: at(sorted.length - 1), rounds };
}

/** E.g. "2.31 s (2.29 to 2.40)". */
export function inSeconds({ median, least, most }: Figures): string {
	const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(2);
	return `${seconds(median)} s (${seconds(least)} to ${seconds(most)})`;
}
