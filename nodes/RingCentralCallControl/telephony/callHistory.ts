import { eventsOf } from './callEvent';
import type { Happening, LiveCalls, PlainEvent } from './happening';
import { callDirectionOf, partiesOf, type Notification } from './notification';
import { textOf } from './unknown';

/** Remembers the live calls of an account and tells what happens in them. */
export class CallHistory {
	/**
	 * @param notification about a telephony session; those of one session in their order.
	 * @param now in milliseconds since the epoch.
	 * @returns what it tells; the last of each party that changed is `anyChange`.
	 */
	observe(notification: Notification, _now: number): Happening[] {
		const { body, uuid } = notification;
		const callId = textOf(body.telephonySessionId) ?? '';
		return partiesOf(notification).flatMap((party) => {
			const events = eventsOf(party, callDirectionOf(party)).filter(
				(event): event is PlainEvent & typeof event =>
					event !== 'answered' && event !== 'missed' && event !== 'transferred',
			);
			const call = {
				callId,
				telephonySessionIds: [callId],
				extensionIds: new Set(party.extensionId === undefined ? [] : [party.extensionId]),
				phoneNumbers: new Set([party.from.phoneNumber ?? '', party.to.phoneNumber ?? '']),
				isQueueCall: party.queueCall,
				wasRecorded: party.recordings.length > 0,
			};
			return [...events, 'anyChange' as const].map(
				(event): Happening => ({
					event,
					party,
					notification,
					call,
					key: `${event}:${party.id}:${uuid}`,
					isCaughtUp: false,
				}),
			);
		});
	}

	/** What has changed since the last notification, as RingCentral's answer shows. */
	reconcile(_snapshot: LiveCalls, _now: number): Happening[] {
		return [];
	}

	/** What time alone concludes, up to `now`. */
	due(_now: number): Happening[] {
		return [];
	}

	/** When time alone concludes something next, in milliseconds since the epoch. */
	get nextDue(): number | undefined {
		return undefined;
	}

	/**
	 * Calls of which it is not known whether somebody is left, because not all of their parties were
	 * seen. Each is handed out once.
	 *
	 * @returns telephony session IDs.
	 */
	takeCallsInDoubt(): string[] {
		return [];
	}

	/** Says what RingCentral answered about a call in doubt. */
	conclude(_telephonySessionId: string, _isOver: boolean, _now: number): Happening[] {
		return [];
	}
}
