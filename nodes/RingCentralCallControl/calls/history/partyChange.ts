import type { PlainEvent } from './happening';
import type { Recording } from '../events/notification';
import { isConnected, isOwn, type PartyRecord } from './partyRecord';
import type { StatusCode } from '../events/statusCode';

/** What a party was like until a change. */
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

/** Events that are told before an answer, the most telling first. */
export function eventsBeforeAnswer(before: PartyBefore, record: PartyRecord): PlainEvent[] {
	const events: PlainEvent[] = [];
	if (record.hasLeft) {
		if (!before.hasLeft) events.push('partyLeft');
		return events;
	}
	if (startsToRing(before, record)) events.push('ringing');
	return events;
}

/**
 * Events that are told after an answer.
 *
 * @param isFound whether the party was found by asking: then nobody knows since when it is on hold.
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
		(before.code === undefined || before.code === 'Setup') &&
		isOwn(record)
	);
}

function haveRecordingsChanged(before: PartyBefore, record: PartyRecord): boolean {
	const { recordings } = record;
	if (recordings === before.recordings || recordings === undefined) return false;
	return before.recordings !== undefined && isConnected(record);
}
