import type { IHttpRequestMethods } from 'n8n-workflow';

/** The result of one attempt, as far as a retry depends on it. */
export interface FinishedAttempt {
	method: IHttpRequestMethods;
	/** Number of attempts before this one. */
	earlierAttempts: number;
	/** HTTP status; 0 when RingCentral gave no answer. */
	statusCode: number;
	/** Whether an immediate retry would end the same way. */
	isFinal?: boolean;
	/** false: known not to have been carried out. */
	wasCarriedOut?: false;
	/** Whether RingCentral still works on the same request, sent by another execution. */
	isUnderWay?: boolean;
}

const MOST_ATTEMPTS = 3;

const FIRST_PAUSE_MILLISECONDS = 1_000;

/**
 * Milliseconds to pause before the same request is sent again; undefined: do not repeat it.
 *
 * - 429: RingCentral refused before it acted, so any request may be repeated. No pause here, since
 *   the governor gives no turn until the penalty is over. A command that is under way is an exception:
 *   it would be carried out twice.
 * - No answer, or 5xx: the request may have been carried out. Reading or deleting twice is
 *   harmless; a command twice is two calls, or a transfer of the wrong call.
 * - Refused because the sign-in had expired and could not be renewed: any request may be repeated.
 */
export function pauseBeforeNextAttempt(attempt: FinishedAttempt): number | undefined {
	const { method, earlierAttempts, statusCode, isFinal = false, wasCarriedOut } = attempt;
	if (isFinal || earlierAttempts + 1 >= MOST_ATTEMPTS) return undefined;
	const isHarmless = method === 'GET' || method === 'DELETE' || wasCarriedOut === false;
	if (statusCode === 429) return attempt.isUnderWay === true && !isHarmless ? undefined : 0;
	const isPassing = statusCode === 0 || statusCode >= 500;
	return isHarmless && isPassing ? FIRST_PAUSE_MILLISECONDS * 2 ** earlierAttempts : undefined;
}
