import type { CallOutcome, CallSummary } from '../events/callEvent';
import { callDirectionOf, type Endpoint, type Party } from '../events/notification';
import { calledIn, type CallRecord } from './callRecord';
import { saysAnsweredElsewhere } from './missReason';
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
 * The party that a call was about: the extension that talked last, or else the one that the call was
 * for. Its ends are those of the call, and its direction that of the call as the company sees it.
 *
 * @param last the party that changed last, for a call without any extension.
 */
export function mainPartyOf(call: CallRecord, last: PartyRecord): PartyRecord {
	const records = participantsOf(call);
	const own = records.filter(isOwn);
	const talked = own.filter(({ answeredBy }) => answeredBy === 'person');
	const caller = records.find((record) => !isCalled(record));
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

/** A party, with the ends and the direction of the call that this caller began. */
export function atEndsOf(caller: Party, main: Party): Party {
	const { from, to } = caller;
	const isOutgoing = callDirectionOf(caller) === 'Outbound';
	// `callDirectionOf` turns the direction of outside parties round.
	const isOutbound = isOutgoing === (main.extensionId !== undefined);
	return {
		...main,
		from: endOfCall(from, main.from),
		to: endOfCall(to, main.to),
		legDirection: isOutbound ? 'Outbound' : 'Inbound',
		isRingOutInitiator: false,
	};
}

/** What the caller's leg says of an end counts more; the other leg may say more of the same end. */
function endOfCall(end: Endpoint, ofMain: Endpoint): Endpoint {
	const isSame = end.phoneNumber === undefined || end.phoneNumber === ofMain.phoneNumber;
	return isSame ? { ...end, ...ofMain } : end;
}

/** The leg of the same user that goes on for this one, on another phone. */
function latestLegOf(record: PartyRecord, records: readonly PartyRecord[]): PartyRecord {
	const next = records.find((other) => other.goesOnFor === record && other.wasConnected);
	return next === undefined ? record : latestLegOf(next, records);
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
	if (records.some((record) => mayHaveReached(call, record))) return 'unknown';
	if (call.isQueueCall) return 'abandoned';
	const own = records.filter(isOwn);
	const hasRung = own.some((record) => isCalled(record) && record.hasRung);
	if (!hasRung && own.some(({ answeredBy }) => answeredBy === 'callHandling'))
		return 'callHandling';
	if (call.origin === 'RingOut' || own.some((record) => !isCalled(record))) return 'noAnswer';
	if (hasRung || own.some(({ party }) => party.missedCall)) return 'missed';
	return own.length > 0 && call.startedAt !== undefined ? 'callHandling' : 'unknown';
}

/** Whether RingCentral says that a person took the call at a phone that was not seen to be answered. */
function isTakenUnseen(call: CallRecord): boolean {
	const records = participantsOf(call);
	return !records.some(isAnsweredByPerson) && records.some(saysAnsweredElsewhere);
}

function isAnsweredByPerson({ answeredBy }: PartyRecord): boolean {
	return answeredBy === 'person';
}

/**
 * Whether the caller's own leg was answered and the leg that it called was not seen: RingCentral calls
 * the caller's leg "Answered" as soon as its call handling begins, and need not tell of the other leg.
 */
function mayHaveReached(call: CallRecord, record: PartyRecord): boolean {
	if (!isOwn(record) || isCalled(record) || !record.wasConnected) return false;
	for (const telephonySessionId of call.telephonySessionIds) {
		const [called] = calledIn(call, telephonySessionId);
		if (called !== undefined) return false;
	}
	return true;
}
