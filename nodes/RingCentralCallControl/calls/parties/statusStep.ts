import type { StatusCode } from '../events/statusCode';

const CONNECTED: readonly StatusCode[] = ['Answered', 'Hold', 'Parked'];

/**
 * The next statuses after each, when no notification in between is late. A menu's leg goes from
 * `Setup` to `Answered` or leaves at once, which looks as if `Proceeding` were late. An end can wait: a
 * late notification after it, of an answer for instance, counts no more.
 */
const NEXT: Partial<Record<StatusCode, readonly StatusCode[]>> = {
	Setup: ['Setup', 'Proceeding'],
	Proceeding: ['Proceeding', ...CONNECTED],
	Answered: CONNECTED,
	Hold: CONNECTED,
	Parked: CONNECTED,
};

/** Whether a party that was not seen before can begin like this. */
export function isBeginning(code: StatusCode | undefined, reason: string | undefined): boolean {
	// An unknown status cannot be judged.
	return code === undefined || code === 'Setup' || code === 'Proceeding' || reason === 'Pickup';
}

/** Whether a party's status comes right after the other one, as far as statuses can tell. */
export function followsDirectly(
	before: StatusCode | undefined,
	after: StatusCode | undefined,
): boolean {
	if (before === undefined || after === undefined) return true;
	const next = NEXT[before];
	return next === undefined ? after !== 'Setup' : next.includes(after);
}
