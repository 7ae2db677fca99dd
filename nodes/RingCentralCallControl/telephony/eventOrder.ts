import { sequenceOf, type Notification } from './notification';
import { textOf } from './unknown';

/** How long an event waits for earlier ones of its call, in milliseconds. */
export const LONGEST_WAIT_FOR_EARLIER = 100;

/** Puts the notifications of a call in the order in which RingCentral numbered them. */
export class EventOrder {
	readonly #seen = new Set<string>();

	/**
	 * @param now in milliseconds since the epoch.
	 * @param seesWholeCalls whether the subscription delivers every event of the account's calls, so
	 * that a gap means that one is late or lost.
	 * @returns what may be reported now, in order.
	 */
	push(notification: Notification, _now: number, _seesWholeCalls: boolean): Notification[] {
		const { body } = notification;
		const key = `${textOf(body.telephonySessionId)} ${sequenceOf(body)}`;
		if (this.#seen.has(key)) return [];
		this.#seen.add(key);
		return [notification];
	}

	/** What has waited long enough at this time, in milliseconds since the epoch. */
	due(_now: number): Notification[] {
		return [];
	}

	/** When the next one has waited long enough, in milliseconds since the epoch. */
	get nextDue(): number | undefined {
		return undefined;
	}
}
