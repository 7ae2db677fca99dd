import { CallMemory } from './callMemory';
import { CallRecord, type SessionRecord } from './callRecord';
import { originOf, type Notification } from './notification';
import { RecentlyUsed } from './recentlyUsed';
import { textOf } from './unknown';

/** A call, and the one of its telephony sessions that is meant. */
export interface CallSession {
	call: CallRecord;
	session: SessionRecord;
}

/** So many halves of a RingOut are looked through for the other one. */
const MOST_HALVES = 200;

/**
 * How far the older numbers of the two sessions of a RingOut are apart.
 *
 * Assumption: RingCentral's own client pairs them like this; it is documented nowhere.
 */
const HALVES_APART = { least: 1_000, most: 4_000 };

/** The calls of an account, by their telephony sessions. */
export class CallBook {
	readonly #live = new CallMemory<CallRecord>();
	/** Something about a call may still arrive when it is over. */
	readonly #ended = new RecentlyUsed<CallRecord>({ capacity: 1_000, milliseconds: 60_000 });
	/** RingOuts of which only one session was seen, by the session's older number. */
	readonly #halves = new Map<number, CallRecord>();

	find(telephonySessionId: string): CallRecord | undefined {
		return this.#live.peek(telephonySessionId) ?? this.#ended.peek(telephonySessionId);
	}

	live(): Iterable<CallRecord> {
		return this.#live.values();
	}

	/** The call that a notification is about; begins one if it is new. */
	of(telephonySessionId: string, { body }: Notification, now: number): CallSession {
		const known = this.#live.get(telephonySessionId, now) ?? this.#ended.peek(telephonySessionId);
		const knownSession = known?.session(telephonySessionId);
		if (known !== undefined && knownSession !== undefined) {
			return { call: known, session: knownSession };
		}
		const sessionId = textOf(body.sessionId);
		const call = this.#newCall(telephonySessionId, originOf(body), sessionId);
		const session = call.addSession(telephonySessionId, sessionId);
		this.#live.set(telephonySessionId, call, call.wasConnected, now);
		return { call, session };
	}

	/**
	 * Somebody is connected in the call.
	 *
	 * @param now in milliseconds since the epoch.
	 */
	connect(call: CallRecord, now: number): void {
		call.wasConnected = true;
		for (const telephonySessionId of call.telephonySessionIds) {
			this.#live.set(telephonySessionId, call, true, now);
		}
	}

	/** @param now in milliseconds since the epoch. */
	end(call: CallRecord, now: number): void {
		call.isEnded = true;
		for (const { telephonySessionId, sessionId } of call.sessions) {
			this.#live.delete(telephonySessionId);
			this.#ended.set(telephonySessionId, call, now);
			this.#halves.delete(Number(sessionId));
		}
	}

	/** As if it had never been there. */
	forget({ sessions }: CallRecord): void {
		for (const { telephonySessionId, sessionId } of sessions) {
			this.#live.delete(telephonySessionId);
			this.#halves.delete(Number(sessionId));
		}
	}

	#newCall(
		telephonySessionId: string,
		origin: string | undefined,
		sessionId: string | undefined,
	): CallRecord {
		const number = Number(sessionId);
		if (origin !== 'RingOut' || !Number.isSafeInteger(number)) {
			return new CallRecord(telephonySessionId);
		}
		return this.#takeOtherHalf(number) ?? this.#newHalf(telephonySessionId, number);
	}

	#newHalf(telephonySessionId: string, number: number): CallRecord {
		const call = new CallRecord(telephonySessionId);
		this.#halves.set(number, call);
		for (const oldest of this.#halves.keys()) {
			if (this.#halves.size <= MOST_HALVES) break;
			this.#halves.delete(oldest);
		}
		return call;
	}

	/** The nearest one, when several fit. */
	#takeOtherHalf(number: number): CallRecord | undefined {
		let nearest: number | undefined;
		for (const other of this.#halves.keys()) {
			const apart = Math.abs(other - number);
			if (apart < HALVES_APART.least || apart > HALVES_APART.most) continue;
			if (nearest === undefined || apart < Math.abs(nearest - number)) nearest = other;
		}
		if (nearest === undefined) return undefined;
		const call = this.#halves.get(nearest);
		this.#halves.delete(nearest);
		return call;
	}
}
