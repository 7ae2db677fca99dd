import {
	closuresOf,
	companyRulesOf,
	hasUnreadableDates,
	openState,
	weeklyHoursOf,
	type WeeklyHours,
} from '../../../../nodes/RingCentralCallControl/actions/businessHours/schedule.ts';
import { dateTimeOf, isoIn } from '../../../../nodes/RingCentralCallControl/actions/timeZone.ts';

const LOS_ANGELES = 'America/Los_Angeles';

const nineToSix = [{ from: '09:00', to: '18:00' }];
const weekdays = {
	monday: nineToSix,
	tuesday: nineToSix,
	wednesday: nineToSix,
	thursday: nineToSix,
	friday: nineToSix,
};

function hoursOf(weeklyRanges: object): WeeklyHours {
	const hours = weeklyHoursOf({ weeklyRanges });
	if (hours === undefined) throw new Error('These hours can be read');
	return hours;
}

function stateAt(hours: WeeklyHours, time: string, rules: Array<Record<string, unknown>> = []) {
	const at = dateTimeOf(time, LOS_ANGELES);
	if (at === undefined) throw new Error('This is a date');
	const closures = closuresOf(rules, LOS_ANGELES);
	const { isOpen, changesAt, closure } = openState(hours, closures, LOS_ANGELES, at);
	return [
		isOpen,
		changesAt === undefined ? null : isoIn(changesAt, LOS_ANGELES),
		...(closure ? [closure.name] : []),
	];
}

describe('hours of the week', () => {
	it.each([
		['before they begin', '2026-11-26T08:59', [false, '2026-11-26T09:00:00-08:00']],
		['when they begin', '2026-11-26T09:00', [true, '2026-11-26T18:00:00-08:00']],
		['when they are over', '2026-11-26T18:00', [false, '2026-11-27T09:00:00-08:00']],
		['on Friday evening', '2026-11-27T19:00', [false, '2026-11-30T09:00:00-08:00']],
		['on Sunday', '2026-11-29T12:00', [false, '2026-11-30T09:00:00-08:00']],
		['from another place', '2026-11-26T18:00:00+01:00', [true, '2026-11-26T18:00:00-08:00']],
	])('%s', (_when, time, expected) => {
		expect(stateAt(hoursOf(weekdays), time)).toEqual(expected);
	});

	it('have a break', () => {
		const hours = hoursOf({
			thursday: [
				{ from: '13:00', to: '18:00' },
				{ from: '09:00', to: '12:00' },
			],
		});

		expect(stateAt(hours, '2026-11-26T10:00')).toEqual([true, '2026-11-26T12:00:00-08:00']);
		expect(stateAt(hours, '2026-11-26T12:30')).toEqual([false, '2026-11-26T13:00:00-08:00']);
		expect(stateAt(hours, '2026-11-26T19:00')).toEqual([false, '2026-12-03T09:00:00-08:00']);
	});

	it('go over midnight', () => {
		const hours = hoursOf({ thursday: [{ from: '22:00', to: '06:00' }] });

		expect(stateAt(hours, '2026-11-26T23:00')).toEqual([true, '2026-11-27T06:00:00-08:00']);
		expect(stateAt(hours, '2026-11-27T05:59')).toEqual([true, '2026-11-27T06:00:00-08:00']);
		expect(stateAt(hours, '2026-11-26T05:00')).toEqual([false, '2026-11-26T22:00:00-08:00']);
	});

	it('go from day to day without a gap', () => {
		const day = [{ from: '00:00', to: '00:00' }];
		const hours = hoursOf({ thursday: day, friday: [{ from: '00:00', to: '24:00' }] });

		expect(stateAt(hours, '2026-11-26T12:00')).toEqual([true, '2026-11-28T00:00:00-08:00']);
	});

	it('never end when every day is a whole one', () => {
		const day = [{ from: '00:00', to: '00:00' }];
		const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
		const hours = hoursOf(Object.fromEntries(names.map((name) => [name, day])));

		expect(stateAt(hours, '2026-11-26T12:00')).toEqual([true, null]);
	});

	it('follow the clock when it is set', () => {
		const hours = hoursOf({
			saturday: [{ from: '22:00', to: '00:00' }],
			sunday: [{ from: '00:00', to: '04:00' }],
		});

		// An hour less in spring, an hour more in autumn.
		expect(stateAt(hours, '2026-03-07T23:00')).toEqual([true, '2026-03-08T04:00:00-07:00']);
		expect(stateAt(hours, '2026-10-31T23:00')).toEqual([true, '2026-11-01T04:00:00-08:00']);
		expect(stateAt(hours, '2026-11-01T01:30:00-08:00')).toEqual([
			true,
			'2026-11-01T04:00:00-08:00',
		]);
	});

	it('begin at the same hour before and after the clock is set', () => {
		expect(stateAt(hoursOf(weekdays), '2026-03-07T12:00')).toEqual([
			false,
			'2026-03-09T09:00:00-07:00',
		]);
		expect(stateAt(hoursOf(weekdays), '2026-10-31T12:00')).toEqual([
			false,
			'2026-11-02T09:00:00-08:00',
		]);
	});

	it.each([
		['an empty schedule', {}],
		['a schedule without days', { weeklyRanges: {} }],
		['days without hours', { weeklyRanges: { monday: [] } }],
	])('are all hours with %s', (_what, schedule) => {
		expect(weeklyHoursOf(schedule)).toBe('always');
		expect(stateAt('always', '2026-11-29T03:00')).toEqual([true, null]);
	});

	it('may have seconds, and one digit for an hour', () => {
		expect(
			stateAt(hoursOf({ thursday: [{ from: '9:30:00', to: '18:45:00' }] }), '2026-11-26T09:29'),
		).toEqual([false, '2026-11-26T09:30:00-08:00']);
	});

	it("may be in minutes, as in RingCentral's examples", () => {
		expect(
			stateAt(hoursOf({ thursday: [{ from: '09:00', to: 1080 }] }), '2026-11-26T10:00'),
		).toEqual([true, '2026-11-26T18:00:00-08:00']);
	});

	it.each([
		[{ from: 'nine', to: '18:00' }],
		[{ from: '09:00' }],
		[{ from: '09:75', to: '10:00' }],
		[{ from: '09:60', to: '10:00' }],
		[{ from: '109:00', to: '10:00' }],
		[{ from: '09:000', to: '10:00' }],
		[{ from: 9.5, to: '18:00' }],
		[{ from: -60, to: '18:00' }],
		[{ from: '09:00', to: 1_441 }],
		['9-18'],
		[undefined],
		[{ from: '25:00', to: '26:00' }],
	])('are unknown when a time cannot be read: %j', (range) => {
		expect(weeklyHoursOf({ weeklyRanges: { ...weekdays, saturday: [range] } })).toBeUndefined();
	});
});

describe('dates of a rule', () => {
	const holiday = (range: unknown) => ({ type: 'Custom', schedule: { ranges: [range] } });

	it.each([
		['2026-12-24', { from: '2026-12-24' }],
		['without an end', { from: '2026-12-24', to: null }],
		['without a beginning', { to: '2026-12-24' }],
		['as a text', '2026-12-24'],
	])('cannot be read: %s', (_, range) => {
		expect(closuresOf([holiday(range)], LOS_ANGELES)).toEqual([]);
		expect(hasUnreadableDates([holiday(range)], LOS_ANGELES)).toBe(true);
		expect(hasUnreadableDates([{ ...holiday(range), enabled: false }], LOS_ANGELES)).toBe(false);
	});

	it('can be read, beside hours of the week', () => {
		const readable = holiday({ from: '2026-12-24', to: '2026-12-27' });

		expect(hasUnreadableDates([readable, { type: 'Custom' }], LOS_ANGELES)).toBe(false);
	});
});

describe("the company's rules", () => {
	it('close by hanging up; the others send calls elsewhere', () => {
		const schedule = { ranges: [{ from: '2026-12-24', to: '2026-12-27' }] };
		const rules = [
			{ name: 'Christmas', callHandlingAction: 'Disconnect', schedule },
			{ name: 'Emergency', callHandlingAction: 'Operator', schedule },
		];

		const { closures, diversions } = companyRulesOf(rules, LOS_ANGELES);

		expect(closures.map(({ name }) => name)).toEqual(['Christmas']);
		expect(diversions.map(({ name }) => name)).toEqual(['Emergency']);
	});
});

describe('a rule for dates', () => {
	const christmas = {
		type: 'Custom',
		name: 'Christmas',
		enabled: true,
		callHandlingAction: 'TakeMessagesOnly',
		schedule: { ranges: [{ from: '2026-12-24T12:00:00', to: '2026-12-27T00:00:00' }] },
	};

	it('closes within the business hours', () => {
		const hours = hoursOf(weekdays);

		expect(stateAt(hours, '2026-12-24T10:00', [christmas])).toEqual([
			true,
			'2026-12-24T12:00:00-08:00',
		]);
		expect(stateAt(hours, '2026-12-25T10:00', [christmas])).toEqual([
			false,
			'2026-12-28T09:00:00-08:00',
			'Christmas',
		]);
		expect(stateAt(hours, '2026-12-28T10:00', [christmas])).toEqual([
			true,
			'2026-12-28T18:00:00-08:00',
		]);
	});

	it('closes an otherwise always open company', () => {
		expect(stateAt('always', '2026-12-25T10:00', [christmas])).toEqual([
			false,
			'2026-12-27T00:00:00-08:00',
			'Christmas',
		]);
		expect(stateAt('always', '2026-12-01T10:00', [christmas])).toEqual([
			true,
			'2026-12-24T12:00:00-08:00',
		]);
	});

	it('may be long', () => {
		const closed = {
			...christmas,
			name: 'Renovation',
			schedule: { ranges: [{ from: '2026-12-01T00:00:00Z', to: '2027-03-01T00:00:00-0800' }] },
		};

		expect(stateAt(hoursOf(weekdays), '2026-12-02T10:00', [closed])).toEqual([
			false,
			'2027-03-01T09:00:00-08:00',
			'Renovation',
		]);
	});

	it.each([
		['is switched off', { enabled: false }],
		['is for some callers', { callers: [{ callerId: '+14155550177' }] }],
		['is for some numbers', { calledNumbers: [{ phoneNumber: '+14155550101' }] }],
		['rings people', { callHandlingAction: 'ForwardCalls' }],
		['is the one of the business hours', { type: 'BusinessHours' }],
		['is for days of the week', { schedule: { weeklyRanges: weekdays } }],
		['ends before it begins', { schedule: { ranges: [{ from: '2026-12-27', to: '2026-12-24' }] } }],
	])('does not close when it %s', (_what, change) => {
		expect(stateAt(hoursOf(weekdays), '2026-12-25T10:00', [{ ...christmas, ...change }])).toEqual([
			true,
			'2026-12-25T18:00:00-08:00',
		]);
	});
});
