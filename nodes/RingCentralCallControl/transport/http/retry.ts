import type { IHttpRequestMethods } from 'n8n-workflow';

/** What became of one attempt, as far as sending again is concerned. */
export interface Attempt {
	method: IHttpRequestMethods;
	/** How many attempts there were before this one. */
	earlierAttempts: number;
	/** HTTP status; 0 when no answer arrived. */
	statusCode: number;
}

const MOST_ATTEMPTS = 3;

const FIRST_PAUSE_MILLISECONDS = 1_000;

/**
 * How many milliseconds to pause before the same request is sent again; undefined: not at all.
 *
 * - 429: RingCentral refused before it acted, so any request may be repeated. No pause here, since
 *   the governor gives nobody a turn until the penalty is over.
 * - No answer, or 5xx: the request may have been carried out. Reading or deleting twice is
 *   harmless; a command twice is two calls, or a transfer of the wrong call.
 */
export function pauseBeforeNextAttempt(attempt: Attempt): number | undefined {
	if (attempt.earlierAttempts + 1 >= MOST_ATTEMPTS) return undefined;
	if (attempt.statusCode === 429) return 0;
	const isHarmless = attempt.method === 'GET' || attempt.method === 'DELETE';
	const isPassing = attempt.statusCode === 0 || attempt.statusCode >= 500;
	return isHarmless && isPassing
		? FIRST_PAUSE_MILLISECONDS * 2 ** attempt.earlierAttempts
		: undefined;
}
