import type { MissReason } from '../events/callEvent';
import type { Party } from '../events/party';
import { calledIn, type CallRecord } from './callRecord';
import { isCalled, isOwn, type PartyRecord } from './partyRecord';
import { goesOnElsewhere } from './otherPhone';
import { HANDED_ON, PARKED } from './transfer';

/**
 * Miss reasons by RingCentral's reason alone.
 *
 * Assumption MISS-REASONS: no captured event of a missed call has a reason, so that these go by their
 * names in RingCentral's list. https://developers.ringcentral.com/guide/voice/call-log/states
 */
const BY_REASON: Partial<Record<string, MissReason>> = {
	AgentAnswered: 'answeredElsewhere',
	CallReplied: 'rejected',
	CallerDropped: 'callerGaveUp',
	Cancelled: 'callerGaveUp',
	NoAnswer: 'rangOut',
	Pickup: 'answeredElsewhere',
	Rejected: 'rejected',
	TargetBusy: 'rejected',
	Timeout: 'rangOut',
	Voicemail: 'rangOut',
};

/**
 * Whether a call went past a phone of the company: it rang there and was neither taken there nor sent
 * elsewhere.
 */
export function wasMissed(call: CallRecord, record: PartyRecord): boolean {
	const { party, answeredBy, hasRung, isSupervisor, hasReachedVoicemail } = record;
	if (!isOwn(record) || !isCalled(record) || isSupervisor || answeredBy !== undefined) return false;
	if (!record.hasLeft && !hasReachedVoicemail) return false;
	if (record.previousLeg || hadAnswered(party)) return false;
	// Assumption MISSED-CALL: the mark is right where it is set; no published event has it.
	if (party.missedCall) return true;
	const mayHaveBeenAnswered = record.hasLostNotification || record.mayHaveBeenAnswered;
	const isCertain = hasReachedVoicemail || BY_REASON[party.reason ?? ''] !== undefined;
	if (mayHaveBeenAnswered && !isCertain) return false;
	return hasRung && !HANDED_ON.includes(party.reason ?? '') && !isServedQueue(call, record);
}

/** Whether the reason for the end of a leg shows that a person has answered, there or elsewhere. */
export function showsAnswer({ party }: PartyRecord): boolean {
	return hadAnswered(party) || BY_REASON[party.reason ?? ''] === 'answeredElsewhere';
}

/** Whether the user of a leg has answered, seen or not, to go on elsewhere or to park the call. */
function hadAnswered(party: Party): boolean {
	return goesOnElsewhere(party) || PARKED.includes(party.reason ?? '');
}

/** The reason when the party leaves; undefined when it depends on the following changes. */
export function missReasonOf(call: CallRecord, record: PartyRecord): MissReason | undefined {
	const byReason = BY_REASON[record.party.reason ?? ''];
	if (byReason !== undefined) return byReason;
	// Assumption REFUSED-REASON: a rejected call goes to voicemail too, and then RingCentral gives a reason.
	if (!record.hasLeft || record.hasReachedVoicemail) return 'rangOut';
	if (isTakenElsewhere(call, record)) return 'answeredElsewhere';
	return hasCallerLeft(call, record) ? 'callerGaveUp' : undefined;
}

/** The reason by the next change in the call; undefined when that change is unrelated. */
export function missReasonAfter(
	call: CallRecord,
	record: PartyRecord,
	changed: PartyRecord,
	isNew: boolean,
): MissReason | undefined {
	if (changed.telephonySessionId !== record.telephonySessionId) return undefined;
	if (isTakenElsewhere(call, record)) return 'answeredElsewhere';
	if (hasCallerLeft(call, record)) return 'callerGaveUp';
	// The call goes on to the next phone or to voicemail.
	const goesOn = isCalled(changed) && (isNew || changed.hasReachedVoicemail);
	return goesOn ? 'rangOut' : undefined;
}

/** A queue does not miss a call that an agent takes. The agents' legs are addressed to the queue. */
function isServedQueue(call: CallRecord, { party, telephonySessionId }: PartyRecord): boolean {
	if (party.queueCall) return false;
	if (party.reason === 'AgentAnswered') return true;
	for (const other of calledIn(call, telephonySessionId)) {
		const isAgent = other.party.queueCall && other.party.extensionId !== party.extensionId;
		if (isAgent && other.party.to.extensionId === party.extensionId && isTaken(other)) return true;
	}
	return false;
}

function isTakenElsewhere(call: CallRecord, record: PartyRecord): boolean {
	for (const other of calledIn(call, record.telephonySessionId)) {
		if (!other.hasLeft && isTaken(other)) return true;
	}
	return false;
}

function isTaken({ answeredBy }: PartyRecord): boolean {
	return answeredBy === 'person';
}

/** Whether the caller has been seen and is gone. */
function hasCallerLeft(call: CallRecord, { telephonySessionId }: PartyRecord): boolean {
	let wasSeen = false;
	for (const other of call.parties.values()) {
		if (other.telephonySessionId !== telephonySessionId || isCalled(other)) continue;
		if (other.isSupervisor) continue;
		if (!other.hasLeft) return false;
		wasSeen = true;
	}
	return wasSeen;
}
