import type { CallHistory } from '../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import type { EventOrder } from '../../../nodes/RingCentralCallControl/calls/order/eventOrder.ts';
import type { Happening } from '../../../nodes/RingCentralCallControl/calls/history/happening.ts';
import type { Notification } from '../../../nodes/RingCentralCallControl/calls/events/notification.ts';

/** A notification, and when it arrives, in milliseconds since the epoch. */
export interface Delivery {
	notification: Notification;
	at: number;
}

/**
 * Delivers notifications in the order of their arrival, as a stream of a whole account does, and
 * lets time pass in between. In the end RingCentral says of every call in doubt that it is over.
 */
export function deliver(
	deliveries: readonly Delivery[],
	order: EventOrder,
	history: CallHistory,
): Happening[] {
	const happenings: Happening[] = [];
	const sorted = [...deliveries].sort((one, other) => one.at - other.at);
	let now = 0;
	for (const { notification, at } of sorted) {
		happenings.push(...waitUntil(at, order, history));
		now = at;
		for (const passed of order.push(notification, now, true)) {
			happenings.push(...history.observe(passed, now));
		}
	}
	happenings.push(...waitUntil(now + 60_000, order, history));
	for (const telephonySessionId of history.takeCallsInDoubt()) {
		happenings.push(...history.conclude(telephonySessionId, true, now + 60_000));
	}
	return happenings;
}

/** Does what is due up to a time, each thing at its own. */
export function waitUntil(time: number, order: EventOrder, history: CallHistory): Happening[] {
	const happenings: Happening[] = [];
	for (;;) {
		const due = Math.min(order.nextDue ?? Infinity, history.nextDue ?? Infinity);
		if (due > time) return happenings;
		for (const passed of order.due(due)) happenings.push(...history.observe(passed, due));
		happenings.push(...history.due(due));
	}
}
