import type { CallEvent, EventDetails } from '../events/callEvent';
import type { Notification } from '../events/notification';
import type { CallSession } from './callBook';
import type { CallRecord } from './callRecord';
import { keyOf } from './eventKey';
import type { PartyBefore } from './partyChange';
import type { PartyRecord } from './partyRecord';

/** A change of a party, and its events. */
export interface Change extends CallSession {
	record: PartyRecord;
	before: PartyBefore;
	isNew: boolean;
	notification: Notification;
	/** In milliseconds since the epoch. */
	now: number;
	/** Whether it comes from a request to RingCentral, not from a notification. */
	isFound: boolean;
	/** Grows as more of the change is understood. */
	events: CallEvent[];
}

/** Adds an event of the party that changed. */
export function addEvent(
	{ call, record, notification, events }: Change,
	details: EventDetails,
): void {
	events.push(callEventOf(details, call, record, notification));
}

/** @param begun the notification that began the event, where a later one completes it. */
export function callEventOf(
	details: EventDetails,
	call: CallRecord,
	{ party, telephonySessionId }: Pick<PartyRecord, 'party' | 'telephonySessionId'>,
	notification: Notification,
	begun: Notification = notification,
): CallEvent {
	return {
		...details,
		party,
		telephonySessionId,
		notification,
		call,
		answeredPartyId: call.answeredPartyId,
		key: keyOf(details.event, call, party, begun),
		isCaughtUp: call.isCaughtUp,
	};
}
