import type { Notification } from './notification';
import type { Party } from './party';

/** The events that can start a workflow. */
export type TriggerEvent =
	| 'answered'
	| 'anyChange'
	| 'callEnded'
	| 'fax'
	| 'held'
	| 'missed'
	| 'muted'
	| 'parked'
	| 'partyLeft'
	| 'pickedUp'
	| 'presenceChanged'
	| 'recordingChanged'
	| 'resumed'
	| 'ringing'
	| 'transferred'
	| 'voicemail';

/** Events of calls, as opposed to those of an extension's presence. */
export type CallEventName = Exclude<TriggerEvent, 'presenceChanged'>;

/** `callHandling` is RingCentral itself, with a menu for instance. */
export type AnsweredBy = 'callHandling' | 'person' | 'unknown';

/** Why a call was missed at a phone. */
export type MissReason = 'answeredElsewhere' | 'callerGaveUp' | 'rangOut' | 'rejected' | 'unknown';

/** One end of a transfer or a pick-up; unknown parts are undefined. */
export interface TransferEnd {
	extensionId?: string;
	name?: string;
	phoneNumber?: string;
}

/** The transfer or forwarding of a call. */
export interface Transfer {
	from: TransferEnd;
	/** Null when the next party did not appear in time. */
	to: TransferEnd | null;
	/** RingCentral's reason, e.g. "BlindTransfer", which a forwarded ringing call has too. */
	kind: string;
}

/**
 * The outcome of a whole call.
 *
 * - `abandoned`: the caller of a queue left before an agent took the call
 * - `callHandling`: RingCentral answered, with a menu for instance, and no phone rang
 * - `noAnswer`: an outgoing call that was not taken
 * - `unknown`: too little of the call was seen
 */
export type CallOutcome =
	| 'abandoned'
	| 'answered'
	| 'callHandling'
	| 'fax'
	| 'missed'
	| 'noAnswer'
	| 'unknown'
	| 'voicemail';

/** A party and its telephony session. */
export interface PlacedParty {
	telephonySessionId: string;
	party: Party;
}

/** A call that is over; unseen parts are undefined. */
export interface CallSummary {
	outcome: CallOutcome;
	/** Milliseconds since the epoch, by RingCentral's clock. */
	startedAt: number | undefined;
	endedAt: number | undefined;
	ringSeconds: number | undefined;
	talkSeconds: number | undefined;
	holdSeconds: number | undefined;
	/** All parties, in the order of their appearance. */
	parties: PlacedParty[];
}

/** The current knowledge of a whole call, updated until the call is over. */
export interface CallFacts {
	/** The ID of the telephony session, or of the first seen of several sessions that are one call. */
	readonly callId: string;
	readonly telephonySessionIds: readonly string[];
	/** The extensions that are or were in the call. */
	readonly extensionIds: ReadonlySet<string>;
	/** All numbers that its legs were from or to. */
	readonly phoneNumbers: ReadonlySet<string>;
	/** How the call came about, e.g. "Call" or "RingOut". */
	readonly origin: string | undefined;
	readonly isQueueCall: boolean;
	readonly wasRecorded: boolean;
	/** The party of the latest answer by a person; undefined before the first such answer. */
	readonly answeredPartyId: string | undefined;
}

/** An event, with the details that only this event has. */
export type EventDetails =
	| { event: 'answered'; details: { answeredBy: AnsweredBy } }
	| { event: 'callEnded'; details: { summary: CallSummary } }
	| { event: 'missed'; details: { missReason: MissReason } }
	| { event: 'pickedUp'; details: { by: TransferEnd | null } }
	| { event: 'transferred'; details: { transfer: Transfer } }
	| { event: PlainEvent; details?: undefined };

/** An event without details of its own. */
export type PlainEvent = Exclude<
	CallEventName,
	'answered' | 'callEnded' | 'missed' | 'pickedUp' | 'transferred'
>;

/** An event of a call, and its party. */
export type CallEvent = EventDetails & {
	/** For `callEnded`, the party that talked last, or else the party that the call was for. */
	party: Party;
	/**
	 * The notification that shows the event; for an event concluded after a wait, the notification
	 * that started the wait. An event found by asking RingCentral has a constructed notification
	 * without `uuid` and `eventTime`, with the time of the request as its `timestamp`.
	 */
	notification: Notification;
	telephonySessionId: string;
	call: CallFacts;
	/** The `answeredPartyId` of the call at the time of the event. */
	answeredPartyId?: string;
	/** Unique to this event, and the same after a restart. */
	key: string;
	/** Whether the event comes from asking RingCentral, after its notification was missed. */
	isCaughtUp: boolean;
};

/** A snapshot of the live calls, as far as RingCentral was asked for them. */
export interface LiveCalls {
	parties: LiveParty[];
	/** The time of the request, in milliseconds since the epoch. */
	requestedAt: number;
	/** Extensions with all their calls in `parties`; a party of theirs missing there has left. */
	listedExtensionIds: ReadonlySet<string>;
}

export interface LiveParty extends PlacedParty {
	/** RingCentral's older ID of the call. */
	sessionId?: string;
}
