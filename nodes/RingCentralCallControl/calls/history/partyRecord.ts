import type { AnsweredBy } from '../events/callEvent';
import {
	hasLeft,
	sequenceOf,
	type Notification,
	type Party,
	type Recording,
} from '../events/notification';
import { statusCodeOf, type StatusCode } from '../events/statusCode';
import { isBeginning } from '../parties/statusStep';

/** What a party says of the call that it is in. */
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
	/** As it was told last. */
	party: Party;
	notification: Notification;
	code: StatusCode | undefined;
	/** When it was told or found last, in milliseconds since the epoch by n8n's clock. */
	changedAt: number;
	/** The number of its last notification; undefined when that had none. */
	sequence: number | undefined;
	/** The leg of the same user that this one goes on for, on another phone. */
	readonly goesOnFor: PartyRecord | undefined;
	/** The direction and the ends of the call, where RingCentral tells those of a new phone. */
	ends: CallEnds | undefined;
	/** Whether it was found by asking that it is like this. */
	isFound: boolean;
	/** When it was taken over silently, in milliseconds since the epoch; undefined once it was told of. */
	takenOverAt: number | undefined;
	hasLeft: boolean;
	/** Whether it may have left when nothing could be received: it was not found where not all are. */
	mayHaveLeft: boolean;
	/** Whether its phone rang, or the phone that it calls. */
	hasRung: boolean;
	/** Whether voice could pass at some time. */
	wasConnected: boolean;
	/** Undefined until it is answered. */
	answeredBy: AnsweredBy | undefined;
	/** A colleague who listens: neither calls nor is called. */
	isSupervisor: boolean;
	/** Whether a notification was lost that may have been about it. */
	hasLostSomething: boolean;
	/** Whether another process may have been told that it was answered. */
	mayHaveBeenAnswered: boolean;
	isTransferred: boolean;
	isMissed: boolean;
	hasReachedVoicemail: boolean;
	hasReceivedFax: boolean;
	/** Undefined when they are not known, because the party was not seen from its beginning. */
	recordings: readonly Recording[] | undefined;
	/** Undefined likewise. */
	isMuted: boolean | undefined;
}

const NO_RECORDINGS: readonly Recording[] = [];

/** A party that nothing is known of, before its first notification is taken over. */
export function newPartyRecord(
	telephonySessionId: string,
	party: Party,
	notification: Notification,
	goesOnFor: PartyRecord | undefined,
): PartyRecord {
	const isSeenFromBeginning = isBeginning(statusCodeOf(party.status), party.reason);
	return {
		telephonySessionId,
		party,
		notification,
		code: undefined,
		changedAt: 0,
		sequence: undefined,
		goesOnFor,
		ends: undefined,
		isFound: false,
		takenOverAt: undefined,
		hasLeft: false,
		mayHaveLeft: false,
		hasRung: false,
		wasConnected: false,
		answeredBy: undefined,
		isSupervisor: false,
		hasLostSomething: false,
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
	record.isMuted = party.muted;
	record.sequence = sequenceOf(notification.body);
	if (record.code === 'Proceeding') record.hasRung = true;
	if (isConnected(record)) record.wasConnected = true;
	if (party.reason === 'Supervising') record.isSupervisor = true;
	if (record.code === 'FaxReceive') record.hasReceivedFax = true;
	if (record.code === 'VoiceMail' || record.code === 'VoiceMailScreening') {
		record.hasReachedVoicemail = true;
	}
	updateRecordings(record, party.recordings);
}

/** A list that says the same stays the same list; a value that is told no more was not deleted. */
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
