import type { CallSession } from './callBook';
import type { CallRecord } from './callRecord';
import type { Happening, Told } from './happening';
import { keyOf } from './happeningKey';
import type { Notification } from '../events/notification';
import type { PartyBefore } from './partyChange';
import type { PartyRecord } from './partyRecord';

/** A change of a party, and what it tells. */
export interface Change extends CallSession {
	record: PartyRecord;
	before: PartyBefore;
	isNew: boolean;
	notification: Notification;
	/** In milliseconds since the epoch. */
	now: number;
	/** Whether it was found by asking. */
	isFound: boolean;
	/** Grows as more of it is understood. */
	happenings: Happening[];
}

/** Tells something of the party that changed. */
export function tell({ call, record, notification, happenings }: Change, told: Told): void {
	happenings.push(happeningOf(told, call, record, notification));
}

/** @param begun the notification that it began with, where another one tells it. */
export function happeningOf(
	told: Told,
	call: CallRecord,
	{ party }: Pick<PartyRecord, 'party'>,
	notification: Notification,
	begun: Notification = notification,
): Happening {
	return {
		...told,
		party,
		notification,
		call,
		key: keyOf(told.event, call, party, begun),
		isCaughtUp: call.isCaughtUp,
	};
}
