import { isFields, listOf, textOf, type Fields } from '../../calls/events/unknown';
import { clockAt, dateTimeOf, momentOf } from '../timeZone';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const WEEKDAYS = [
	'sunday',
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
] as const;

/** From one minute of a day to another, which may be on the next day. */
interface MinuteRange {
	from: number;
	to: number;
}

/** The hours of each day of the week, from Sunday on, or "always" for around the clock. */
export type WeeklyHours = 'always' | ReadonlyArray<readonly MinuteRange[]>;

/** In milliseconds since the epoch, without the end. */
interface Period {
	from: number;
	to: number;
}

/** A period when the weekly hours do not count. */
export interface Closure extends Period {
	/** The name of RingCentral's rule. */
	name?: string;
}

export interface OpenState {
	isOpen: boolean;
	/** The next change, in milliseconds since the epoch; undefined: none known. */
	changesAt?: number;
	/** The closure in force. */
	closure?: Closure;
}

/** How far ahead to look for a change, from now or from the end of the last closure. */
const LONGEST_WEEK = 9 * DAY;

/** The limit for looking ahead: rules for dates may be years ahead. */
const FURTHEST = 400 * DAY;

/**
 * Parses the hours in RingCentral's answer. The schedule is empty for "24 hours/7 days a week".
 * https://developers.ringcentral.com/api-reference/Business-Hours/readUserBusinessHours
 *
 * Assumption COMPANY-HOURS: an empty schedule means the same for a company.
 *
 * @returns undefined when a time cannot be read.
 */
export function weeklyHoursOf(schedule: unknown): WeeklyHours | undefined {
	const ranges = isFields(schedule) && isFields(schedule.weeklyRanges) ? schedule.weeklyRanges : {};
	const days = WEEKDAYS.map((day) => listOf(ranges[day]).map(minuteRangeOf));
	if (days.every((day) => day.length === 0)) return 'always';
	const readable = days.map((day) => day.flatMap((range) => range ?? []));
	const isReadable = readable.every((day, index) => day.length === days[index]?.length);
	return isReadable ? readable : undefined;
}

/** "22:00" to "06:00" ends on the next day, and "00:00" to "00:00" is a whole day. */
function minuteRangeOf(range: unknown): MinuteRange | undefined {
	if (!isFields(range)) return undefined;
	const from = minuteOf(range.from);
	const to = minuteOf(range.to);
	if (from === undefined || to === undefined) return undefined;
	return { from, to: to > from ? to : to + 1_440 };
}

/** RingCentral writes "hh:mm"; its examples also have the minute of the day as a number. */
function minuteOf(time: unknown): number | undefined {
	if (typeof time === 'number') return isMinute(time) ? time : undefined;
	const [, hours, minutes] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(textOf(time) ?? '') ?? [];
	const minute = Number(hours) * 60 + Number(minutes);
	return isMinute(minute) && Number(minutes) < 60 ? minute : undefined;
}

function isMinute(value: number): boolean {
	return Number.isInteger(value) && value >= 0 && value <= 1_440;
}

/** Actions of rules that still ring phones. Such a rule is not a closure. */
const RINGING_ACTIONS = ['AgentQueue', 'ForwardCalls', 'SharedLines'];

/**
 * The periods of rules for certain dates that ring no phone for any caller.
 *
 * Assumption HOLIDAY-RULES: holidays are rules with a range of dates; they have no other mark.
 *
 * @param rules of RingCentral's list of answering rules, unchecked.
 */
export function closuresOf(rules: readonly Fields[], timeZone: string): Closure[] {
	return rules.filter(ringsNoPhone).flatMap((rule) =>
		rangesOf(rule).flatMap((range) => {
			const period = periodOf(range, timeZone);
			return period === undefined || period.to <= period.from
				? []
				: [{ name: textOf(rule.name), ...period }];
		}),
	);
}

/** Whether `closuresOf` lacks a period, because RingCentral's dates cannot be read. */
export function hasUnreadableDates(rules: readonly Fields[], timeZone: string): boolean {
	return rules
		.filter(ringsNoPhone)
		.flatMap(rangesOf)
		.some((range) => periodOf(range, timeZone) === undefined);
}

function ringsNoPhone({
	enabled,
	type,
	callers,
	calledNumbers,
	callHandlingAction,
}: Fields): boolean {
	return (
		enabled !== false &&
		(type === undefined || type === 'Custom') &&
		listOf(callers).length === 0 &&
		listOf(calledNumbers).length === 0 &&
		!RINGING_ACTIONS.includes(textOf(callHandlingAction) ?? '')
	);
}

function rangesOf({ schedule }: Fields): unknown[] {
	return listOf(isFields(schedule) ? schedule.ranges : undefined);
}

/** The period of a range of dates; undefined when it cannot be read. */
function periodOf(range: unknown, timeZone: string): Period | undefined {
	if (!isFields(range)) return undefined;
	const from = dateTimeOf(textOf(range.from) ?? '', timeZone);
	const to = dateTimeOf(textOf(range.to) ?? '', timeZone);
	return from === undefined || to === undefined ? undefined : { from, to };
}

/**
 * The periods of the company's rules for certain dates: `closures` hang up on every caller, `diversions` send
 * calls elsewhere.
 *
 * Assumption COMPANY-HOLIDAYS: a holiday of the company is a rule for certain dates whose action is to disconnect
 * after a greeting; a rule that sends calls to the operator or to an extension is not a closure.
 *
 * @param rules from RingCentral's answers about single rules of the company, unchecked.
 */
export function companyRulesOf(
	rules: readonly Fields[],
	timeZone: string,
): { closures: Closure[]; diversions: Closure[] } {
	const isClosing = ({ callHandlingAction }: Fields) => callHandlingAction === 'Disconnect';
	return {
		closures: closuresOf(rules.filter(isClosing), timeZone),
		diversions: closuresOf(
			rules.filter((rule) => !isClosing(rule)),
			timeZone,
		),
	};
}

/** The state at a moment (milliseconds since the epoch), and its next change. */
export function openState(
	hours: WeeklyHours,
	closures: readonly Closure[],
	timeZone: string,
	at: number,
): OpenState {
	const ends = closures.map(({ to }) => to - at).filter((ahead) => ahead > 0);
	const horizon = at + Math.min(FURTHEST, Math.max(0, ...ends) + LONGEST_WEEK);
	const open = without(openPeriods(hours, timeZone, at, horizon), closures);
	const closure = closures.find((candidate) => isWithin(at, candidate));
	const current = open.find((period) => isWithin(at, period));
	if (current !== undefined) {
		return { isOpen: true, changesAt: current.to < horizon ? current.to : undefined };
	}
	return { isOpen: false, changesAt: open.find(({ from }) => from > at)?.from, closure };
}

/** The open periods in order. Adjoining periods are merged, and none goes beyond the horizon. */
function openPeriods(hours: WeeklyHours, timeZone: string, at: number, horizon: number): Period[] {
	if (hours === 'always') return [{ from: at - DAY, to: horizon }];
	const today = Math.floor(clockAt(at, timeZone) / DAY) * DAY;
	const periods: Period[] = [];
	for (let day = today - DAY; day <= horizon + DAY; day += DAY) {
		for (const { from, to } of hours[new Date(day).getUTCDay()] ?? []) {
			periods.push({
				from: momentOf(day + from * MINUTE, timeZone),
				to: momentOf(day + to * MINUTE, timeZone),
			});
		}
	}
	return merged(periods)
		.filter(({ from }) => from < horizon)
		.map(({ from, to }) => ({ from, to: Math.min(to, horizon) }));
}

function merged(periods: readonly Period[]): Period[] {
	const result: Period[] = [];
	for (const period of [...periods].sort((one, other) => one.from - other.from)) {
		const last = result.at(-1);
		if (last !== undefined && period.from <= last.to) last.to = Math.max(last.to, period.to);
		else result.push({ ...period });
	}
	return result;
}

function without(periods: readonly Period[], closures: readonly Closure[]): Period[] {
	return closures.reduce<Period[]>(
		(open, closure) =>
			open.flatMap(({ from, to }) =>
				[
					{ from, to: Math.min(to, closure.from) },
					{ from: Math.max(from, closure.to), to },
				].filter((rest) => rest.from < rest.to),
			),
		[...periods],
	);
}

function isWithin(moment: number, { from, to }: Period): boolean {
	return moment >= from && moment < to;
}
