import type { PlainEvent } from '../events/callEvent';
import type { Recording } from '../events/party';
import { goesOnElsewhere } from './otherPhone';
import { isConnected, isOwn, type PartyRecord } from './partyRecord';
import type { StatusCode } from '../events/statusCode';

/** The state of a party before a change. */
export interface PartyBefore {
	code: StatusCode | undefined;
	hasLeft: boolean;
	hasRung: boolean;
	hasReachedVoicemail: boolean;
	hasReceivedFax: boolean;
	isMuted: boolean | undefined;
	recordings: readonly Recording[] | undefined;
}

export function beforeOf(record: PartyRecord): PartyBefore {
	const { code, hasLeft, hasRung, hasReachedVoicemail, hasReceivedFax, isMuted, recordings } =
		record;
	return { code, hasLeft, hasRung, hasReachedVoicemail, hasReceivedFax, isMuted, recordings };
}

/**
 * Events that come before an answer.
 *
 * @param isUserThere whether the user of the leg is still on the call, on another phone.
 */
export function eventsBeforeAnswer(
	before: PartyBefore,
	record: PartyRecord,
	isUserThere: boolean,
): PlainEvent[] {
	if (!record.hasLeft) return startsToRing(before, record) ? ['ringing'] : [];
	return before.hasLeft || isUserThere || goesOn(record) ? [] : ['partyLeft'];
}

/** Whether a party's user goes on with the call on another phone or in another session. */
function goesOn({ code, party }: PartyRecord): boolean {
	return goesOnElsewhere(party) || (code === 'Gone' && party.reason === 'Pickup');
}

/**
 * Events that come after an answer.
 *
 * @param isFound whether the party comes from a request, which does not date a hold.
 */
export function eventsAfterAnswer(
	before: PartyBefore,
	record: PartyRecord,
	isFound: boolean,
): PlainEvent[] {
	const events: PlainEvent[] = [];
	if (record.hasLeft) return events;
	if (before.isMuted === false && record.isMuted === true) events.push('muted');
	if (haveRecordingsChanged(before, record)) events.push('recordingChanged');
	if (record.code !== before.code) {
		if (record.code === 'Answered' && before.code === 'Hold') events.push('resumed');
		if (record.code === 'Hold' && !(isFound && before.code === undefined)) events.push('held');
		if (record.code === 'Parked') events.push('parked');
	}
	if (record.hasReachedVoicemail && !before.hasReachedVoicemail) events.push('voicemail');
	if (record.hasReceivedFax && !before.hasReceivedFax) events.push('fax');
	return events;
}

function startsToRing(before: PartyBefore, record: PartyRecord): boolean {
	return (
		record.code === 'Proceeding' &&
		!before.hasRung &&
		!record.isSupervisor &&
		!record.party.isRingOutInitiator &&
		record.previousLeg === undefined &&
		(before.code === undefined || before.code === 'Setup') &&
		isOwn(record)
	);
}

function haveRecordingsChanged(before: PartyBefore, record: PartyRecord): boolean {
	const { recordings } = record;
	if (recordings === before.recordings || recordings === undefined) return false;
	return before.recordings !== undefined && isConnected(record);
}
