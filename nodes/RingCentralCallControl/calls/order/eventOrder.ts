import { sequenceOf, type Notification } from '../events/notification';
import { RecentlyUsed } from '../events/recentlyUsed';
import { SessionOrder, type Arrival } from './sessionOrder';
import { textOf } from '../events/unknown';
import { DeadlineQueue } from './deadlineQueue';

/** How long a notification waits for earlier ones of its call, in milliseconds. */
export const LONGEST_WAIT_FOR_EARLIER = 100;

/** An arrival, and the order of its session. */
interface WaitingArrival extends Arrival {
	order: SessionOrder;
}

/**
 * Puts the notifications of each call in the order of RingCentral's numbers, and drops repeated and
 * outdated ones. Deliveries may overtake one another, and some never come.
 */
export class EventOrder {
	/** A forgotten session counts as one without a seen beginning. */
	readonly #sessions = new RecentlyUsed<SessionOrder>({
		capacity: 20_000,
		milliseconds: 3_600_000,
	});
	/** IDs of notifications without a place in the order of a call. */
	readonly #uuids = new RecentlyUsed<true>({ capacity: 5_000, milliseconds: 3_600_000 });
	readonly #queue = new DeadlineQueue<WaitingArrival>(LONGEST_WAIT_FOR_EARLIER);

	/**
	 * @param now in milliseconds since the epoch.
	 * @param seesWholeCalls whether the subscription delivers every event of the account's calls, so
	 * that a gap means a late or lost notification.
	 * @returns the notifications whose turn it is now, in order.
	 */
	push(notification: Notification, now: number, seesWholeCalls: boolean): Notification[] {
		const { body, uuid } = notification;
		const sequence = sequenceOf(body);
		const telephonySessionId = textOf(body.telephonySessionId);
		if (sequence === undefined || telephonySessionId === undefined) {
			return this.#isRepeated(uuid, now) ? [] : [notification];
		}
		const order = this.#sessions.getOrAdd(telephonySessionId, now, () => new SessionOrder());
		const arrival: WaitingArrival = {
			notification,
			sequence,
			seesWholeCalls,
			order,
			dueAt: now + LONGEST_WAIT_FOR_EARLIER,
			isSettled: false,
		};
		const passed = order.take(arrival);
		if (!arrival.isSettled) this.#queue.add(arrival);
		return passed;
	}

	/** Whether a notification still waits for earlier ones of its call. */
	isWaiting(notification: Notification): boolean {
		const telephonySessionId = textOf(notification.body.telephonySessionId) ?? '';
		return this.#sessions.peek(telephonySessionId)?.isWaiting(notification) === true;
	}

	/** Notifications whose wait is over at this time, in milliseconds since the epoch. */
	due(now: number): Notification[] {
		const passed: Notification[] = [];
		for (;;) {
			const arrival = this.#queue.takeDue(now);
			if (arrival === undefined) return passed;
			passed.push(...arrival.order.giveUpBefore(arrival.sequence));
		}
	}

	/** When the next wait ends, in milliseconds since the epoch. */
	get nextDue(): number | undefined {
		return this.#queue.nextDue;
	}

	#isRepeated(uuid: string | undefined, now: number): boolean {
		if (uuid === undefined) return false;
		if (this.#uuids.get(uuid, now) !== undefined) return true;
		this.#uuids.set(uuid, true, now);
		return false;
	}
}
