/** Conversion between moments and local clock times. Both are in milliseconds since the epoch. */

const DAY = 86_400_000;

/** Cached, because a formatter takes longer to create than to use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether a name is a time zone, e.g. "America/Los_Angeles", "US/Pacific". */
export function isTimeZone(name: string): boolean {
	try {
		formatterOf(name);
		return true;
	} catch {
		return false;
	}
}

/** The local time in a time zone, as if it were UTC. */
export function clockAt(moment: number, timeZone: string): number {
	const parts = formatterOf(timeZone).formatToParts(moment);
	const numberOf = (type: Intl.DateTimeFormatPartTypes) =>
		Number(parts.find((part) => part.type === type)?.value);
	const seconds = Date.UTC(
		numberOf('year'),
		numberOf('month') - 1,
		numberOf('day'),
		numberOf('hour'),
		numberOf('minute'),
		numberOf('second'),
	);
	return seconds + (((moment % 1_000) + 1_000) % 1_000);
}

/**
 * The moment of a local time. For a repeated local time it is the first moment; for a skipped local
 * time it is the moment of the skip.
 *
 * @param clock local time, as if it were UTC.
 */
export function momentOf(clock: number, timeZone: string): number {
	const before = clock - offsetAt(clock - DAY, timeZone);
	const after = clock - offsetAt(clock + DAY, timeZone);
	if (clockAt(before, timeZone) === clock) return before;
	return clockAt(after, timeZone) === clock ? after : changeBetween(after, before, timeZone);
}

const DATE_TIME =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Parses a date and time as RingCentral or a user writes it; without an offset it is local time in the
 * time zone.
 *
 * @returns milliseconds since the epoch; undefined if the text is not a date and time.
 */
export function dateTimeOf(text: string, timeZone: string): number | undefined {
	const [, date, time = '00:00', seconds = ':00', offset] = DATE_TIME.exec(text.trim()) ?? [];
	if (date === undefined) return undefined;
	const zone = (offset ?? 'Z').replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase();
	const moment = Date.parse(`${date}T${time}${seconds}${zone}`);
	if (Number.isNaN(moment) || !isDate(date)) return undefined;
	return offset === undefined ? momentOf(moment, timeZone) : moment;
}

/** JavaScript takes February 30 for a day of March. */
function isDate(date: string): boolean {
	return new Date(Date.parse(`${date}T00:00Z`)).toISOString().startsWith(date);
}

/** ISO 8601 with the offset of the time zone, e.g. "2026-11-26T09:00:00-08:00". */
export function isoIn(moment: number, timeZone: string): string {
	const clock = clockAt(moment, timeZone);
	const minutes = Math.round((clock - moment) / 60_000);
	const twoDigits = (value: number) => String(Math.trunc(value)).padStart(2, '0');
	const size = Math.abs(minutes);
	const offset = `${minutes < 0 ? '-' : '+'}${twoDigits(size / 60)}:${twoDigits(size % 60)}`;
	return new Date(clock).toISOString().replace(/\.\d+Z$/, offset);
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
	const known = formatters.get(timeZone);
	if (known !== undefined) return known;
	const formatter = new Intl.DateTimeFormat('en-US', {
		timeZone,
		calendar: 'gregory',
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	formatters.set(timeZone, formatter);
	return formatter;
}

function offsetAt(moment: number, timeZone: string): number {
	return clockAt(moment, timeZone) - moment;
}

/** The moment of the offset's change between two moments, to the second. */
function changeBetween(earlier: number, later: number, timeZone: string): number {
	const offset = offsetAt(earlier, timeZone);
	let [low, high] = [earlier, later];
	while (high - low > 1_000) {
		const middle = Math.floor((low + high) / 2_000) * 1_000;
		if (offsetAt(middle, timeZone) === offset) low = middle;
		else high = middle;
	}
	return high;
}
