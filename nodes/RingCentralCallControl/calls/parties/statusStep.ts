import type { StatusCode } from '../events/statusCode';

const CONNECTED: readonly StatusCode[] = ['Answered', 'Hold', 'Parked'];

/**
 * The statuses that can follow each status without a late notification in between. A menu's leg
 * goes from `Setup` to `Answered` or leaves at once, as if `Proceeding` were late. An end never
 * follows directly and can wait: after it, a late answer, for instance, no longer counts.
 */
const NEXT: Partial<Record<StatusCode, readonly StatusCode[]>> = {
	Setup: ['Setup', 'Proceeding'],
	Proceeding: ['Proceeding', ...CONNECTED],
	Answered: CONNECTED,
	Hold: CONNECTED,
	Parked: CONNECTED,
};

/** Whether a leg with this status rings, or is about to. */
export function isUnanswered(code: StatusCode | undefined): boolean {
	return code === 'Setup' || code === 'Proceeding';
}

/** Whether a party that was not seen before can begin with this status. */
export function isBeginning(code: StatusCode | undefined, reason: string | undefined): boolean {
	// An unknown status cannot be judged.
	return code === undefined || isUnanswered(code) || reason === 'Pickup';
}

/**
 * Whether one status can follow the other without a missing notification in between. Unknown
 * statuses always can.
 */
export function followsDirectly(
	before: StatusCode | undefined,
	after: StatusCode | undefined,
): boolean {
	if (before === undefined || after === undefined) return true;
	const next = NEXT[before];
	return next === undefined ? after !== 'Setup' : next.includes(after);
}
