import { isTriggerEvent, type CallEvent, type TriggerEvent } from '../choice/callEvent';
import type { CallSummary } from './callSummary';
import type { MissReason } from './missReason';
import type { Notification, Party } from '../events/notification';
import type { Transfer } from './transfer';

/** What the history of a call tells: the end of a hold looks like an answer without it. */
export type HistoryEvent = CallEvent | 'resumed';

/** Everything that a trigger which knows the history can start on. */
export type StreamEvent = TriggerEvent | 'resumed';

export function isStreamEvent(value: string): value is StreamEvent {
	return value === 'resumed' || isTriggerEvent(value);
}

/** Who has answered: somebody who picked up, or only RingCentral itself, with a menu for instance. */
export type AnsweredBy = 'person' | 'callHandling';

/** What is known of a whole call by now. It goes on changing as long as the call lasts. */
export interface CallFacts {
	/** The telephony session of the call; of a RingOut, that of the half that was seen first. */
	readonly callId: string;
	readonly telephonySessionIds: readonly string[];
	/** The extensions that are or were in the call. */
	readonly extensionIds: ReadonlySet<string>;
	/** All numbers that its legs were from or to. */
	readonly phoneNumbers: ReadonlySet<string>;
	readonly isQueueCall: boolean;
	readonly wasRecorded: boolean;
}

/** An event, with what only that event has to say. */
export type Told =
	| { event: 'answered'; details: { answeredBy: AnsweredBy } }
	| { event: 'missed'; details: { missReason: MissReason } }
	| { event: 'transferred'; details: { transfer: Transfer } }
	| { event: 'callEnded'; details: { summary: CallSummary } }
	| { event: PlainEvent; details?: undefined };

export type PlainEvent = Exclude<HistoryEvent, 'answered' | 'missed' | 'transferred' | 'callEnded'>;

/** Something that has happened in a call, and to whom. */
export type Happening = Told & {
	party: Party;
	/**
	 * The one that tells it; for what only time concludes, the one that it began with. What was
	 * found by asking has one made for it, without `uuid` and `eventTime`, sent when it was asked.
	 */
	notification: Notification;
	call: CallFacts;
	/** Tells this happening from all others, also after a restart. */
	key: string;
	/** Whether it was found by asking RingCentral, after its notification could not be received. */
	isCaughtUp: boolean;
};

/** The calls that RingCentral has at a moment, as far as it was asked. */
export interface LiveCalls {
	parties: LiveParty[];
	/** When the question was sent, in milliseconds since the epoch. */
	askedAt: number;
	/** Extensions whose calls are all among `parties`: somebody of these who is not has left. */
	listedExtensionIds: ReadonlySet<string>;
}

export interface LiveParty {
	telephonySessionId: string;
	/** The call's older number. */
	sessionId?: string;
	party: Party;
}
