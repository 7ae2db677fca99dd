import type { CallOutcome, CallSummary } from '../events/callEvent';
import { callDirectionOf, type Endpoint, type Party } from '../events/party';
import { calledIn, type CallRecord } from './callRecord';
import { showsAnswer } from './missReason';
import { isCalled, isOwn, type PartyRecord } from './partyRecord';

/** Sums up a call that is over. */
export function summaryOf(call: CallRecord): CallSummary {
	const { durations, startedAt, lastChangeAt, hasGoneOnUnseen } = call;
	const outcome = outcomeOf(call);
	const isWholeSeen = !hasGoneOnUnseen && !isTakenUnseen(call);
	const isSeen = startedAt !== undefined && outcome !== 'unknown' && isWholeSeen;
	const isAnswerSeen = isSeen && !call.isAnswerUnseen;
	return {
		outcome,
		startedAt,
		endedAt: hasGoneOnUnseen ? undefined : lastChangeAt,
		ringSeconds: isAnswerSeen ? durations.secondsOf('ring') : undefined,
		talkSeconds: isAnswerSeen ? durations.secondsOf('talk') : undefined,
		holdSeconds: isSeen ? durations.secondsOf('hold') : undefined,
		parties: [...call.parties.values()].map(({ telephonySessionId, party }) => ({
			telephonySessionId,
			party,
		})),
	};
}

/**
 * The main party of a call: the extension that talked last, or else the called extension. Its ends are
 * those of the call, and its direction that of the call as the company sees it.
 *
 * @param last the party that changed last, for a call without any extension.
 */
export function mainPartyOf(call: CallRecord, last: PartyRecord): PartyRecord {
	const records = participantsOf(call);
	const own = records.filter(isOwn);
	const talked = own.filter(({ answeredBy }) => answeredBy === 'person');
	const caller = callerOf(call, records);
	const callerWhoTalked = talked.find((record) => record === caller);
	const main =
		(callerWhoTalked && latestLegOf(callerWhoTalked, records)) ??
		talked.at(-1) ??
		own.findLast(
			({ hasReachedVoicemail, hasReceivedFax }) => hasReachedVoicemail || hasReceivedFax,
		) ??
		own.findLast(({ hasRung }) => hasRung) ??
		own.at(-1) ??
		last;
	if (caller === undefined || caller === main) return main;
	return { ...main, party: atEndsOf(caller.party, main.party) };
}

/** A RingOut in two sessions also has a leg from outside, which stands for the other side. */
function callerOf(
	{ origin }: CallRecord,
	records: readonly PartyRecord[],
): PartyRecord | undefined {
	const callers = records.filter((record) => !isCalled(record));
	return (origin === 'RingOut' ? callers.find(isOwn) : undefined) ?? callers[0];
}

/** A party, with the ends and the direction of the call that this caller began. */
export function atEndsOf(caller: Party, main: Party): Party {
	const { from, to } = caller;
	const isOutgoing = callDirectionOf(caller) === 'Outbound';
	// `callDirectionOf` reverses the direction of outside parties.
	const isOutbound = isOutgoing === (main.extensionId !== undefined);
	return {
		...main,
		from: endOfCall(from, main.from),
		to: endOfCall(to, main.to),
		legDirection: isOutbound ? 'Outbound' : 'Inbound',
		isRingOutInitiator: false,
	};
}

/** The end by the caller's leg, with further data of the main party's leg where it is the same end. */
function endOfCall(end: Endpoint, ofMain: Endpoint): Endpoint {
	const isSame = end.phoneNumber === undefined || end.phoneNumber === ofMain.phoneNumber;
	return isSame ? { ...end, ...ofMain } : end;
}

/** The user's latest leg, after every move to another phone. */
function latestLegOf(record: PartyRecord, records: readonly PartyRecord[]): PartyRecord {
	const next = records.find((other) => other.previousLeg === record && other.wasConnected);
	return next === undefined ? record : latestLegOf(next, records);
}

/** Whether a supervisor was alone in it, so that it is no call of the company. */
export function isSupervisionOnly(call: CallRecord): boolean {
	return participantsOf(call).length === 0;
}

function participantsOf(call: CallRecord): PartyRecord[] {
	return [...call.parties.values()].filter(({ isSupervisor }) => !isSupervisor);
}

function outcomeOf(call: CallRecord): CallOutcome {
	const records = participantsOf(call);
	if (records.some(isAnsweredByPerson) || isTakenUnseen(call)) return 'answered';
	if (call.origin === 'Conference' && call.isJoined) return 'answered';
	if (records.some(({ hasReceivedFax }) => hasReceivedFax)) return 'fax';
	if (records.some(({ hasReachedVoicemail }) => hasReachedVoicemail)) return 'voicemail';
	const isUnclear = records.some(({ answeredBy }) => answeredBy === 'unknown');
	if (isUnclear || call.hasGoneOnUnseen || call.mayHaveBeenAnswered) return 'unknown';
	if (records.some((record) => isAnswerLost(record) || mayHaveReached(call, record)))
		return 'unknown';
	if (call.isQueueCall) return 'abandoned';
	const own = records.filter(isOwn);
	const hasRung = own.some((record) => isCalled(record) && record.hasRung);
	if (!hasRung && own.some(({ answeredBy }) => answeredBy === 'callHandling'))
		return 'callHandling';
	if (call.origin === 'RingOut' || own.some((record) => !isCalled(record))) return 'noAnswer';
	if (hasRung || own.some(({ party }) => party.missedCall)) return 'missed';
	return own.length > 0 && call.startedAt !== undefined ? 'callHandling' : 'unknown';
}

/** Whether the reason of a leg shows that a person has answered, and that answer was not seen. */
function isTakenUnseen(call: CallRecord): boolean {
	const records = participantsOf(call);
	return !records.some(isAnsweredByPerson) && records.some(showsAnswer);
}

function isAnsweredByPerson({ answeredBy }: PartyRecord): boolean {
	return answeredBy === 'person';
}

/** Whether a lost notification may have been the answer of this leg. */
function isAnswerLost(record: PartyRecord): boolean {
	const { answeredBy, hasLostNotification, isMissed } = record;
	return isCalled(record) && hasLostNotification && answeredBy === undefined && !isMissed;
}

/**
 * Whether the caller's own leg was answered and the called leg was not seen. RingCentral reports the
 * caller's leg as "Answered" as soon as its call handling begins, and may omit the other leg.
 */
function mayHaveReached(call: CallRecord, record: PartyRecord): boolean {
	if (!isOwn(record) || isCalled(record) || !record.wasConnected) return false;
	for (const telephonySessionId of call.telephonySessionIds) {
		const [called] = calledIn(call, telephonySessionId);
		if (called !== undefined) return false;
	}
	return true;
}
