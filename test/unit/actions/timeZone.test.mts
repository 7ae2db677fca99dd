import {
	clockAt,
	dateTimeOf,
	isoIn,
	isTimeZone,
	momentOf,
} from '../../../nodes/RingCentralCallControl/actions/timeZone.ts';

const LOS_ANGELES = 'America/Los_Angeles';
const BERLIN = 'Europe/Berlin';

function clock(text: string): number {
	return Date.parse(`${text}Z`);
}

it.each([
	['in winter', '2026-01-15T09:00:00', LOS_ANGELES, '2026-01-15T09:00:00-08:00'],
	['in summer', '2026-07-15T09:00:00', LOS_ANGELES, '2026-07-15T09:00:00-07:00'],
	['east of Greenwich', '2026-07-15T09:00:00', BERLIN, '2026-07-15T09:00:00+02:00'],
	['half an hour off', '2026-07-15T09:00:00', 'Asia/Kolkata', '2026-07-15T09:00:00+05:30'],
	[
		'by the older name that RingCentral has',
		'2026-07-15T09:00:00',
		'US/Pacific',
		'2026-07-15T09:00:00-07:00',
	],
	// The clock goes from 2 to 3.
	['skipped in spring', '2026-03-08T02:30:00', LOS_ANGELES, '2026-03-08T03:00:00-07:00'],
	['right before that', '2026-03-08T01:59:59', LOS_ANGELES, '2026-03-08T01:59:59-08:00'],
	['right after that', '2026-03-08T03:00:00', LOS_ANGELES, '2026-03-08T03:00:00-07:00'],
	// The clock goes from 2 back to 1.
	['shown twice in autumn', '2026-11-01T01:30:00', LOS_ANGELES, '2026-11-01T01:30:00-07:00'],
	['after the second time', '2026-11-01T02:00:00', LOS_ANGELES, '2026-11-01T02:00:00-08:00'],
])('the clock shows a time %s', (_when, shown, timeZone, expected) => {
	const moment = momentOf(clock(shown), timeZone);

	expect(isoIn(moment, timeZone)).toBe(expected);
	expect(moment).toBe(Date.parse(expected));
});

it('shows the time in a time zone', () => {
	expect(clockAt(Date.parse('2026-11-26T17:00:00Z'), LOS_ANGELES)).toBe(
		clock('2026-11-26T09:00:00'),
	);
	expect(clockAt(Date.parse('2026-11-26T23:30:00Z'), BERLIN)).toBe(clock('2026-11-27T00:30:00'));
});

it.each([
	['2026-11-26T17:00:00.250Z', '2026-11-26T09:00:00.250'],
	// Before 1970 the milliseconds since then are negative.
	['1969-11-26T17:00:00.250Z', '1969-11-26T09:00:00.250'],
])('shows the milliseconds of %s', (moment, shown) => {
	expect(clockAt(Date.parse(moment), LOS_ANGELES)).toBe(clock(shown));
});

it('knows all time zones', () => {
	expect(['America/New_York', 'US/Eastern', 'Pacific Time'].map(isTimeZone)).toEqual([
		true,
		true,
		false,
	]);
});

it.each([
	['2026-12-24T18:00', '2026-12-25T02:00:00.000Z'],
	['2026-12-24 18:00:30', '2026-12-25T02:00:30.000Z'],
	['2026-12-24', '2026-12-24T08:00:00.000Z'],
	['2026-12-24T18:00:00Z', '2026-12-24T18:00:00.000Z'],
	['2026-12-24T18:00:00.123+0100', '2026-12-24T17:00:00.000Z'],
	[' 2026-12-24t18:00:00z ', '2026-12-24T18:00:00.000Z'],
	['2026-12-24T18:00:00+01:00', '2026-12-24T17:00:00.000Z'],
	['2026-12-24T18:00-0930', '2026-12-25T03:30:00.000Z'],
	['Christmas Eve', undefined],
	['on 2026-12-24', undefined],
	['2026-12-24 evening', undefined],
	['2026-13-24T18:00', undefined],
	['2026-02-30', undefined],
	['2026-04-31T18:00:00Z', undefined],
	['2028-02-29', '2028-02-29T08:00:00.000Z'],
])('reads %s as a date and time', (text, expected) => {
	const moment = dateTimeOf(text, LOS_ANGELES);

	expect(moment === undefined ? undefined : new Date(moment).toISOString()).toBe(expected);
});
