import { CallDurations, type CallActivity } from './callDurations';
import type { CallFacts } from './happening';
import {
	originOf,
	sequenceOf,
	type Direction,
	type Notification,
	type Party,
} from '../events/notification';
import { isCalled, type PartyRecord } from './partyRecord';
import { textOf } from '../events/unknown';

/** What was seen of one telephony session of a call. */
export interface SessionRecord {
	readonly telephonySessionId: string;
	/** The session's older number. */
	readonly sessionId: string | undefined;
	/** Of the call as the company sees it, by the party that was seen first. */
	direction: Direction | undefined;
	firstSequence: number | undefined;
	lastSequence: number;
	sequencesSeen: number;
	/** Whether something certainly was not seen, whatever the sequences say. */
	hasGap: boolean;
	/** Whether RingCentral has said that nobody is left. */
	isConcluded: boolean;
}

/** What is remembered of one call: of one telephony session, or of the two of a RingOut. */
export class CallRecord implements CallFacts {
	readonly callId: string;
	readonly telephonySessionIds: string[] = [];
	readonly extensionIds = new Set<string>();
	readonly phoneNumbers = new Set<string>();
	isQueueCall = false;
	wasRecorded = false;
	readonly sessions: SessionRecord[] = [];
	/** By ID, in the order in which they came. */
	readonly parties = new Map<string, PartyRecord>();
	readonly durations = new CallDurations();
	origin: string | undefined;
	/** When it began, in milliseconds since the epoch; undefined when that was not seen. */
	startedAt: number | undefined;
	/** When something changed last, in milliseconds since the epoch by RingCentral's clock. */
	lastChangeAt: number | undefined;
	/** Whoever was told of last. */
	last: PartyRecord | undefined;
	isEnded = false;
	/** Whether somebody was seen to be connected. */
	wasConnected = false;
	/** Whether what is known last was found by asking. */
	isCaughtUp = false;
	/** Somebody's other end is in another call now, by an attended transfer or a conference. */
	isJoined = false;
	readonly #doing: Record<CallActivity, number> = { hold: 0, ring: 0, talk: 0 };
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
			sequencesSeen: 0,
			hasGap: false,
			isConcluded: false,
		};
		this.sessions.push(session);
		this.telephonySessionIds.push(telephonySessionId);
		return session;
	}

	session(telephonySessionId: string): SessionRecord | undefined {
		return this.sessions.find((session) => session.telephonySessionId === telephonySessionId);
	}

	/** Counts a notification, so that gaps show. */
	saw(session: SessionRecord, { body }: Notification): void {
		this.origin ??= originOf(body);
		const sequence = sequenceOf(body);
		if (sequence === undefined) {
			session.hasGap = true;
			return;
		}
		// A subscription that sees only some legs does not see the beginning of a call without gaps.
		if (isWhollySeen(session) && sequence > session.lastSequence + 1) this.#lostSomething(session);
		session.firstSequence = Math.min(session.firstSequence ?? sequence, sequence);
		session.lastSequence = Math.max(session.lastSequence, sequence);
		session.sequencesSeen += 1;
	}

	/** Takes up what a party says about the whole call. */
	learn({ extensionId, from, to, queueCall, recordings }: Party): void {
		if (extensionId !== undefined) this.extensionIds.add(extensionId);
		if (from.phoneNumber !== undefined) this.phoneNumbers.add(from.phoneNumber);
		if (to.phoneNumber !== undefined) this.phoneNumbers.add(to.phoneNumber);
		if (queueCall) this.isQueueCall = true;
		if (recordings.length > 0) this.wasRecorded = true;
	}

	/** Counts what the call has done until this time, in milliseconds since the epoch. */
	countUntil(time: number): void {
		this.durations.countUntil(time, this.activity);
		this.lastChangeAt = Math.max(this.lastChangeAt ?? time, time);
	}

	/** Runs a change of a party, whose part in what the call does is counted anew. */
	change(record: PartyRecord, change: () => void): void {
		if (this.parties.has(record.party.id)) this.#count(record, -1);
		else this.parties.set(record.party.id, record);
		change();
		this.#count(record, 1);
	}

	get isEmpty(): boolean {
		return this.#present === 0;
	}

	/** What the call is doing now: a hold counts more than a conversation, that more than ringing. */
	get activity(): CallActivity | undefined {
		if (this.#doing.hold > 0) return 'hold';
		if (this.#doing.talk > 0 || (this.isJoined && this.#present > 0)) return 'talk';
		return this.#doing.ring > 0 ? 'ring' : undefined;
	}

	/** Whether a session of a RingOut in which only the caller's own phone is called. */
	isOwnHalf(telephonySessionId: string): boolean {
		return this.origin === 'RingOut' && this.session(telephonySessionId)?.direction === 'Inbound';
	}

	#lostSomething({ telephonySessionId }: SessionRecord): void {
		for (const record of this.parties.values()) {
			if (record.telephonySessionId === telephonySessionId) record.hasLostSomething = true;
		}
	}

	#count(record: PartyRecord, difference: 1 | -1): void {
		if (record.hasLeft) return;
		this.#present += difference;
		const activity = this.#activityOf(record);
		if (activity !== undefined) this.#doing[activity] += difference;
	}

	#activityOf(record: PartyRecord): CallActivity | undefined {
		switch (record.code) {
			case 'Hold':
			case 'Parked':
				return 'hold';
			case 'Answered':
				return record.answeredBy === 'person' && !this.isOwnHalf(record.telephonySessionId)
					? 'talk'
					: undefined;
			case 'Proceeding':
				return 'ring';
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

/** Whether RingCentral, or every notification, tells who is left in the session. */
export function isConclusive(session: SessionRecord): boolean {
	return session.isConcluded || isWhollySeen(session);
}

/** Parties of a session who are called, whether or not they are still there. */
export function* calledIn(call: CallRecord, telephonySessionId: string): Generator<PartyRecord> {
	for (const record of call.parties.values()) {
		if (record.telephonySessionId === telephonySessionId && isCalled(record)) yield record;
	}
}

/** Milliseconds since the epoch; undefined when the notification does not say. */
export function timeOf({ body, timestamp }: Notification): number | undefined {
	const time = Date.parse(textOf(body.eventTime) ?? timestamp ?? '');
	return Number.isNaN(time) ? undefined : time;
}
