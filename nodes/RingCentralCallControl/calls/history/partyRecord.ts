import type { AnsweredBy } from '../events/callEvent';
import { sequenceOf, type Notification } from '../events/notification';
import { hasLeft, type Party, type Recording } from '../events/party';
import { statusCodeOf, type StatusCode } from '../events/statusCode';
import { isBeginning } from '../parties/statusStep';

/** Ends and direction of a call, as a party has them. */
export type CallEnds = Pick<
	Party,
	| 'extensionName'
	| 'extensionNumber'
	| 'from'
	| 'legDirection'
	| 'queueCall'
	| 'queueExtensionId'
	| 'queueName'
	| 'to'
>;

/** The memory of one party of a call. */
export interface PartyRecord {
	readonly telephonySessionId: string;
	/** The latest known data. */
	party: Party;
	notification: Notification;
	code: StatusCode | undefined;
	/** Time of its last notification or request, in milliseconds since the epoch by n8n's clock. */
	changedAt: number;
	/** The number of its last notification; undefined when that had none. */
	sequence: number | undefined;
	/** The same user's leg on another phone, which this one replaces. */
	readonly previousLeg: PartyRecord | undefined;
	/** Direction and ends of the call, where they replace those of this leg. */
	ends: CallEnds | undefined;
	/** Whether its state comes from a request to RingCentral, not from a notification. */
	isFound: boolean;
	/** Time of its silent takeover, in milliseconds since the epoch; undefined after a notification. */
	takenOverAt: number | undefined;
	hasLeft: boolean;
	/** Whether it may have left during an interruption: it is missing from an incomplete list. */
	mayHaveLeft: boolean;
	/** Whether its phone rang, or the phone that it calls. */
	hasRung: boolean;
	/** Whether voice could pass at some time. */
	wasConnected: boolean;
	/** Undefined until it is answered. */
	answeredBy: AnsweredBy | undefined;
	/** Whether it is a supervisor's leg, which neither calls nor is called. */
	isSupervisor: boolean;
	/** Whether a lost notification may have been about it. */
	hasLostNotification: boolean;
	/** Whether another process may have seen its answer. */
	mayHaveBeenAnswered: boolean;
	isTransferred: boolean;
	isMissed: boolean;
	hasReachedVoicemail: boolean;
	hasReceivedFax: boolean;
	/** Undefined until a notification tells them, if the party's beginning was not seen. */
	recordings: readonly Recording[] | undefined;
	/** Undefined likewise. */
	isMuted: boolean | undefined;
}

const NO_RECORDINGS: readonly Recording[] = [];

/** A new party, before `update` adds its first state. */
export function newPartyRecord(
	telephonySessionId: string,
	party: Party,
	notification: Notification,
	previousLeg: PartyRecord | undefined,
): PartyRecord {
	const code = statusCodeOf(party.status);
	// A party with an unknown status may have been muted or recorded already.
	const isSeenFromBeginning = code !== undefined && isBeginning(code, party.reason);
	return {
		telephonySessionId,
		party,
		notification,
		code: undefined,
		changedAt: 0,
		sequence: undefined,
		previousLeg,
		ends: undefined,
		isFound: false,
		takenOverAt: undefined,
		hasLeft: false,
		mayHaveLeft: false,
		hasRung: false,
		wasConnected: false,
		answeredBy: undefined,
		isSupervisor: false,
		hasLostNotification: false,
		mayHaveBeenAnswered: false,
		isTransferred: false,
		isMissed: false,
		hasReachedVoicemail: false,
		hasReceivedFax: false,
		recordings: isSeenFromBeginning ? NO_RECORDINGS : undefined,
		isMuted: isSeenFromBeginning ? false : undefined,
	};
}

/** Whether the party of this leg is called, as opposed to calling. */
export function isCalled({ party }: PartyRecord): boolean {
	return party.legDirection === 'Inbound';
}

/** Whether the leg is that of an extension of the company. */
export function isOwn({ party }: PartyRecord): boolean {
	return party.extensionId !== undefined;
}

/** Whether voice can pass, now or when the hold is over. */
export function isConnected({ code }: PartyRecord): boolean {
	return code === 'Answered' || code === 'Hold';
}

/** Takes over the present values of the party. */
export function update(
	record: PartyRecord,
	party: Party,
	notification: Notification,
	now: number,
): void {
	record.party = party;
	record.notification = notification;
	record.code = statusCodeOf(party.status);
	record.changedAt = now;
	record.hasLeft = hasLeft(party);
	record.mayHaveLeft = false;
	record.sequence = sequenceOf(notification.body);
	if (record.code === 'Proceeding') record.hasRung = true;
	if (isConnected(record)) record.wasConnected = true;
	if (party.reason === 'Supervising') record.isSupervisor = true;
	if (record.code === 'FaxReceive') record.hasReceivedFax = true;
	if (record.code === 'VoiceMail' || record.code === 'VoiceMailScreening') {
		record.hasReachedVoicemail = true;
	}
	if (party.muted !== undefined) record.isMuted = party.muted;
	if (party.recordings !== undefined) updateRecordings(record, party.recordings);
}

/** An equal list leaves the old one in place; recordings missing from a notification are kept. */
function updateRecordings(record: PartyRecord, recordings: readonly Recording[]): void {
	const known = record.recordings ?? NO_RECORDINGS;
	const isSame = recordings.length === 0 || areAlike(known, recordings);
	record.recordings = isSame ? known : recordings;
}

function areAlike(known: readonly Recording[], recordings: readonly Recording[]): boolean {
	return (
		known.length === recordings.length &&
		recordings.every(({ id, active }, index) => {
			const other = known[index];
			return other !== undefined && other.id === id && other.active === active;
		})
	);
}
