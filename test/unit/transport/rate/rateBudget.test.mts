import {
	hasRateLimit,
	RateBudget,
	refusedWait,
} from '../../../../nodes/RingCentralCallControl/transport/rate/rateBudget.ts';

const noHeaders = {};

/** The headers of an answer with so many requests remaining. */
function headers(limit: number, remaining: number, windowSeconds = 60) {
	return {
		'x-rate-limit-group': 'light',
		'x-rate-limit-limit': String(limit),
		'x-rate-limit-remaining': String(remaining),
		'x-rate-limit-window': String(windowSeconds),
	};
}

/** A budget of so many requests a minute, after answers at these times. */
function budgetAfter(limit: number, answersAt: number[]): RateBudget {
	const budget = new RateBudget(limit);
	for (const at of answersAt) {
		budget.sent();
		budget.answered(at, noHeaders, at);
	}
	return budget;
}

describe('within the limit', () => {
	it('no request has to wait', () => {
		expect(budgetAfter(3, [0, 10]).waitAt(20)).toBe(0);
	});

	it('requests in flight count too, for an unknown time', () => {
		const budget = budgetAfter(2, []);
		budget.sent();
		budget.sent();

		expect(budget.waitAt(0)).toBeUndefined();
	});

	it('a request may go while an earlier one is in flight', () => {
		const budget = budgetAfter(2, []);
		budget.sent();

		expect(budget.waitAt(0)).toBe(0);
	});
});

describe('at the limit', () => {
	it('the next request waits until the oldest has left the window', () => {
		const budget = budgetAfter(3, [100, 200, 300]);

		expect(budget.waitAt(1_000)).toBe(59_100);
		expect(budget.waitAt(60_099)).toBe(1);
		expect(budget.waitAt(60_100)).toBe(0);
	});

	it('each that leaves the window makes room for one', () => {
		const budget = budgetAfter(2, [0, 500]);
		expect(budget.waitAt(60_000)).toBe(0);
		budget.sent();

		expect(budget.waitAt(60_000)).toBe(500);
	});
});

describe("RingCentral's own figures", () => {
	it('include the limit of this app', () => {
		const budget = new RateBudget(50);
		budget.sent();
		budget.answered(0, headers(2, 1), 0);
		expect(budget.waitAt(0)).toBe(0);
		budget.sent();
		budget.answered(10, headers(2, 0), 10);

		expect(budget.waitAt(10)).toBe(59_990);
	});

	it('include the length of the window', () => {
		const budget = new RateBudget(50);
		budget.sent();
		budget.answered(0, headers(1, 0, 10), 0);

		expect(budget.waitAt(0)).toBe(10_000);
	});

	it('include the requests of other processes with the same app and user', () => {
		const budget = new RateBudget(50);
		budget.sent();
		budget.answered(5_000, headers(50, 0), 5_000);

		expect(budget.waitAt(6_000)).toBe(59_000);
	});

	it("do not count requests that left the window meanwhile as others' requests", () => {
		const budget = budgetAfter(3, [0, 5_000]);
		budget.sent();
		// RingCentral has counted three when it answered; the first has left the window since then.
		budget.answered(60_050, headers(3, 0), 59_950);

		expect(budget.waitAt(60_050)).toBe(0);
	});

	it("do not count requests in flight as others' requests", () => {
		const budget = new RateBudget(3);
		budget.sent();
		budget.sent();
		// RingCentral has counted both.
		budget.answered(0, headers(3, 1), 0);

		expect(budget.waitAt(0)).toBe(0);
	});

	it('allow more requests when the limit is higher than usual', () => {
		const budget = budgetAfter(1, []);
		budget.sent();
		budget.answered(0, headers(1_000, 999), 0);

		expect(budget.waitAt(0)).toBe(0);
	});

	it.each([
		['nothing', {}],
		['a limit of none', { 'x-rate-limit-limit': '0', 'x-rate-limit-remaining': 'many' }],
		['a window of no length', { 'x-rate-limit-window': '-1' }],
		['a window below a second', headers(1, 0, 0.5)],
		['a window beyond five minutes', headers(1, 0, 301)],
		['a limit beyond any', headers(100_001, 0)],
		['more remaining than any limit', headers(1, 100_001)],
		['half a request', headers(1.5, 0)],
	])('are ignored when they are %s', (_what, unusable) => {
		const budget = new RateBudget(2);
		budget.sent();
		budget.answered(0, unusable, 0);
		expect(budget.waitAt(0)).toBe(0);
		budget.sent();
		budget.answered(0, unusable, 0);

		expect(budget.waitAt(0)).toBe(60_000);
	});
});

describe('after a refusal', () => {
	function refused(retryAfter?: string): RateBudget {
		const budget = new RateBudget(50);
		budget.sent();
		budget.refused(1_000, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
		return budget;
	}

	it.each([
		['30', 30_000],
		['0', 0],
		[undefined, 60_000],
		['soon', 60_000],
		['-1', 60_000],
		['300', 300_000],
		['301', 60_000],
	])('with Retry-After %s all requests wait %s milliseconds', (retryAfter, wait) => {
		expect(refused(retryAfter).waitAt(1_000)).toBe(wait);
	});

	it('Retry-After may be a date', () => {
		const wait = refused(new Date(Date.now() + 45_000).toUTCString()).waitAt(1_000);

		expect(wait).toBeGreaterThan(40_000);
		expect(wait).toBeLessThanOrEqual(45_000);
	});

	it('a date that has passed does not count', () => {
		expect(refused('Fri, 13 Nov 2026 09:00:00 GMT').waitAt(1_000)).toBe(60_000);
	});

	it('the limit in the refusal counts', () => {
		const budget = new RateBudget(50);
		budget.sent();
		budget.refused(0, { ...headers(1, 0), 'retry-after': '0' });
		budget.sent();
		budget.answered(0, noHeaders, 0);

		expect(budget.waitAt(0)).toBe(60_000);
	});

	it('one request tries whether it is over, and the others wait for its answer', () => {
		const budget = refused('30');
		expect(budget.waitAt(31_000)).toBe(0);
		budget.sent();
		expect(budget.waitAt(31_000)).toBeUndefined();

		budget.answered(31_100, noHeaders, 31_100);

		expect(budget.waitAt(31_100)).toBe(0);
		budget.sent();
		expect(budget.waitAt(31_100)).toBe(0);
	});

	it('the penalty starts again when that one is refused', () => {
		const budget = refused('30');
		budget.sent();
		budget.refused(31_000, { 'retry-after': '30' });

		expect(budget.waitAt(31_000)).toBe(30_000);
	});

	it('answers to earlier requests do not end the penalty', () => {
		const budget = new RateBudget(50);
		budget.sent();
		budget.sent();
		budget.refused(1_000, { 'retry-after': '30' });
		budget.answered(1_001, noHeaders, 1_001);
		expect(budget.waitAt(1_001)).toBe(29_999);
		budget.sent();

		expect(budget.waitAt(31_000)).toBeUndefined();
	});

	it('a shorter penalty does not shorten a longer one', () => {
		const budget = refused('30');
		budget.penalize(1_000, { 'retry-after': '1' });

		expect(budget.waitAt(1_000)).toBe(30_000);
	});
});

it.each([
	[headers(50, 0), true],
	[{ 'retry-after': '30' }, false],
	[{ 'x-rate-limit-limit': 'many' }, false],
])('whether the limit of a group is in %j: %p', (received, expected) => {
	expect(hasRateLimit(received)).toBe(expected);
});

it.each([
	['301', 301],
	['300', undefined],
	['soon', undefined],
	[undefined, undefined],
])('no request waits for a Retry-After of %s: it is refused for %p seconds', (text, seconds) => {
	expect(refusedWait({ 'retry-after': text })).toBe(seconds);
});
