import { CallDurations, type CallActivity } from './callDurations';
import type { CallFacts } from '../events/callEvent';
import { originOf, sequenceOf, type Notification } from '../events/notification';
import type { Direction, Party } from '../events/party';
import { isCalled, isOwn, type PartyRecord } from './partyRecord';
import { textOf } from '../events/unknown';

/** One telephony session of a call, as far as it was seen. */
export interface SessionRecord {
	readonly telephonySessionId: string;
	/** The session's older number. */
	readonly sessionId: string | undefined;
	/** Direction of the call as the company sees it, by the first party seen. */
	direction: Direction | undefined;
	firstSequence: number | undefined;
	lastSequence: number;
	/** All notifications from this number to the last were seen. */
	contiguousFrom: number;
	sequencesSeen: number;
	/** Whether a notification is certainly missing, even if no sequence number is. */
	hasGap: boolean;
	/** Whether RingCentral has confirmed that no party is left. */
	isConcluded: boolean;
}

/**
 * The memory of one call: of one telephony session, of the two of a RingOut, or of a parked call and the
 * session of its pick-up.
 */
export class CallRecord implements CallFacts {
	readonly callId: string;
	readonly telephonySessionIds: string[] = [];
	readonly extensionIds = new Set<string>();
	readonly phoneNumbers = new Set<string>();
	isQueueCall = false;
	wasRecorded = false;
	readonly sessions: SessionRecord[] = [];
	/** By ID, in order of appearance. */
	readonly parties = new Map<string, PartyRecord>();
	readonly durations = new CallDurations();
	origin: string | undefined;
	/** Start of the call, in milliseconds since the epoch; undefined when it was not seen. */
	startedAt: number | undefined;
	/** Time of the last change, in milliseconds since the epoch by RingCentral's clock. */
	lastChangeAt: number | undefined;
	/** The party that changed last. */
	last: PartyRecord | undefined;
	isEnded = false;
	/** Whether a party was seen connected. */
	wasConnected = false;
	/** Whether the latest change comes from a request to RingCentral, not from a notification. */
	isCaughtUp = false;
	/** Whether a party's other end is in another call now, by an attended transfer or a conference. */
	isJoined = false;
	/** Whether it is parked, and may be picked up unseen in another telephony session. */
	mayGoOnElsewhere = false;
	/** The telephony session of its pick-up, until it is seen. */
	unseenSessionId: string | undefined;
	/** Whether no known party was left, and RingCentral did not confirm the end. */
	hasGoneOnUnseen = false;
	/** Whether another process may have seen a person answer. */
	mayHaveBeenAnswered = false;
	/** Whether a supervisor only listens to another call in it. */
	isSupervision = false;
	/** Whether a person certainly answered, at an unknown time. */
	isAnswerUnseen = false;
	answeredPartyId: string | undefined;
	readonly #activityCounts: Record<CallActivity, number> = { hold: 0, ring: 0, talk: 0 };
	#present = 0;

	constructor(callId: string) {
		this.callId = callId;
	}

	addSession(telephonySessionId: string, sessionId: string | undefined): SessionRecord {
		const session: SessionRecord = {
			telephonySessionId,
			sessionId,
			direction: undefined,
			firstSequence: undefined,
			lastSequence: 0,
			contiguousFrom: 0,
			sequencesSeen: 0,
			hasGap: false,
			isConcluded: false,
		};
		this.sessions.push(session);
		this.telephonySessionIds.push(telephonySessionId);
		if (this.unseenSessionId === telephonySessionId) this.unseenSessionId = undefined;
		return session;
	}

	session(telephonySessionId: string): SessionRecord | undefined {
		return this.sessions.find((session) => session.telephonySessionId === telephonySessionId);
	}

	/**
	 * Counts a notification, to detect gaps.
	 *
	 * @param seesWholeCalls whether a gap means a loss, even if the beginning of the call was not seen.
	 */
	countNotification(session: SessionRecord, { body }: Notification, seesWholeCalls: boolean): void {
		this.origin ??= originOf(body);
		const sequence = sequenceOf(body);
		if (sequence === undefined) {
			session.hasGap = true;
			return;
		}
		// Gaps from the beginning of a call are no loss: the subscription delivers only some legs.
		if (sequence > session.lastSequence + 1) {
			if (seesWholeCalls || isWhollySeen(session)) this.#noteLoss(session);
			session.contiguousFrom = sequence;
		}
		session.firstSequence = Math.min(session.firstSequence ?? sequence, sequence);
		session.lastSequence = Math.max(session.lastSequence, sequence);
		session.sequencesSeen += 1;
	}

	/** Adds a party's data about the whole call. */
	learn({ extensionId, from, to, queueCall, recordings }: Party): void {
		if (extensionId !== undefined) this.extensionIds.add(extensionId);
		if (from.phoneNumber !== undefined) this.phoneNumbers.add(from.phoneNumber);
		if (to.phoneNumber !== undefined) this.phoneNumbers.add(to.phoneNumber);
		if (queueCall) this.isQueueCall = true;
		if (recordings !== undefined && recordings.length > 0) this.wasRecorded = true;
	}

	/** Counts the present activity until this time, in milliseconds since the epoch. */
	countUntil(time: number): void {
		this.durations.countUntil(time, this.activity);
		this.lastChangeAt = Math.max(this.lastChangeAt ?? time, time);
	}

	/** Runs a change of a party and recounts the party's part in the activity of the call. */
	change(record: PartyRecord, change: () => void): void {
		if (this.parties.has(record.party.id)) this.#count(record, -1);
		else this.parties.set(record.party.id, record);
		change();
		this.#count(record, 1);
	}

	get isEmpty(): boolean {
		return this.#present === 0;
	}

	/** The present activity: a hold outranks a conversation, which outranks ringing. */
	get activity(): CallActivity | undefined {
		if (this.#activityCounts.hold > 0) return 'hold';
		if (this.#activityCounts.talk > 0 || (this.isJoined && this.#present > 0)) return 'talk';
		return this.#activityCounts.ring > 0 ? 'ring' : undefined;
	}

	/**
	 * Merges in another call that turns out to be the same.
	 *
	 * @param time of the change that shows it, in milliseconds since the epoch.
	 */
	absorb(other: CallRecord, time: number): void {
		this.countUntil(time);
		for (const session of other.sessions) {
			this.sessions.push(session);
			this.telephonySessionIds.push(session.telephonySessionId);
		}
		for (const record of other.parties.values()) {
			this.change(record, () => this.learn(record.party));
		}
		if (other.answeredPartyId !== undefined) this.answeredPartyId = other.answeredPartyId;
		if (other.wasConnected) this.wasConnected = true;
	}

	#noteLoss({ telephonySessionId }: SessionRecord): void {
		for (const record of this.parties.values()) {
			const isThere = !record.hasLeft && record.telephonySessionId === telephonySessionId;
			if (isThere) record.hasLostNotification = true;
		}
	}

	#count(record: PartyRecord, difference: 1 | -1): void {
		if (record.hasLeft) return;
		this.#present += difference;
		const activity = this.#activityOf(record);
		if (activity !== undefined) this.#activityCounts[activity] += difference;
	}

	#activityOf(record: PartyRecord): CallActivity | undefined {
		switch (record.code) {
			case 'Hold':
			case 'Parked':
				return 'hold';
			case 'Answered':
				return record.answeredBy === 'person' ? 'talk' : undefined;
			case 'Proceeding':
				// The own phone of a RingOut's initiator rings before the call is placed.
				return record.party.isRingOutInitiator || record.previousLeg ? undefined : 'ring';
			default:
				return undefined;
		}
	}
}

/** Whether every notification of the session was seen, so that all its parties are known. */
export function isWhollySeen(session: SessionRecord): boolean {
	const { firstSequence, lastSequence, sequencesSeen, hasGap } = session;
	return (
		!hasGap &&
		firstSequence !== undefined &&
		firstSequence <= 2 &&
		lastSequence - firstSequence + 1 === sequencesSeen
	);
}

/** Whether the remaining parties of the session are certain. */
function isConclusive(session: SessionRecord): boolean {
	return session.isConcluded || isWhollySeen(session);
}

/** Whether it is certain that no party is left. */
export function hasEnded(call: CallRecord): boolean {
	return (
		call.isEmpty &&
		!call.isEnded &&
		call.unseenSessionId === undefined &&
		call.sessions.every(isConclusive)
	);
}

/**
 * Whether to ask RingCentral for remaining parties, after one has left. Either one leg is left alone, or
 * called legs without their caller, and their end may have been lost. Or not all legs were seen, and the
 * company's known legs are gone: a subscription to an extension may omit the legs of outside parties.
 */
export function isEndUnclear(call: CallRecord): boolean {
	if (call.isEnded || call.unseenSessionId !== undefined) return false;
	const all = [...call.parties.values()];
	const present = all.filter(({ hasLeft }) => !hasLeft);
	const isAlone = present.length <= 1 && present[0]?.code !== 'Parked' && !call.isJoined;
	const isOwnThere = present.some((record) => isOwn(record) && !record.mayHaveLeft);
	const hasCallerLeft = all.some(isCaller) && !present.some(isCaller);
	return isAlone || !(call.sessions.every(isConclusive) || (isOwnThere && !hasCallerLeft));
}

function isCaller(record: PartyRecord): boolean {
	return !isCalled(record) && !record.isSupervisor;
}

/** The called parties of a session, also after they have left. */
export function* calledIn(call: CallRecord, telephonySessionId: string): Generator<PartyRecord> {
	for (const record of call.parties.values()) {
		if (record.telephonySessionId === telephonySessionId && isCalled(record)) yield record;
	}
}

/** Milliseconds since the epoch; undefined when the notification has no time. */
export function timeOf({ body, timestamp }: Notification): number | undefined {
	const time = Date.parse(textOf(body.eventTime) ?? timestamp ?? '');
	return Number.isNaN(time) ? undefined : time;
}
