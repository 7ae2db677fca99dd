import type { Notification, Party } from './notification';

/** Everything that a trigger can start on. */
export type StreamEvent =
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
export type CallEventName = Exclude<StreamEvent, 'presenceChanged'>;

/** A person who picked up, or only RingCentral itself, with a menu for instance. */
export type AnsweredBy = 'callHandling' | 'person' | 'unknown';

/** Why a call was missed at a phone. */
export type MissReason = 'answeredElsewhere' | 'callerGaveUp' | 'rangOut' | 'rejected' | 'unknown';

/** One end of a transfer or a pick-up; unknown parts are undefined. */
export interface TransferEnd {
	extensionId?: string;
	name?: string;
	phoneNumber?: string;
}

/** A hand-over of a call. */
export interface Transfer {
	from: TransferEnd;
	/** Null when it did not show in time. */
	to: TransferEnd | null;
	/** RingCentral's reason, e.g. "BlindTransfer", which a forwarded ringing call has too. */
	kind: string;
}

/**
 * How a call ended up, seen as a whole.
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

/** A party, and the telephony session that it belongs to. */
export interface PlacedParty {
	telephonySessionId: string;
	party: Party;
}

/** A call that is over. Everything that was not seen is undefined. */
export interface CallSummary {
	outcome: CallOutcome;
	/** Milliseconds since the epoch, by RingCentral's clock. */
	startedAt: number | undefined;
	endedAt: number | undefined;
	ringSeconds: number | undefined;
	talkSeconds: number | undefined;
	holdSeconds: number | undefined;
	/** All parties, in the order in which they came. */
	parties: PlacedParty[];
}

/** The present knowledge of a whole call. It goes on changing as long as the call lasts. */
export interface CallFacts {
	/** The telephony session of the call; of several that are one call, the one that was seen first. */
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
	/** The party that a person answered last; undefined until a person has answered. */
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

/** An event of a call, and the party that it is about. */
export type CallEvent = EventDetails & {
	/** Of `callEnded` the party that talked, or else the one that the call was for. */
	party: Party;
	/**
	 * The notification that shows the event; of an event that only time concludes, the one that it
	 * began with. An event that was found by asking has one made for it, without `uuid` and
	 * `eventTime`, sent when RingCentral was asked.
	 */
	notification: Notification;
	telephonySessionId: string;
	call: CallFacts;
	/** The party that a person had answered last by then; undefined while no person had answered. */
	answeredPartyId?: string;
	/** Tells this event from all others, also after a restart. */
	key: string;
	/** Whether it was found by asking RingCentral, after its notification could not be received. */
	isCaughtUp: boolean;
};

/** The calls that RingCentral has at a moment, as far as it was asked. */
export interface LiveCalls {
	parties: LiveParty[];
	/** When the question was sent, in milliseconds since the epoch. */
	requestedAt: number;
	/** Extensions whose calls are all among `parties`: a party of theirs that is not has left. */
	listedExtensionIds: ReadonlySet<string>;
}

export interface LiveParty extends PlacedParty {
	/** The call's older number. */
	sessionId?: string;
}
