import type { CallHistory } from '../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import type { EventOrder } from '../../../nodes/RingCentralCallControl/calls/order/eventOrder.ts';
import type { CallEvent } from '../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import type { Notification } from '../../../nodes/RingCentralCallControl/calls/events/notification.ts';

/** A notification, and when it arrives, in milliseconds since the epoch. */
export interface Delivery {
	notification: Notification;
	at: number;
}

/**
 * Delivers notifications in the order of their arrival, as a stream of a whole account does, and
 * lets time pass in between. At the end RingCentral confirms every unconfirmed end.
 */
export function deliver(
	deliveries: readonly Delivery[],
	order: EventOrder,
	history: CallHistory,
): CallEvent[] {
	const events: CallEvent[] = [];
	const sorted = [...deliveries].sort((one, other) => one.at - other.at);
	let now = 0;
	for (const { notification, at } of sorted) {
		events.push(...waitUntil(at, order, history));
		now = at;
		for (const passed of order.push(notification, now, true)) {
			events.push(...history.observe(passed, now, true));
		}
	}
	events.push(...waitUntil(now + 60_000, order, history));
	for (const telephonySessionId of history.takeUnconfirmedEnds()) {
		events.push(...history.conclude(telephonySessionId, true, now + 60_000));
	}
	return events;
}

/** Runs the due steps up to a time, each at its own. */
export function waitUntil(time: number, order: EventOrder, history: CallHistory): CallEvent[] {
	const events: CallEvent[] = [];
	for (;;) {
		const due = Math.min(order.nextDue ?? Infinity, history.nextDue ?? Infinity);
		if (due > time) return events;
		for (const passed of order.due(due)) events.push(...history.observe(passed, due, true));
		events.push(...history.due(due));
	}
}
