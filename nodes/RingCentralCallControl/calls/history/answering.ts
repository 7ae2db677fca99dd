import type { AnsweredBy, CallEvent, EventDetails } from '../events/callEvent';
import { calledIn, isWhollySeen, type CallRecord, type SessionRecord } from './callRecord';
import { callEventOf, type Change } from './change';
import { isCalled, isConnected, isOwn, type PartyRecord } from './partyRecord';
import type { Party } from '../events/notification';
import { statusCodeOf, type StatusCode } from '../events/statusCode';

/** That a leg is answered, and whether this is an event. */
interface Answer {
	answeredBy: AnsweredBy;
	/** A leg whose beginning was not seen is taken over silently: it may have been answered long ago. */
	isNews: boolean;
}

/** Origins of calls in which the caller's own phone rings first. */
const OWN_PHONE_FIRST: ReadonlyArray<string | undefined> = ['CallOut', 'RingMe', 'RingOut'];

interface Sight {
	/** Whether every notification of the subscription arrives here. */
	isComplete: boolean;
	/** Whether an answer is news although the ringing before it was not seen. */
	isUnseenNews: boolean;
}

const NONE: CallEvent[] = [];

/**
 * Notes the party that is answered by a change, the leg itself and the legs that called it.
 *
 * @returns the answers that are events.
 */
export function takeAnswers(
	{ call, record, before, isFound, notification }: Change,
	sight: Sight,
): CallEvent[] {
	const answer = answerOf(call, record, before.code, sight);
	if (answer === undefined) return NONE;
	const { answeredBy, isNews } = answer;
	const callers = answeredBy === 'person' ? callersAnsweredBy(call, record) : [];
	for (const one of [record, ...callers]) {
		call.change(one, () => {
			one.answeredBy = answeredBy;
		});
	}
	// A leg that was not seen to ring may be that of a menu.
	const isCertain = isNews || isFound;
	if (answeredBy === 'person' && isCertain && !record.goesOnFor)
		call.answeredPartyId = record.party.id;
	if (!isNews && record.code === 'Hold' && !isCalled(record)) call.isAnswerUnseen = true;
	if (!isNews) return NONE;
	const details: EventDetails = { event: 'answered', details: { answeredBy } };
	return [record, ...callers]
		.filter(isOwn)
		.map((one) => callEventOf(details, call, one, notification));
}

/**
 * Whether this change of a leg means that it is answered for the first time.
 *
 * @param before the leg's status until now; undefined when it is new.
 */
function answerOf(
	call: CallRecord,
	record: PartyRecord,
	before: StatusCode | undefined,
	{ isComplete, isUnseenNews }: Sight,
): Answer | undefined {
	if (record.answeredBy !== undefined || record.isSupervisor || !isConnected(record)) {
		return undefined;
	}
	if (record.goesOnFor)
		return { answeredBy: record.goesOnFor.answeredBy ?? 'person', isNews: false };
	if (isCalled(record)) {
		return isComplete || before !== undefined
			? answerOfCalled(record, before, isUnseenNews)
			: answerOfUnseenCalled(record);
	}
	if (!isOwn(record)) return undefined;
	if (before === undefined && isUnseenNews) return answerOfUnseenCaller(call, record);
	if (isOutgoingCallAnswered(call, record))
		return { answeredBy: 'person', isNews: before !== undefined };
	// A hold needs a person at the other side: RingCentral refuses it while that rings or is a menu.
	return record.code === 'Hold' ? { answeredBy: 'person', isNews: false } : undefined;
}

/**
 * Own legs of callers that have waited for the answer on this called leg: when a call stays inside,
 * RingCentral calls the caller's leg "Answered" long before.
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
	{ code, hasRung, hasLostSomething, party }: PartyRecord,
	before: StatusCode | undefined,
	isUnseenNews: boolean,
): Answer {
	if (before === 'Setup' && code === 'Answered' && !isUnseenNews && party.reason !== 'Pickup') {
		// The notification of its ringing may have been lost.
		return { answeredBy: hasLostSomething ? 'person' : 'callHandling', isNews: true };
	}
	const wasOffered = hasRung || party.reason === 'Pickup' || before === 'VoiceMailScreening';
	return { answeredBy: 'person', isNews: wasOffered || isUnseenNews };
}

/** A leg of whose beginning another process may have been told. */
function answerOfUnseenCalled({ code, party }: PartyRecord): Answer {
	// A queue has its agents' phones rung, and a parked call is picked up by a colleague.
	const isPerson = party.queueCall || party.reason === 'Pickup';
	return { answeredBy: isPerson ? 'person' : 'unknown', isNews: code === 'Answered' };
}

function answerOfUnseenCaller(
	call: CallRecord,
	{ telephonySessionId }: PartyRecord,
): Answer | undefined {
	if (OWN_PHONE_FIRST.includes(call.origin)) return undefined;
	for (const { code, hasLeft } of calledIn(call, telephonySessionId)) {
		if (!hasLeft && (code === 'Setup' || code === 'Proceeding')) return undefined;
	}
	return { answeredBy: 'person', isNews: true };
}

/**
 * RingCentral calls the caller's leg "Answered" when its call handling begins; "Proceeding" comes before
 * only where the other side rings, in the captured calls to people outside.
 *
 * Assumption CALLER-PROCEEDING: an own leg that goes from "Proceeding" to "Answered" was answered by the
 * other side.
 */
function isOutgoingCallAnswered(call: CallRecord, own: PartyRecord): boolean {
	let isAnybodyCalled = false;
	for (const called of calledIn(call, own.telephonySessionId)) {
		if (called.answeredBy === 'person') return true;
		isAnybodyCalled = true;
	}
	if (!own.hasRung || OWN_PHONE_FIRST.includes(call.origin)) return false;
	// Not every subscription delivers the legs of people outside.
	const session = call.session(own.telephonySessionId);
	return isAnybodyCalled || session === undefined || !isWhollySeen(session);
}

/** Notes whether another process may have been told that a leg was answered. A ringing one was not. */
export function noteGap(
	record: PartyRecord,
	told: Party,
	session: SessionRecord,
	isNew: boolean,
): void {
	const code = statusCodeOf(told.status);
	if (code === 'Setup' || code === 'Proceeding') record.mayHaveBeenAnswered = false;
	else if (isNew || isAfterGap(session, record)) record.mayHaveBeenAnswered = true;
}

/** Whether notifications were not seen since the last one about a party. */
function isAfterGap({ contiguousFrom }: SessionRecord, { sequence }: PartyRecord): boolean {
	return contiguousFrom > (sequence ?? Number.POSITIVE_INFINITY);
}

/** The legs after whose last notification another process may have been told of an answer. */
export function* answersMissed(call: CallRecord): Generator<PartyRecord> {
	for (const record of call.parties.values()) {
		const session = call.session(record.telephonySessionId);
		if (record.mayHaveBeenAnswered || (session && isAfterGap(session, record))) yield record;
	}
}
