import { invalidParameter } from './apiError.mts';
import { isJsonObject } from './requestBody.mts';

const dayMilliseconds = 86_400_000;

/** Milliseconds since the epoch; both ends are included. */
export interface TimeRange {
	from: number;
	to: number;
}

function readMoment(query: unknown, name: string, whenAbsent: number): number {
	const given = isJsonObject(query) ? query[name] : undefined;
	if (given === undefined) return whenAbsent;
	const moment = typeof given === 'string' ? Date.parse(given) : Number.NaN;
	if (Number.isNaN(moment)) throw invalidParameter(name, given);
	return moment;
}

/** Reads `dateFrom` and `dateTo` of a list; the default is the last 24 hours. */
export function readTimeRange(query: unknown, now: number): TimeRange {
	const to = readMoment(query, 'dateTo', now);
	return { from: readMoment(query, 'dateFrom', to - dayMilliseconds), to };
}

export function isWithin(moment: number, { from, to }: TimeRange): boolean {
	return moment >= from && moment <= to;
}
