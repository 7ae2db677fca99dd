import type { CallRecord, SessionRecord } from './callRecord';
import { SETTLING_MILLISECONDS } from './openQuestions';
import { WaitingLine, type Waiting } from './waitingLine';

interface Doubt extends Waiting {
	session: SessionRecord;
}

/**
 * Telephony sessions of which it is not known whether somebody is left. They wait a little: legs end
 * some 10 milliseconds after one another, and asked in between RingCentral would say that somebody
 * is left.
 */
export class CallsInDoubt {
	readonly #line = new WaitingLine<Doubt>();
	readonly #waiting = new Map<SessionRecord, Doubt>();
	readonly #ready = new Set<SessionRecord>();
	readonly #asked = new WeakSet<SessionRecord>();

	/** @param now in milliseconds since the epoch. */
	add(call: CallRecord, now: number): void {
		for (const session of call.sessions) {
			if (this.#isKnown(session)) continue;
			const doubt = { session, dueAt: now + SETTLING_MILLISECONDS, isSettled: false };
			this.#waiting.set(session, doubt);
			this.#line.add(doubt);
		}
	}

	/** For what has been so for a while. */
	addAtOnce(call: CallRecord): void {
		for (const session of call.sessions) {
			if (this.#isKnown(session)) continue;
			this.#ready.add(session);
		}
	}

	/** Somebody was seen in it, or it is known to be over. */
	drop(session: SessionRecord): void {
		const doubt = this.#waiting.get(session);
		if (doubt !== undefined) doubt.isSettled = true;
		this.#waiting.delete(session);
		this.#ready.delete(session);
		this.#asked.delete(session);
	}

	/** @param now in milliseconds since the epoch. */
	due(now: number): void {
		for (let doubt = this.#line.takeDue(now); doubt; doubt = this.#line.takeDue(now)) {
			this.#waiting.delete(doubt.session);
			this.#ready.add(doubt.session);
		}
	}

	get nextDue(): number | undefined {
		return this.#line.nextDue;
	}

	/** @returns the telephony sessions to ask about, each once. */
	take(): string[] {
		if (this.#ready.size === 0) return [];
		const sessions = [...this.#ready];
		this.#ready.clear();
		for (const session of sessions) this.#asked.add(session);
		return sessions.map(({ telephonySessionId }) => telephonySessionId);
	}

	/** Whether RingCentral's answer about it is waited for; from now on it is not. */
	takeAsked(session: SessionRecord): boolean {
		return this.#asked.delete(session);
	}

	#isKnown(session: SessionRecord): boolean {
		return (
			session.isConcluded ||
			this.#waiting.has(session) ||
			this.#ready.has(session) ||
			this.#asked.has(session)
		);
	}
}
