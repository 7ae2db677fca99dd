import type { RunningSimulator } from './simulator.mts';

/** A request to RingCentral's API, in the simulator's log. */
export interface LoggedRequest {
	/** When it arrived, in milliseconds since the epoch. */
	at: number;
	method: string;
	path: string;
	/** null when the connection was dropped instead of answered. */
	status: number | null;
	authorization: 'bearer' | 'basic' | 'none';
	query?: unknown;
	body?: unknown;
}

/** The requests since the simulator's log was emptied, in order. */
export async function loggedRequests({ control }: RunningSimulator): Promise<LoggedRequest[]> {
	const { data } = await control.get<LoggedRequest[]>('/requests');
	return data;
}

/** The bodies of the successful commands to calls, in order; null where there is none. */
export async function carriedOut(simulator: RunningSimulator): Promise<unknown[]> {
	const requests = await loggedRequests(simulator);
	return (
		requests
			.filter(({ method, path, status }) => {
				const isCarriedOut = status !== null && status >= 200 && status < 300;
				return isCarriedOut && method !== 'GET' && path.includes('/telephony/');
			})
			// `toEqual` would take a list of undefined for an empty one.
			.map(({ body }) => body ?? null)
	);
}

/** The requests in short, e.g. "POST hold 200", without those for a token and without status 401. */
export async function callRequestLines(simulator: RunningSimulator): Promise<string[]> {
	const lines = await requestLines(simulator);
	return lines.filter((line) => !/ token \d+$| 401$/.test(line));
}

/** All requests in short. */
export async function requestLines(simulator: RunningSimulator): Promise<string[]> {
	const requests = await loggedRequests(simulator);
	return requests.map(
		({ method, path, status }) => `${method} ${path.split('/').at(-1)} ${status ?? 'no answer'}`,
	);
}
