/** How many calls of one caller count, in which time. */
interface Limit {
	calls: number;
	milliseconds: number;
}

/** Lets a caller's first calls through, and no further ones for a while. */
export class CallerLimit {
	readonly #limit: Limit;
	readonly #calls = new Map<string, Map<string, number>>();

	constructor(limit: Limit) {
		this.#limit = limit;
	}

	/**
	 * Whether an event of a call counts: all events of a call that was let through do.
	 *
	 * @param callerNumber undefined for a caller who is not known; those always count.
	 * @param now in milliseconds since the epoch.
	 */
	allows(callerNumber: string | undefined, callId: string, now: number): boolean {
		if (callerNumber === undefined) return true;
		const calls = this.#calls.get(callerNumber) ?? new Map<string, number>();
		this.#calls.set(callerNumber, calls);
		if (calls.has(callId)) return true;
		for (const [id, admittedAt] of calls) {
			if (admittedAt <= now - this.#limit.milliseconds) calls.delete(id);
		}
		if (calls.size >= this.#limit.calls) return false;
		calls.set(callId, now);
		return true;
	}
}
