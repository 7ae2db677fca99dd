import type { CallRecord, SessionRecord } from './callRecord';
import { SETTLING_MILLISECONDS } from './openQuestions';
import { DeadlineQueue, type DeadlineEntry } from '../order/deadlineQueue';

/** Ends that wait equally long. */
interface Pause {
	readonly milliseconds: number;
	readonly queue: DeadlineQueue<UnconfirmedEnd>;
}

interface UnconfirmedEnd extends DeadlineEntry {
	readonly session: SessionRecord;
	/** When the end became unconfirmed, in milliseconds since the epoch. */
	readonly since: number;
	requestCount: number;
	state: 'pending' | 'ready' | 'waiting';
}

/**
 * Pauses before the first requests, in milliseconds. Legs end some 10 milliseconds after one another,
 * and an answer in between would still list a party. A call that goes on elsewhere ends soon, or lasts.
 */
const FIRST_PAUSES: readonly number[] = [SETTLING_MILLISECONDS, 30_000, 120_000];

/** Pause before each further request, in milliseconds. */
const FURTHER_PAUSE = 600_000;

/** How long to repeat requests about an unchanged session. */
const LONGEST_MILLISECONDS = 4 * 3_600_000;

/** Telephony sessions with an unconfirmed end: a party may be left. */
export class UnconfirmedEnds {
	readonly #furtherPause = newPause(FURTHER_PAUSE);
	readonly #pauses = [...FIRST_PAUSES.map(newPause), this.#furtherPause];
	readonly #ends = new WeakMap<SessionRecord, UnconfirmedEnd>();
	readonly #ready = new Set<UnconfirmedEnd>();

	/**
	 * Adds the sessions of a call that a party has left.
	 *
	 * @param now in milliseconds since the epoch.
	 */
	add(call: CallRecord, now: number): void {
		for (const session of call.sessions) {
			if (!this.#isNew(session)) continue;
			this.drop(session);
			this.#wait(newEnd(session, now), now);
		}
	}

	/**
	 * Adds the sessions of a call without a first pause, because the end is not recent.
	 *
	 * @param now in milliseconds since the epoch.
	 */
	addAtOnce(call: CallRecord, now: number): void {
		for (const session of call.sessions) {
			if (!this.#isNew(session)) continue;
			this.drop(session);
			this.#makeReady(newEnd(session, now));
		}
	}

	/** Removes a session: a party was seen in it, or it is certainly over. */
	drop(session: SessionRecord): void {
		const end = this.#ends.get(session);
		if (end === undefined) return;
		end.isSettled = true;
		this.#ends.delete(session);
		this.#ready.delete(end);
	}

	/** @param now in milliseconds since the epoch. */
	due(now: number): void {
		for (const { queue } of this.#pauses) {
			for (let end = queue.takeDue(now); end; end = queue.takeDue(now)) this.#makeReady(end);
		}
	}

	get nextDue(): number | undefined {
		let first: number | undefined;
		for (const { queue } of this.#pauses) {
			const { nextDue } = queue;
			if (nextDue !== undefined && (first === undefined || nextDue < first)) first = nextDue;
		}
		return first;
	}

	/** @returns IDs of the telephony sessions to ask RingCentral about, each once until an answer. */
	take(): string[] {
		if (this.#ready.size === 0) return [];
		const ends = [...this.#ready];
		this.#ready.clear();
		for (const end of ends) {
			end.state = 'pending';
			end.requestCount += 1;
		}
		return ends.map(({ session }) => session.telephonySessionId);
	}

	/** Whether a request about a session is due or in flight, or the first one is still to come. */
	isOpen(session: SessionRecord): boolean {
		const end = this.#ends.get(session);
		return end !== undefined && (end.state !== 'waiting' || end.requestCount === 0);
	}

	/** Whether a request about a session is in flight. */
	isPending(session: SessionRecord): boolean {
		return this.#ends.get(session)?.state === 'pending';
	}

	/**
	 * Plans another request, unless the end has been unconfirmed for too long.
	 *
	 * @param now in milliseconds since the epoch.
	 * @returns whether another request follows.
	 */
	requestLater(session: SessionRecord, now: number): boolean {
		const end = this.#ends.get(session);
		if (end === undefined) return false;
		this.#wait(end, now);
		if (end.dueAt - end.since <= LONGEST_MILLISECONDS) return true;
		this.drop(session);
		return false;
	}

	/** Whether the end is not listed yet, or waits for a repeated request only. */
	#isNew(session: SessionRecord): boolean {
		if (session.isConcluded) return false;
		const end = this.#ends.get(session);
		return end === undefined || (end.state === 'waiting' && end.requestCount > 0);
	}

	#wait(end: UnconfirmedEnd, now: number): void {
		const { milliseconds, queue } = this.#pauses[end.requestCount] ?? this.#furtherPause;
		end.state = 'waiting';
		end.dueAt = now + milliseconds;
		this.#ends.set(end.session, end);
		queue.add(end);
	}

	#makeReady(end: UnconfirmedEnd): void {
		end.state = 'ready';
		this.#ends.set(end.session, end);
		this.#ready.add(end);
	}
}

function newEnd(session: SessionRecord, since: number): UnconfirmedEnd {
	return { session, since, dueAt: since, requestCount: 0, isSettled: false, state: 'waiting' };
}

function newPause(milliseconds: number): Pause {
	return { milliseconds, queue: new DeadlineQueue<UnconfirmedEnd>(milliseconds) };
}
