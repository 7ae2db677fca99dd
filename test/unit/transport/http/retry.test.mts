import { pauseBeforeNextAttempt } from '../../../../nodes/RingCentralCallControl/transport/http/retry.ts';

describe('the pause before the same request is sent again, in milliseconds', () => {
	it.each([
		// A command that may have been carried out is never repeated.
		['POST', 0, 0, undefined],
		['POST', 500, 0, undefined],
		['POST', 503, 0, undefined],
		['PATCH', 502, 0, undefined],
		['PUT', 504, 0, undefined],
		// Reading and deleting twice is harmless.
		['GET', 0, 0, 1_000],
		['GET', 503, 1, 2_000],
		['DELETE', 500, 0, 1_000],
		// A request that was refused for the rate was not carried out; the governor makes it wait.
		['POST', 429, 0, 0],
		['PATCH', 429, 1, 0],
		['GET', 429, 0, 0],
		// A request that RingCentral has understood and refused stays refused.
		['GET', 400, 0, undefined],
		['GET', 403, 0, undefined],
		['GET', 404, 0, undefined],
		['POST', 409, 0, undefined],
		// Three attempts are enough.
		['GET', 503, 2, undefined],
		['POST', 429, 2, undefined],
	] as const)('%s answered with %s after %s attempts: %s', (method, statusCode, earlier, pause) => {
		expect(pauseBeforeNextAttempt({ method, statusCode, earlierAttempts: earlier })).toBe(pause);
	});

	it.each([
		['POST', undefined],
		['PATCH', undefined],
		['GET', 0],
		['DELETE', 0],
	] as const)('of %s while RingCentral works on the same request: %s', (method, pause) => {
		const attempt = { method, statusCode: 429, earlierAttempts: 0, isUnderWay: true } as const;

		expect(pauseBeforeNextAttempt(attempt)).toBe(pause);
	});

	it('is the usual one for a command that was certainly not carried out', () => {
		const attempt = { method: 'POST', statusCode: 0, earlierAttempts: 0 } as const;

		expect(pauseBeforeNextAttempt({ ...attempt, wasCarriedOut: false })).toBe(1_000);
	});

	it('is missing where another attempt would end the same way', () => {
		const attempt = { method: 'GET', statusCode: 0, earlierAttempts: 0 } as const;

		expect(pauseBeforeNextAttempt({ ...attempt, isFinal: true })).toBeUndefined();
	});
});
