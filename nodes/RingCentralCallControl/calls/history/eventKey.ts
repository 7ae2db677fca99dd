import type { CallEventName, CallFacts } from '../events/callEvent';
import { sequenceOf, type Notification, type Party } from '../events/notification';
import { textOf } from '../events/unknown';

/** By what each event is known: it comes once for a party or for a call, or it has a place in the call. */
const KNOWN_BY: Record<CallEventName, 'call' | 'party' | 'place'> = {
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
 * Tells an event from all others, also after a restart and in another process: an event that comes once
 * for a party or for a call is known by that, so that it has the same key whether a notification showed
 * it or it was found by asking. All others are known by their place in the call.
 */
export function keyOf(
	event: CallEventName,
	call: CallFacts,
	party: Party,
	notification: Notification,
): string {
	switch (KNOWN_BY[event]) {
		case 'call':
			return `${event}:${call.callId}`;
		case 'party':
			return `${event}:${party.id}`;
		case 'place':
			return `${event}:${placeOf(notification)}:${party.id}`;
	}
}

/**
 * Tells a change of an extension's presence from all others, likewise. It is not documented how long
 * RingCentral counts before it begins anew, so that the minute belongs to it.
 */
export function presenceKeyOf(notification: Notification): string {
	const minute = notification.timestamp?.slice(0, 'YYYY-MM-DDThh:mm'.length);
	const extensionId = textOf(notification.body.extensionId);
	return `presenceChanged:${extensionId}:${placeOf(notification)}:${minute}`;
}

/**
 * Two processes that listen have a subscription each.
 *
 * Assumption EVENT-UUID: the `uuid` is another one for each subscription, `sequence` is the same for all.
 */
function placeOf({ uuid, body, timestamp }: Notification): string {
	return String(sequenceOf(body) ?? uuid ?? timestamp);
}
