/** Several rounds of one measurement, in milliseconds unless its name has another unit. */
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

/** The value that a share of the values does not exceed, e.g. p95 for 0.95. */
export function percentileOf(values: readonly number[], share: number): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? Number.NaN;
}

/** E.g. "2.31 s (2.29 to 2.40)". */
export function inSeconds({ median, least, most }: Figures): string {
	const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(2);
	return `${seconds(median)} s (${seconds(least)} to ${seconds(most)})`;
}

/** E.g. "24.5 ms (23.9 to 26.0)". */
export function inMilliseconds({ median, least, most }: Figures): string {
	return `${median.toFixed(1)} ms (${least.toFixed(1)} to ${most.toFixed(1)})`;
}

/** E.g. "11,600 a second (11,200 to 12,100)". */
export function aSecond({ median, least, most }: Figures): string {
	const whole = (rate: number) => Math.round(rate).toLocaleString('en-US');
	return `${whole(median)} a second (${whole(least)} to ${whole(most)})`;
}
