import {
	EventOrder,
	LONGEST_WAIT_FOR_EARLIER,
} from '../../../../nodes/RingCentralCallControl/calls/order/eventOrder.ts';
import type { Notification } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { listOf } from '../../../../nodes/RingCentralCallControl/calls/events/unknown.ts';
import { answered, callOf, hangsUp } from '../../../fixtures/callChanges.mts';

const now = 1_000_000;

const call = callOf([...answered, ...hangsUp]);

/** The notification with this sequence. */
function event(sequence: number, from = call): Notification {
	const found = from.find(({ body }) => body.sequence === sequence);
	if (found === undefined) throw new Error(`There is no notification ${sequence}`);
	return found;
}

function sequences(notifications: readonly Notification[]): unknown[] {
	return notifications.map(({ body }) => body.sequence);
}

/** Pushes notifications all at once; returns the notifications that pass after each. */
function push(
	order: EventOrder,
	pushed: readonly number[],
	seesWholeCalls = true,
	from = call,
): unknown[][] {
	return pushed.map((sequence) =>
		sequences(order.push(event(sequence, from), now, seesWholeCalls)),
	);
}

/** Pushes a part of a call, and gives up the missing notifications. */
function orderAfter(pushed: readonly number[]): EventOrder {
	const order = new EventOrder();
	push(order, pushed);
	order.due(now + LONGEST_WAIT_FOR_EARLIER);
	return order;
}

/** The notification with this sequence, about other parties. */
function eventAbout(sequence: number, parties: readonly unknown[]): Notification {
	const found = event(sequence);
	return { ...found, body: { ...found.body, parties } };
}

function partiesIn(sequence: number): unknown[] {
	return listOf(event(sequence).body.parties);
}

describe('a subscription that sees whole calls', () => {
	it('lets the next notification pass at once', () => {
		expect(push(new EventOrder(), [2, 3, 4])).toEqual([[2], [3], [4]]);
	});

	it('makes later notifications wait, and lets them pass after the missing notification', () => {
		expect(push(new EventOrder(), [2, 5, 4, 3, 6])).toEqual([[2], [], [], [3, 4, 5], [6]]);
	});

	it('waits for the beginning of a call', () => {
		expect(push(new EventOrder(), [3, 2])).toEqual([[], [2, 3]]);
	});

	it('waits no longer than its limit', () => {
		const order = new EventOrder();
		push(order, [2, 4, 6]);

		expect(order.nextDue).toBe(now + LONGEST_WAIT_FOR_EARLIER);
		expect(order.due(now + LONGEST_WAIT_FOR_EARLIER - 1)).toEqual([]);
		expect(sequences(order.due(now + LONGEST_WAIT_FOR_EARLIER))).toEqual([4, 6]);
		expect(order.nextDue).toBeUndefined();
	});

	it('lets waiting notifications pass when each has waited long enough', () => {
		const order = new EventOrder();
		order.push(event(4), now, true);
		order.push(event(6), now + 60, true);

		expect(sequences(order.due(now + 100))).toEqual([4]);
		expect(order.nextDue).toBe(now + 160);
		expect(sequences(order.push(event(5), now + 120, true))).toEqual([5, 6]);
		expect(order.nextDue).toBeUndefined();
	});

	it('lets the next notification pass with an earlier one that has waited long enough', () => {
		const order = new EventOrder();
		order.push(event(4), now, true);
		order.push(event(5), now + 60, true);

		expect(sequences(order.due(now + 100))).toEqual([4, 5]);
	});

	it('accepts a late notification of a party without a newer one', () => {
		expect(push(orderAfter([2, 4]), [3])).toEqual([[3]]);
	});

	it('drops a late notification of a party with a newer one', () => {
		expect(push(orderAfter([2, 3, 6]), [5, 4])).toEqual([[], [4]]);
	});

	it('drops a late notification of a party with a newer late one', () => {
		expect(push(orderAfter([2, 8]), [7, 6])).toEqual([[7], []]);
	});

	it('accepts a late notification of several parties if it is the newest of one of them', () => {
		const order = orderAfter([2, 7]);
		const ofBoth = eventAbout(5, [...partiesIn(4), ...partiesIn(5)]);

		expect(sequences(order.push(ofBoth, now, true))).toEqual([5]);
		// Both parties have a newer notification now.
		expect(push(order, [4, 6])).toEqual([[], []]);
	});

	it('accepts a late notification without parties', () => {
		expect(sequences(orderAfter([2, 4]).push(eventAbout(3, []), now, true))).toEqual([3]);
	});

	it('accepts a notification with the number 1', () => {
		const [first] = callOf([['caller', 'Setup']], { firstSequence: 1 });

		expect(first && sequences(new EventOrder().push(first, now, true))).toEqual([1]);
	});

	it('drops repeated notifications, passed or waiting', () => {
		const order = new EventOrder();

		expect(push(order, [2, 2, 4, 4, 3, 3, 4])).toEqual([[2], [], [], [], [3, 4], [], []]);
		expect(order.nextDue).toBeUndefined();
	});

	it('keeps calls apart', () => {
		const order = new EventOrder();
		const [first] = callOf([['caller', 'Setup']], { call: '2' });
		push(order, [5]);

		expect(first && sequences(order.push(first, now, true))).toEqual([2]);
	});
});

describe('a subscription that sees some legs only', () => {
	it('does not wait for the legs of others', () => {
		expect(push(new EventOrder(), [3, 5, 6, 7], false)).toEqual([[3], [5], [6], [7]]);
	});

	it('waits when a step of the same party is missing', () => {
		const order = new EventOrder();

		expect(push(order, [3, 6, 5], false)).toEqual([[3], [], [5, 6]]);
	});

	it('waits for the beginning of a party', () => {
		const order = new EventOrder();

		expect(push(order, [6], false)).toEqual([[]]);
		expect(sequences(order.due(now + LONGEST_WAIT_FOR_EARLIER))).toEqual([6]);
		expect(push(order, [5], false)).toEqual([[]]);
	});

	it('lets the next step of a party pass at once, even late in the call', () => {
		const apart = callOf([
			['reception', 'Proceeding'],
			['caller', 'Answered'],
			['reception', 'Answered'],
		]);

		expect(push(new EventOrder(), [2, 4], false, apart)).toEqual([[2], [4]]);
	});

	it('lets a step pass as soon as the late step before it has arrived', () => {
		const late = callOf([
			['reception', 'Setup'],
			['reception', 'Proceeding'],
			['sales', 'Setup'],
			['caller', 'Answered'],
			['reception', 'Answered'],
		]);

		expect(push(new EventOrder(), [2, 4, 6, 3], false, late)).toEqual([[2], [4], [], [3, 6]]);
	});

	it('lets no other leg overtake a waiting notification', () => {
		const twoLegs = callOf([
			['reception', 'Setup'],
			['reception', 'Proceeding'],
			['reception', 'Answered'],
			['sales', 'Setup'],
		]);

		expect(push(new EventOrder(), [2, 4, 5, 3], false, twoLegs)).toEqual([[2], [], [], [3, 4, 5]]);
	});

	it('does not wait for earlier steps of unreadable parties', () => {
		const unreadable = eventAbout(5, [null, 'party', { status: { code: 'Answered' } }]);

		expect(sequences(new EventOrder().push(unreadable, now, false))).toEqual([5]);
	});

	it('does not wait for the ringing of a party that picks up a parked call', () => {
		const order = new EventOrder();
		const [pickup] = callOf([['sales', 'Answered', { reason: 'Pickup' }]], { firstSequence: 9 });

		expect(pickup && sequences(order.push(pickup, now, false))).toEqual([9]);
	});
});

describe('notifications without a place in a call', () => {
	const presence: Notification = {
		uuid: '1',
		event: '/restapi/v1.0/account/1/extension/2/presence',
		subscriptionId: '1',
		body: { extensionId: 2, sequence: 7 },
	};
	const unnumbered = { ...event(5), body: { ...event(5).body, sequence: undefined } };

	it.each([
		['of a presence', presence],
		['of a call, without a number', unnumbered],
	])('%s, pass at once, each once', (_, notification) => {
		const order = new EventOrder();

		expect(order.push(notification, now, true)).toEqual([notification]);
		expect(order.push(notification, now, true)).toEqual([]);
	});

	it('pass each time without an ID', () => {
		const order = new EventOrder();
		const withoutId = { ...presence, uuid: undefined };

		expect(order.push(withoutId, now, true)).toEqual([withoutId]);
		expect(order.push(withoutId, now, true)).toEqual([withoutId]);
	});

	it('do not wait', () => {
		const order = new EventOrder();
		order.push(presence, now, true);

		expect(order.isWaiting(presence)).toBe(false);
	});
});

it('knows the waiting notifications of a call', () => {
	const order = new EventOrder();
	const waiting = () => [2, 3, 4, 6].filter((sequence) => order.isWaiting(event(sequence)));
	push(order, [2, 4, 6]);

	expect(waiting()).toEqual([4, 6]);
	push(order, [3]);
	expect(waiting()).toEqual([6]);
});

it('does not wait for an absurdly high sequence', () => {
	const order = new EventOrder();
	const [huge] = callOf([['caller', 'Setup']], { firstSequence: Number.MAX_SAFE_INTEGER });
	if (huge !== undefined) order.push(huge, now, true);

	expect(order.due(now + LONGEST_WAIT_FOR_EARLIER)).toEqual([huge]);
});
