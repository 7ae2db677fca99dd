import type { CallRecord, SessionRecord } from './callRecord';
import { SETTLING_MILLISECONDS } from './openQuestions';
import { WaitingLine, type Waiting } from '../order/waitingLine';

/** What waits in a line waits equally long. */
interface Pause {
	readonly milliseconds: number;
	readonly line: WaitingLine<Doubt>;
}

interface Doubt extends Waiting {
	readonly session: SessionRecord;
	/** When it came up, in milliseconds since the epoch. */
	readonly since: number;
	timesAsked: number;
	state: 'asked' | 'ready' | 'waiting';
}

/**
 * How long to wait before each of the first questions, in milliseconds. Legs end some 10 milliseconds
 * after one another, and asked in between RingCentral would say that somebody is left. A call that
 * goes on elsewhere ends soon, or lasts.
 */
const FIRST_PAUSES: readonly number[] = [SETTLING_MILLISECONDS, 30_000, 120_000];

/** The same, before each further one. */
const FURTHER_PAUSE = 600_000;

/** For how long to ask about a session in which nothing happens. */
const LONGEST_DOUBT_MILLISECONDS = 4 * 3_600_000;

/** Telephony sessions of which it is not known whether somebody is left. */
export class CallsInDoubt {
	readonly #furtherPause = newPause(FURTHER_PAUSE);
	readonly #pauses = [...FIRST_PAUSES.map(newPause), this.#furtherPause];
	readonly #doubts = new WeakMap<SessionRecord, Doubt>();
	readonly #ready = new Set<Doubt>();

	/**
	 * Somebody has left.
	 *
	 * @param now in milliseconds since the epoch.
	 */
	add(call: CallRecord, now: number): void {
		for (const session of call.sessions) {
			if (!this.#isNew(session)) continue;
			this.drop(session);
			this.#wait(newDoubt(session, now), now);
		}
	}

	/**
	 * For what has been so for a while.
	 *
	 * @param now in milliseconds since the epoch.
	 */
	addAtOnce(call: CallRecord, now: number): void {
		for (const session of call.sessions) {
			if (!this.#isNew(session)) continue;
			this.drop(session);
			this.#makeReady(newDoubt(session, now));
		}
	}

	/** Somebody was seen in it, or it is known to be over. */
	drop(session: SessionRecord): void {
		const doubt = this.#doubts.get(session);
		if (doubt === undefined) return;
		doubt.isSettled = true;
		this.#doubts.delete(session);
		this.#ready.delete(doubt);
	}

	/** @param now in milliseconds since the epoch. */
	due(now: number): void {
		for (const { line } of this.#pauses) {
			for (let doubt = line.takeDue(now); doubt; doubt = line.takeDue(now)) this.#makeReady(doubt);
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
		const doubts = [...this.#ready];
		this.#ready.clear();
		for (const doubt of doubts) {
			doubt.state = 'asked';
			doubt.timesAsked += 1;
		}
		return doubts.map(({ session }) => session.telephonySessionId);
	}

	/** Whether RingCentral's answer about it is waited for. */
	isAsked(session: SessionRecord): boolean {
		return this.#doubts.get(session)?.state === 'asked';
	}

	/**
	 * Asks later once more, unless that has been so for too long.
	 *
	 * @param now in milliseconds since the epoch.
	 * @returns whether it will be asked about.
	 */
	askLater(session: SessionRecord, now: number): boolean {
		const doubt = this.#doubts.get(session);
		if (doubt === undefined) return false;
		this.#wait(doubt, now);
		if (doubt.dueAt - doubt.since <= LONGEST_DOUBT_MILLISECONDS) return true;
		this.drop(session);
		return false;
	}

	/** Whether nobody has doubted it, or RingCentral is only asked again after a while. */
	#isNew(session: SessionRecord): boolean {
		if (session.isConcluded) return false;
		const doubt = this.#doubts.get(session);
		return doubt === undefined || (doubt.state === 'waiting' && doubt.timesAsked > 0);
	}

	#wait(doubt: Doubt, now: number): void {
		const { milliseconds, line } = this.#pauses[doubt.timesAsked] ?? this.#furtherPause;
		doubt.state = 'waiting';
		doubt.dueAt = now + milliseconds;
		this.#doubts.set(doubt.session, doubt);
		line.add(doubt);
	}

	#makeReady(doubt: Doubt): void {
		doubt.state = 'ready';
		this.#doubts.set(doubt.session, doubt);
		this.#ready.add(doubt);
	}
}

function newDoubt(session: SessionRecord, since: number): Doubt {
	return { session, since, dueAt: since, timesAsked: 0, isSettled: false, state: 'waiting' };
}

function newPause(milliseconds: number): Pause {
	return { milliseconds, line: new WaitingLine<Doubt>() };
}
