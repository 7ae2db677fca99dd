import type { RunningSimulator } from './simulator.mts';

/** A header that RingCentral puts on each of its answers, and other servers do not. */
export const ringCentralHeaders = { RCRequestId: 'a8e3b6a2-0000-4000-8000-000000000001' };

/**
 * Lets the simulator answer the next request to a path with this body instead of its own, as accepted by RingCentral.
 *
 * @param path a regular expression, e.g. "/forward$".
 * @param times the number of requests that get this answer.
 */
export async function answerNext(
	{ control }: RunningSimulator,
	path: string,
	body: object,
	times = 1,
): Promise<void> {
	await control.post('/faults', { path, status: 200, body, headers: ringCentralHeaders, times });
}

/**
 * Lets the simulator refuse the next request to a path, because there were too many.
 *
 * @param retryAfter RingCentral's header; left out, the answer has none.
 */
export async function refuseForRate(
	{ control }: RunningSimulator,
	path: string,
	retryAfter?: string,
): Promise<void> {
	await control.post('/faults', {
		path,
		status: 429,
		headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
		body: { errorCode: 'CMN-301', message: 'Request rate exceeded' },
	});
}
