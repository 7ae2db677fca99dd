import { CallMemory } from './callMemory';
import { CallRecord, type SessionRecord } from './callRecord';
import { originOf, partiesOf, type Notification } from '../events/notification';
import { callDirectionOf, type Endpoint, type Party } from '../events/party';
import { isSameNumber } from '../events/phoneNumber';
import { RecentlyUsed } from '../events/recentlyUsed';
import { textOf } from '../events/unknown';

/** A call, and one of its telephony sessions. */
export interface CallSession {
	call: CallRecord;
	session: SessionRecord;
}

/** Limit of RingOut halves that wait for their other half. */
const MOST_HALVES = 200;

/**
 * Distances between the older numbers of a RingOut's two sessions: one session calls the own phone, the
 * other the other side. The RingOuts of two people may be as near, so the ends of the calls have to fit
 * too.
 *
 * Assumption RINGOUT-HALVES: RingCentral's own client pairs them like this; it is documented nowhere.
 */
const HALVES_APART: readonly number[] = [1_000, 2_000, 3_000, 4_000];

/** The calls of an account, by their telephony sessions. */
export class CallBook {
	readonly #live = new CallMemory<CallRecord>();
	/** Calls that are over, for late notifications. */
	readonly #ended = new RecentlyUsed<CallRecord>({ capacity: 1_000, milliseconds: 60_000 });
	/** RingOuts with one session seen so far, by the session's older number. */
	readonly #halves = new Map<number, CallRecord>();
	/** Parked calls, by the telephony session of their pick-up, which is not seen yet. */
	readonly #expected = new RecentlyUsed<CallRecord>({ capacity: 1_000, milliseconds: 60_000 });

	/** Telephony sessions of supervisors, not seen yet. */
	readonly #supervisions = new RecentlyUsed<true>({ capacity: 1_000, milliseconds: 60_000 });

	find(telephonySessionId: string): CallRecord | undefined {
		return this.#live.peek(telephonySessionId) ?? this.#ended.peek(telephonySessionId);
	}

	live(): Iterable<CallRecord> {
		return this.#live.values();
	}

	/** Finds the call of a notification, or begins it. */
	of(telephonySessionId: string, notification: Notification, now: number): CallSession {
		const known = this.#live.get(telephonySessionId, now) ?? this.#ended.peek(telephonySessionId);
		const knownSession = known?.session(telephonySessionId);
		if (known !== undefined && knownSession !== undefined) {
			return { call: known, session: knownSession };
		}
		const sessionId = textOf(notification.body.sessionId);
		const call =
			this.#expected.peek(telephonySessionId) ??
			this.#newCall(telephonySessionId, notification, sessionId);
		this.#expected.delete(telephonySessionId);
		if (this.#supervisions.peek(telephonySessionId)) call.isSupervision = true;
		const session = call.addSession(telephonySessionId, sessionId);
		this.#live.set(telephonySessionId, call, call.wasConnected, now);
		return { call, session };
	}

	/** Marks a telephony session, seen already or not, as that of a supervisor. */
	markSupervision(telephonySessionId: string, now: number): void {
		const call = this.find(telephonySessionId);
		if (call === undefined) {
			this.#supervisions.set(telephonySessionId, true, now);
			return;
		}
		call.isSupervision = true;
		for (const record of call.parties.values()) record.isSupervisor = true;
	}

	/**
	 * Continues a call in another telephony session, seen already or not.
	 *
	 * @param time of the change that shows it, in milliseconds since the epoch by RingCentral's clock.
	 * @param now in milliseconds since the epoch.
	 * @returns the call that the session belonged to until now.
	 */
	continueIn(
		call: CallRecord,
		telephonySessionId: string,
		time: number,
		now: number,
	): CallRecord | undefined {
		const other = this.find(telephonySessionId);
		if (other === undefined) {
			this.#expected.set(telephonySessionId, call, now);
			return undefined;
		}
		if (other === call || other.isEnded) return undefined;
		this.forget(other);
		call.absorb(other, time);
		for (const { telephonySessionId: id } of call.sessions) {
			this.#live.set(id, call, call.wasConnected, now);
		}
		return other;
	}

	/**
	 * Notes that a party is connected in the call.
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
		this.forget(call);
		for (const { telephonySessionId } of call.sessions) {
			this.#ended.set(telephonySessionId, call, now);
		}
	}

	/** Forgets a call: a later notification of it begins a new one. */
	forget(call: CallRecord): void {
		for (const { telephonySessionId, sessionId } of call.sessions) {
			this.#live.delete(telephonySessionId);
			this.#halves.delete(Number(sessionId));
		}
	}

	#newCall(
		telephonySessionId: string,
		notification: Notification,
		sessionId: string | undefined,
	): CallRecord {
		const number = Number(sessionId);
		if (originOf(notification.body) !== 'RingOut' || !Number.isSafeInteger(number)) {
			return new CallRecord(telephonySessionId);
		}
		return (
			this.#takeOtherHalf(number, partiesOf(notification)) ??
			this.#newHalf(telephonySessionId, number)
		);
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

	/**
	 * Takes the nearest half, when several fit. Halves that do not match at once stay two calls, because
	 * their events already carry the ID of their call.
	 */
	#takeOtherHalf(number: number, parties: readonly Party[]): CallRecord | undefined {
		for (const apart of HALVES_APART) {
			for (const other of [number - apart, number + apart]) {
				const call = this.#halves.get(other);
				if (call === undefined || !isOtherHalf(call, parties)) continue;
				this.#halves.delete(other);
				return call;
			}
		}
		return undefined;
	}
}

/** A RingOut in one session is whole: it has the initiator's leg and called legs. */
function isOtherHalf(call: CallRecord, parties: readonly Party[]): boolean {
	const known = [...call.parties.values()].map(({ party }) => party);
	const isKnownOwn = known.some(({ isRingOutInitiator }) => isRingOutInitiator);
	const isNewOwn = parties.some(({ isRingOutInitiator }) => isRingOutInitiator);
	if (isKnownOwn && known.some(isCalledLeg)) return false;
	const fit = isKnownOwn === isNewOwn ? areOpposite : goBetweenSameEnds;
	return known.some((one) => parties.some((other) => fit(one, other)));
}

function isCalledLeg({ legDirection }: Party): boolean {
	return legDirection === 'Inbound';
}

/** Whether both legs go from the same end to the same other end. */
function goBetweenSameEnds(one: Party, other: Party): boolean {
	return isSameEnd(one.from, other.from) && isSameEnd(one.to, other.to);
}

/** Whether each leg goes to the end that the other comes from. */
function areOpposite(one: Party, other: Party): boolean {
	const direction = callDirectionOf(one);
	const otherDirection = callDirectionOf(other);
	return (
		direction !== undefined &&
		otherDirection !== undefined &&
		direction !== otherDirection &&
		isSameEnd(one.from, other.to) &&
		isSameEnd(one.to, other.from)
	);
}

function isSameEnd(end: Endpoint, other: Endpoint): boolean {
	if (end.extensionId !== undefined && end.extensionId === other.extensionId) return true;
	return (
		end.phoneNumber !== undefined &&
		other.phoneNumber !== undefined &&
		isSameNumber(end.phoneNumber, other.phoneNumber)
	);
}
