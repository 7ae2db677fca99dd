import { waitBeforeNextAttempt } from '../../../nodes/RingCentralCallControl/transport/retry.ts';

describe('the wait before the same request is sent again, in milliseconds', () => {
	it.each([
		// A command that may have been carried out is never repeated.
		['POST', 0, undefined, 0, undefined],
		['POST', 500, undefined, 0, undefined],
		['POST', 503, '1', 0, undefined],
		['PATCH', 502, undefined, 0, undefined],
		['PUT', 504, undefined, 0, undefined],
		// Reading and deleting twice is harmless.
		['GET', 0, undefined, 0, 1_000],
		['GET', 503, undefined, 1, 2_000],
		['DELETE', 500, undefined, 0, 1_000],
		// A request that was refused for the rate was not carried out.
		['POST', 429, '3', 0, 3_000],
		['PATCH', 429, '0', 1, 0],
		['GET', 429, undefined, 0, 60_000],
		['POST', 429, 'soon', 0, 60_000],
		['POST', 429, '-1', 0, 60_000],
		// What RingCentral has understood and refused stays refused.
		['GET', 400, undefined, 0, undefined],
		['GET', 403, undefined, 0, undefined],
		['GET', 404, undefined, 0, undefined],
		['POST', 409, '1', 0, undefined],
		// Three attempts are enough.
		['GET', 503, undefined, 2, undefined],
		['POST', 429, '1', 2, undefined],
	] as const)(
		'%s answered with %s and Retry-After %s after %s attempts: %s',
		(method, statusCode, retryAfter, earlierAttempts, wait) => {
			expect(waitBeforeNextAttempt({ method, statusCode, retryAfter, earlierAttempts })).toBe(wait);
		},
	);
});
