import type { CallEventName, CallFacts } from '../events/callEvent';
import { sequenceOf, type Notification } from '../events/notification';
import type { Party } from '../events/party';
import { textOf } from '../events/unknown';

/** The identity of each event: once for a party, once for a call, or its place in the call. */
const KEYED_BY: Record<CallEventName, 'call' | 'party' | 'place'> = {
	answered: 'party',
	anyChange: 'place',
	callEnded: 'call',
	fax: 'party',
	held: 'place',
	missed: 'party',
	muted: 'place',
	parked: 'place',
	partyLeft: 'party',
	pickedUp: 'party',
	recordingChanged: 'place',
	resumed: 'place',
	ringing: 'party',
	transferred: 'place',
	voicemail: 'party',
};

/**
 * A unique key of an event, the same after a restart and in another process. An event that comes once for
 * a party or a call is keyed by that party or call, so that a notification and a request give the same
 * key. All others are keyed by their place in the call.
 */
export function keyOf(
	event: CallEventName,
	call: CallFacts,
	party: Party,
	notification: Notification,
): string {
	switch (KEYED_BY[event]) {
		case 'call':
			return `${event}:${call.callId}`;
		case 'party':
			return `${event}:${party.id}`;
		case 'place':
			return `${event}:${placeOf(notification)}:${party.id}`;
	}
}

/**
 * A unique key of a change of an extension's presence. It includes the minute, because it is not
 * documented when RingCentral's count of these changes begins anew.
 */
export function presenceKeyOf(notification: Notification): string {
	const minute = notification.timestamp?.slice(0, 'YYYY-MM-DDThh:mm'.length);
	const extensionId = textOf(notification.body.extensionId);
	return `presenceChanged:${extensionId}:${placeOf(notification)}:${minute}`;
}

/**
 * Two listening processes have a subscription each.
 *
 * Assumption EVENT-UUID: the `uuid` is another one for each subscription, `sequence` is the same for all.
 */
function placeOf({ uuid, body, timestamp }: Notification): string {
	return String(sequenceOf(body) ?? uuid ?? timestamp);
}
