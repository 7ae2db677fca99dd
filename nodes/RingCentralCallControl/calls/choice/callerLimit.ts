import { callDirectionOf, type Party } from '../events/notification';
import { RecentlyUsed } from '../events/recentlyUsed';

/** Callers beyond this are forgotten, those first whose last call is longest ago. */
const MOST_CALLERS = 10_000;

/** How many calls of one caller count, in which time. */
interface Limit {
	calls: number;
	milliseconds: number;
}

/**
 * Lets a caller's first calls through, and further ones only when those are long enough ago. That
 * keeps a workflow quiet when a caller tries again and again.
 */
export class CallerLimit {
	readonly #limit: Limit;
	/** When each call of a caller was let through, by call, the oldest first. */
	readonly #callers: RecentlyUsed<Map<string, number>>;
	/** Calls that were let through or not, whose further events are treated alike. */
	readonly #decided = new RecentlyUsed<boolean>({ capacity: 10_000, milliseconds: 86_400_000 });

	constructor(limit: Limit) {
		this.#limit = limit;
		this.#callers = new RecentlyUsed({
			capacity: MOST_CALLERS,
			milliseconds: limit.milliseconds,
		});
	}

	/**
	 * Whether an event of a call counts: all events of a call that was let through do.
	 *
	 * @param callerNumber undefined when there is none: then the event counts, unless its call does not.
	 * @param now in milliseconds since the epoch.
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

/** The caller's number in a call to the company; a call that an extension makes has none. */
export function callerNumberOf(party: Party): string | undefined {
	return callDirectionOf(party) === 'Inbound' ? party.from.phoneNumber : undefined;
}

/** Who hides the number has none, or a word like "anonymous". */
function isAnonymous(callerNumber: string): boolean {
	const first = callerNumber.charAt(0);
	return first !== '+' && first !== '*' && !(first >= '0' && first <= '9');
}
