import type { CallRecord, SessionRecord } from './callRecord';
import { SETTLING_MILLISECONDS } from './openQuestions';
import { WaitingLine, type Waiting } from '../order/waitingLine';

/** The ends in one line wait equally long. */
interface Pause {
	readonly milliseconds: number;
	readonly line: WaitingLine<UnconfirmedEnd>;
}

interface UnconfirmedEnd extends Waiting {
	readonly session: SessionRecord;
	/** When it came up, in milliseconds since the epoch. */
	readonly since: number;
	timesAsked: number;
	state: 'pending' | 'ready' | 'waiting';
}

/**
 * How long to wait before each of the first questions, in milliseconds. Legs end some 10 milliseconds
 * after one another, and asked in between RingCentral would say that a party is left. A call that
 * goes on elsewhere ends soon, or lasts.
 */
const FIRST_PAUSES: readonly number[] = [SETTLING_MILLISECONDS, 30_000, 120_000];

/** The same, before each further one. */
const FURTHER_PAUSE = 600_000;

/** For how long to ask about a session in which nothing changes. */
const LONGEST_MILLISECONDS = 4 * 3_600_000;

/** Telephony sessions whose end is not confirmed: it is not known whether a party is left. */
export class UnconfirmedEnds {
	readonly #furtherPause = newPause(FURTHER_PAUSE);
	readonly #pauses = [...FIRST_PAUSES.map(newPause), this.#furtherPause];
	readonly #ends = new WeakMap<SessionRecord, UnconfirmedEnd>();
	readonly #ready = new Set<UnconfirmedEnd>();

	/**
	 * A party has left.
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
	 * The same, where it was so for a while.
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

	/** A party was seen in it, or it is known to be over. */
	drop(session: SessionRecord): void {
		const end = this.#ends.get(session);
		if (end === undefined) return;
		end.isSettled = true;
		this.#ends.delete(session);
		this.#ready.delete(end);
	}

	/** @param now in milliseconds since the epoch. */
	due(now: number): void {
		for (const { line } of this.#pauses) {
			for (let end = line.takeDue(now); end; end = line.takeDue(now)) this.#makeReady(end);
		}
	}

	get nextDue(): number | undefined {
		let first: number | undefined;
		for (const { line } of this.#pauses) {
			const { nextDue } = line;
			if (nextDue !== undefined && (first === undefined || nextDue < first)) first = nextDue;
		}
		return first;
	}

	/** @returns the telephony sessions to ask about, each once until there is an answer. */
	take(): string[] {
		if (this.#ready.size === 0) return [];
		const ends = [...this.#ready];
		this.#ready.clear();
		for (const end of ends) {
			end.state = 'pending';
			end.timesAsked += 1;
		}
		return ends.map(({ session }) => session.telephonySessionId);
	}

	/** Whether RingCentral is asked for the first time, now or in a moment. */
	isUndecided(session: SessionRecord): boolean {
		const end = this.#ends.get(session);
		return end !== undefined && (end.state !== 'waiting' || end.timesAsked === 0);
	}

	/** Whether RingCentral was asked and has not answered yet. */
	isPending(session: SessionRecord): boolean {
		return this.#ends.get(session)?.state === 'pending';
	}

	/**
	 * Asks later once more, unless that has been so for too long.
	 *
	 * @param now in milliseconds since the epoch.
	 * @returns whether it will be asked about.
	 */
	askLater(session: SessionRecord, now: number): boolean {
		const end = this.#ends.get(session);
		if (end === undefined) return false;
		this.#wait(end, now);
		if (end.dueAt - end.since <= LONGEST_MILLISECONDS) return true;
		this.drop(session);
		return false;
	}

	/** Whether it is not in doubt yet, or RingCentral is only asked again after a while. */
	#isNew(session: SessionRecord): boolean {
		if (session.isConcluded) return false;
		const end = this.#ends.get(session);
		return end === undefined || (end.state === 'waiting' && end.timesAsked > 0);
	}

	#wait(end: UnconfirmedEnd, now: number): void {
		const { milliseconds, line } = this.#pauses[end.timesAsked] ?? this.#furtherPause;
		end.state = 'waiting';
		end.dueAt = now + milliseconds;
		this.#ends.set(end.session, end);
		line.add(end);
	}

	#makeReady(end: UnconfirmedEnd): void {
		end.state = 'ready';
		this.#ends.set(end.session, end);
		this.#ready.add(end);
	}
}

function newEnd(session: SessionRecord, since: number): UnconfirmedEnd {
	return { session, since, dueAt: since, timesAsked: 0, isSettled: false, state: 'waiting' };
}

function newPause(milliseconds: number): Pause {
	return { milliseconds, line: new WaitingLine<UnconfirmedEnd>() };
}
