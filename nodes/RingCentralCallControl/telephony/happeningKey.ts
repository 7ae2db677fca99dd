import type { CallFacts, HistoryEvent } from './happening';
import { sequenceOf, type Notification, type Party } from './notification';

/**
 * Tells a happening from all others, also after a restart: what happens once to a party or to a
 * call is known by that, so that it has the same key whether it was told or found by asking.
 */
export function keyOf(
	event: HistoryEvent,
	call: CallFacts,
	party: Party,
	notification: Notification,
): string {
	switch (event) {
		case 'answered':
		case 'fax':
		case 'missed':
		case 'partyLeft':
		case 'ringing':
		case 'voicemail':
			return `${event}:${party.id}`;
		case 'callEnded':
			return `${event}:${call.callId}`;
		default:
			return `${event}:${numberOf(notification)}:${party.id}`;
	}
}

function numberOf({ uuid, body, timestamp }: Notification): string {
	return uuid ?? String(sequenceOf(body) ?? timestamp);
}
