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

/** Pushes notifications all at once; gives what passes after each. */
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

/** Pushes a part of a call, and gives up all the rest. */
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
	it('lets the next in line pass at once', () => {
		expect(push(new EventOrder(), [2, 3, 4])).toEqual([[2], [3], [4]]);
	});

	it('makes later ones wait, and lets them pass behind the missing one', () => {
		expect(push(new EventOrder(), [2, 5, 4, 3, 6])).toEqual([[2], [], [], [3, 4, 5], [6]]);
	});

	it('waits for the beginning of a call', () => {
		expect(push(new EventOrder(), [3, 2])).toEqual([[], [2, 3]]);
	});

	it('waits no longer than it says', () => {
		const order = new EventOrder();
		push(order, [2, 4, 6]);

		expect(order.nextDue).toBe(now + LONGEST_WAIT_FOR_EARLIER);
		expect(order.due(now + LONGEST_WAIT_FOR_EARLIER - 1)).toEqual([]);
		expect(sequences(order.due(now + LONGEST_WAIT_FOR_EARLIER))).toEqual([4, 6]);
		expect(order.nextDue).toBeUndefined();
	});

	it('lets what waited pass when the first of them has waited long enough, each by its own time', () => {
		const order = new EventOrder();
		order.push(event(4), now, true);
		order.push(event(6), now + 60, true);

		expect(sequences(order.due(now + 100))).toEqual([4]);
		expect(order.nextDue).toBe(now + 160);
		expect(sequences(order.push(event(5), now + 120, true))).toEqual([5, 6]);
		expect(order.nextDue).toBeUndefined();
	});

	it('does not hold back the next in line behind one that has waited long enough', () => {
		const order = new EventOrder();
		order.push(event(4), now, true);
		order.push(event(5), now + 60, true);

		expect(sequences(order.due(now + 100))).toEqual([4, 5]);
	});

	it('still takes a late one of a party of which nothing newer has passed', () => {
		expect(push(orderAfter([2, 4]), [3])).toEqual([[3]]);
	});

	it('drops a late one of a party of which something newer has passed', () => {
		expect(push(orderAfter([2, 3, 6]), [5, 4])).toEqual([[], [4]]);
	});

	it('drops a late one of a party of which another late one was newer', () => {
		expect(push(orderAfter([2, 8]), [7, 6])).toEqual([[7], []]);
	});

	it('still takes a late one of several parties if it is news of one of them', () => {
		const order = orderAfter([2, 7]);
		const ofBoth = eventAbout(5, [...partiesIn(4), ...partiesIn(5)]);

		expect(sequences(order.push(ofBoth, now, true))).toEqual([5]);
		// Of each of them something newer has passed now.
		expect(push(order, [4, 6])).toEqual([[], []]);
	});

	it('still takes a late one without parties', () => {
		expect(sequences(orderAfter([2, 4]).push(eventAbout(3, []), now, true))).toEqual([3]);
	});

	it('does not lose a notification with the number 1', () => {
		const [first] = callOf([['caller', 'Setup']], { firstSequence: 1 });

		expect(first && sequences(new EventOrder().push(first, now, true))).toEqual([1]);
	});

	it('drops what it has seen, passed on or waiting', () => {
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

	it('lets the next step of a party pass at once, however much later in the call it comes', () => {
		const apart = callOf([
			['reception', 'Proceeding'],
			['caller', 'Answered'],
			['reception', 'Answered'],
		]);

		expect(push(new EventOrder(), [2, 4], false, apart)).toEqual([[2], [4]]);
	});

	it('lets a step pass as soon as the late one before it has come', () => {
		const late = callOf([
			['reception', 'Setup'],
			['reception', 'Proceeding'],
			['sales', 'Setup'],
			['caller', 'Answered'],
			['reception', 'Answered'],
		]);

		expect(push(new EventOrder(), [2, 4, 6, 3], false, late)).toEqual([[2], [4], [], [3, 6]]);
	});

	it('lets no other leg overtake a notification that waits', () => {
		const twoLegs = callOf([
			['reception', 'Setup'],
			['reception', 'Proceeding'],
			['reception', 'Answered'],
			['sales', 'Setup'],
		]);

		expect(push(new EventOrder(), [2, 4, 5, 3], false, twoLegs)).toEqual([[2], [], [], [3, 4, 5]]);
	});

	it('does not wait for the earlier steps of parties that it cannot read', () => {
		const unreadable = eventAbout(5, [null, 'party', { status: { code: 'Answered' } }]);

		expect(sequences(new EventOrder().push(unreadable, now, false))).toEqual([5]);
	});

	it('does not wait for the ringing of who picks up a parked call', () => {
		const order = new EventOrder();
		const [pickup] = callOf([['sales', 'Answered', { reason: 'Pickup' }]], { firstSequence: 9 });

		expect(pickup && sequences(order.push(pickup, now, false))).toEqual([9]);
	});
});

describe('notifications that have no place in a call', () => {
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

	it('pass each time where they have no ID', () => {
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

it('knows which notifications of a call wait', () => {
	const order = new EventOrder();
	const waiting = () => [2, 3, 4, 6].filter((sequence) => order.isWaiting(event(sequence)));
	push(order, [2, 4, 6]);

	expect(waiting()).toEqual([4, 6]);
	push(order, [3]);
	expect(waiting()).toEqual([6]);
});

it('does not wait for a sequence that is out of all proportion', () => {
	const order = new EventOrder();
	const [huge] = callOf([['caller', 'Setup']], { firstSequence: Number.MAX_SAFE_INTEGER });
	if (huge !== undefined) order.push(huge, now, true);

	expect(order.due(now + LONGEST_WAIT_FOR_EARLIER)).toEqual([huge]);
});
