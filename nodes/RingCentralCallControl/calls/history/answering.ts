import type { AnsweredBy, CallEvent, EventDetails } from '../events/callEvent';
import { calledIn, isWhollySeen, type CallRecord, type SessionRecord } from './callRecord';
import { callEventOf, type Change } from './change';
import { isCalled, isConnected, isOwn, type PartyRecord } from './partyRecord';
import type { Party } from '../events/party';
import { isShortNumber } from '../events/phoneNumber';
import { statusCodeOf, type StatusCode } from '../events/statusCode';
import { isUnanswered } from '../parties/statusStep';

/** How a leg was answered, and whether this is an event. */
interface Answer {
	answeredBy: AnsweredBy;
	/** Whether the answer is an event. A leg without a seen beginning may have been answered long ago. */
	isEvent: boolean;
}

/** Origins of calls that ring the caller's own phone first. */
const OWN_PHONE_FIRST: ReadonlyArray<string | undefined> = ['CallOut', 'RingMe', 'RingOut'];

interface Visibility {
	/** Whether every notification of the subscription arrives here. */
	isComplete: boolean;
	/** Whether an answer is an event even if the ringing before it was not seen. */
	isEventWithoutRinging: boolean;
}

const NONE: CallEvent[] = [];

/**
 * Records the answers of a change: that of the leg itself and those of the legs that called it.
 *
 * @returns the events of these answers.
 */
export function takeAnswers(
	{ call, record, before, isFound, notification }: Change,
	visibility: Visibility,
): CallEvent[] {
	const answer = answerOf(call, record, before.code, visibility);
	if (answer === undefined) return NONE;
	const { answeredBy, isEvent } = answer;
	const callers = answeredBy === 'person' ? callersAnsweredBy(call, record) : [];
	for (const one of [record, ...callers]) {
		call.change(one, () => {
			one.answeredBy = answeredBy;
		});
	}
	// A leg that was not seen ringing may be that of a menu.
	const isCertain = isEvent || isFound;
	if (answeredBy === 'person' && isCertain && !record.previousLeg)
		call.answeredPartyId = record.party.id;
	if (!isEvent && record.code === 'Hold' && !isCalled(record)) call.isAnswerUnseen = true;
	if (!isEvent) return NONE;
	const details: EventDetails = { event: 'answered', details: { answeredBy } };
	return [record, ...callers]
		.filter(isOwn)
		.map((one) => callEventOf(details, call, one, notification));
}

/**
 * The first answer of a leg, if this change is one.
 *
 * @param before the leg's status until now; undefined when it is new.
 */
function answerOf(
	call: CallRecord,
	record: PartyRecord,
	before: StatusCode | undefined,
	{ isComplete, isEventWithoutRinging }: Visibility,
): Answer | undefined {
	if (record.answeredBy !== undefined || record.isSupervisor || !isConnected(record)) {
		return undefined;
	}
	if (record.previousLeg)
		return { answeredBy: record.previousLeg.answeredBy ?? 'person', isEvent: false };
	if (isCalled(record)) {
		return isComplete || before !== undefined
			? answerOfCalled(record, before, isEventWithoutRinging)
			: answerOfUnseenCalled(record);
	}
	if (!isOwn(record)) return undefined;
	if (before === undefined && isEventWithoutRinging) return answerOfUnseenCaller(call, record);
	if (isOutgoingCallAnswered(call, record))
		return { answeredBy: 'person', isEvent: before !== undefined };
	// RingCentral refuses a hold while the other side rings or is a menu, so a person has answered.
	return record.code === 'Hold' ? { answeredBy: 'person', isEvent: false } : undefined;
}

/**
 * Own legs of callers that are answered together with this called leg. In a call within the company
 * RingCentral reports the caller's leg as "Answered" long before.
 */
function callersAnsweredBy(call: CallRecord, called: PartyRecord): PartyRecord[] {
	if (!isCalled(called)) return [];
	const callers: PartyRecord[] = [];
	for (const record of call.parties.values()) {
		const isWaiting =
			record.telephonySessionId === called.telephonySessionId &&
			record.answeredBy === undefined &&
			isOwn(record) &&
			!isCalled(record) &&
			!record.isSupervisor;
		if (isWaiting && isConnected(record)) callers.push(record);
	}
	return callers;
}

/** A leg that rang is answered by a person; a menu takes the call without ringing. */
function answerOfCalled(
	{ code, hasRung, hasLostNotification, party }: PartyRecord,
	before: StatusCode | undefined,
	isEventWithoutRinging: boolean,
): Answer {
	if (
		before === 'Setup' &&
		code === 'Answered' &&
		!isEventWithoutRinging &&
		party.reason !== 'Pickup'
	) {
		// The notification of its ringing may have been lost.
		return { answeredBy: hasLostNotification ? 'person' : 'callHandling', isEvent: true };
	}
	const wasOffered = hasRung || party.reason === 'Pickup' || before === 'VoiceMailScreening';
	return { answeredBy: 'person', isEvent: wasOffered || isEventWithoutRinging };
}

/** The answer of a called leg whose beginning another process may have seen. */
function answerOfUnseenCalled({ code, party }: PartyRecord): Answer {
	// A queue rings its agents' phones, and a colleague picks up a parked call.
	const isPerson = party.queueCall || party.reason === 'Pickup';
	return { answeredBy: isPerson ? 'person' : 'unknown', isEvent: code === 'Answered' };
}

function answerOfUnseenCaller(
	call: CallRecord,
	{ telephonySessionId, party, code: ownCode }: PartyRecord,
): Answer | undefined {
	if (OWN_PHONE_FIRST.includes(call.origin)) return undefined;
	let isAnswered = ownCode === 'Hold' || meansAnswer(party);
	for (const { code, hasLeft, answeredBy } of calledIn(call, telephonySessionId)) {
		if (!hasLeft && isUnanswered(code)) return undefined;
		if (answeredBy === 'person') isAnswered = true;
	}
	return isAnswered ? { answeredBy: 'person', isEvent: true } : undefined;
}

/**
 * RingCentral reports the caller's leg as "Answered" when its call handling begins. In captured calls to
 * outside numbers, "Proceeding" comes before only where the other side rings.
 *
 * Assumption CALLER-PROCEEDING: an own leg that goes from "Proceeding" to "Answered" was answered by the
 * other side.
 */
function isOutgoingCallAnswered(call: CallRecord, own: PartyRecord): boolean {
	let hasCalledLeg = false;
	for (const called of calledIn(call, own.telephonySessionId)) {
		if (called.answeredBy === 'person') return true;
		hasCalledLeg = true;
	}
	if (!own.hasRung || OWN_PHONE_FIRST.includes(call.origin)) return false;
	// Some subscriptions omit the legs of outside parties.
	const session = call.session(own.telephonySessionId);
	return hasCalledLeg || session === undefined || !isWhollySeen(session);
}

/**
 * Whether "Answered" can mean that a person has answered this leg. Inside a company the caller's leg has
 * that status long before a colleague takes the call.
 */
export function meansAnswer({ legDirection, to }: Party): boolean {
	const isInside = to.extensionId !== undefined || isShortNumber(to.phoneNumber ?? '');
	return legDirection === 'Inbound' || !isInside;
}

/** Notes whether another process may have seen the answer of a leg. A ringing leg has none yet. */
export function noteGap(
	record: PartyRecord,
	party: Party,
	session: SessionRecord,
	isNew: boolean,
): void {
	if (isUnanswered(statusCodeOf(party.status))) record.mayHaveBeenAnswered = false;
	else if (isNew || isAfterGap(session, record)) record.mayHaveBeenAnswered = true;
}

/** Notes that a leg still rings, so that the notifications lost before this one had no answer of it. */
export function noteRinging(record: PartyRecord, session: SessionRecord): void {
	if (isUnanswered(record.code) && !isAfterGap(session, record)) record.hasLostNotification = false;
}

/** Whether notifications are missing since the last one about a party. */
function isAfterGap({ contiguousFrom }: SessionRecord, { sequence }: PartyRecord): boolean {
	return contiguousFrom > (sequence ?? Number.POSITIVE_INFINITY);
}

/** Legs whose answer another process may have seen, after their last notification here. */
export function* answersMissed(call: CallRecord): Generator<PartyRecord> {
	for (const record of call.parties.values()) {
		const session = call.session(record.telephonySessionId);
		if (record.mayHaveBeenAnswered || (session && isAfterGap(session, record))) yield record;
	}
}
