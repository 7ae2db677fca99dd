import { callDirectionOf, type Party } from '../events/party';
import { RecentlyUsed } from '../events/recentlyUsed';

/** Beyond this many callers, the least recent one is forgotten. */
const MOST_CALLERS = 10_000;

/** The number of calls of one caller that count within a period. */
interface Limit {
	calls: number;
	milliseconds: number;
}

/**
 * Lets through a limited number of calls of one caller within a period, so that repeated attempts
 * do not start a workflow each time.
 */
export class CallerLimit {
	readonly #limit: Limit;
	/** For each caller, the time of each call that was let through, by call ID, the oldest first. */
	readonly #callers: RecentlyUsed<Map<string, number>>;
	/** The decision for each call, which also applies to its later events. */
	readonly #decided = new RecentlyUsed<boolean>({ capacity: 10_000, milliseconds: 86_400_000 });

	constructor(limit: Limit) {
		this.#limit = limit;
		this.#callers = new RecentlyUsed({
			capacity: MOST_CALLERS,
			milliseconds: limit.milliseconds,
		});
	}

	/**
	 * Whether an event may start the workflow. The decision for a call applies to all its events.
	 *
	 * @param callerNumber undefined for a call without one: its events count, unless the call was
	 * turned away before.
	 * @param now in milliseconds of the monotonic clock.
	 */
	allows(callerNumber: string | undefined, callId: string, now: number): boolean {
		const decided = this.#decided.get(callId, now);
		if (decided !== undefined) return decided;
		if (callerNumber === undefined || isAnonymous(callerNumber)) return true;
		const isAllowed = this.#admits(callerNumber, callId, now);
		this.#decided.set(callId, isAllowed, now);
		return isAllowed;
	}

	#admits(callerNumber: string, callId: string, now: number): boolean {
		const { calls, milliseconds } = this.#limit;
		const admitted = this.#callers.get(callerNumber, now) ?? new Map<string, number>();
		for (const [oldest, admittedAt] of admitted) {
			if (now - admittedAt < milliseconds) break;
			admitted.delete(oldest);
		}
		if (admitted.size >= calls) return false;
		admitted.set(callId, now);
		this.#callers.set(callerNumber, admitted, now);
		return true;
	}
}

/** The caller's number of an incoming call; undefined for an outgoing call. */
export function callerNumberOf(party: Party): string | undefined {
	return callDirectionOf(party) === 'Inbound' ? party.from.phoneNumber : undefined;
}

/** A hidden number is missing, or replaced by a word such as "anonymous". */
function isAnonymous(callerNumber: string): boolean {
	const first = callerNumber.charAt(0);
	return first !== '+' && first !== '*' && !(first >= '0' && first <= '9');
}
