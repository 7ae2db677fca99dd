import { calledIn, isWhollySeen, type CallRecord } from './callRecord';
import type { AnsweredBy } from './happening';
import { isCalled, isConnected, isOwn, type PartyRecord } from './partyRecord';
import type { StatusCode } from '../events/statusCode';

/** Whether somebody has just taken the call, and whether it is told. */
export interface Answer {
	answeredBy: AnsweredBy;
	/** What was not seen to begin is taken over silently: it may have been answered long ago. */
	isNews: boolean;
}

/** Origins of calls in which the caller's own phone rings first. */
const OWN_PHONE_FIRST: ReadonlyArray<string | undefined> = ['CallOut', 'RingMe', 'RingOut'];

/**
 * Whether this change of a leg means that it is answered for the first time.
 *
 * @param before the leg's status until now; undefined when it is new.
 * @param isUnseenNews whether an answer is news though nobody saw it coming.
 */
export function answerOf(
	call: CallRecord,
	record: PartyRecord,
	before: StatusCode | undefined,
	isUnseenNews: boolean,
): Answer | undefined {
	if (record.answeredBy !== undefined || record.isSupervisor || !isConnected(record)) {
		return undefined;
	}
	if (isCalled(record)) return answerOfCalled(record, before, isUnseenNews);
	if (!isOwn(record)) return undefined;
	if (before === undefined) return answerOfUnseenCaller(call, record, isUnseenNews);
	return isOutgoingCallAnswered(call, record) ? { answeredBy: 'person', isNews: true } : undefined;
}

/**
 * Own legs of callers that have waited for the answer on this called leg: when a call stays inside,
 * RingCentral calls the caller's leg "Answered" long before.
 */
export function callersAnsweredBy(call: CallRecord, called: PartyRecord): PartyRecord[] {
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
		// Its ringing may be what was lost.
		return { answeredBy: hasLostSomething ? 'person' : 'callHandling', isNews: true };
	}
	const wasOffered = hasRung || party.reason === 'Pickup' || before === 'VoiceMailScreening';
	return { answeredBy: 'person', isNews: wasOffered || isUnseenNews };
}

function answerOfUnseenCaller(
	call: CallRecord,
	{ telephonySessionId }: PartyRecord,
	isUnseenNews: boolean,
): Answer | undefined {
	if (isUnseenNews && OWN_PHONE_FIRST.includes(call.origin)) return undefined;
	for (const { code, hasLeft } of calledIn(call, telephonySessionId)) {
		if (!hasLeft && (code === 'Setup' || code === 'Proceeding')) return undefined;
	}
	return { answeredBy: 'person', isNews: isUnseenNews };
}

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
