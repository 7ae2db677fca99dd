import {
	EventOrder,
	LONGEST_WAIT_FOR_EARLIER,
} from '../../../../nodes/RingCentralCallControl/calls/order/eventOrder.ts';
import type { Notification } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { answered, callOf, hangsUp } from '../../../fixtures/callChanges.mts';

const now = 1_000_000;

const call = callOf([...answered, ...hangsUp]);

/** The notification with this sequence. */
function event(sequence: number): Notification {
	const found = call[sequence - 2];
	if (found === undefined) throw new Error(`There is no notification ${sequence}`);
	return found;
}

function sequences(notifications: readonly Notification[]): unknown[] {
	return notifications.map(({ body }) => body.sequence);
}

/** Pushes notifications all at once; returns the notifications that pass after each. */
function push(order: EventOrder, pushed: readonly number[], seesWholeCalls = true): unknown[][] {
	return pushed.map((sequence) => sequences(order.push(event(sequence), now, seesWholeCalls)));
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

	it('accepts a late notification of a party without a newer one', () => {
		const order = new EventOrder();
		push(order, [2, 4]);
		order.due(now + LONGEST_WAIT_FOR_EARLIER);

		expect(push(order, [3])).toEqual([[3]]);
	});

	it('drops a late notification of a party with a newer one', () => {
		const order = new EventOrder();
		push(order, [2, 3, 6]);
		order.due(now + LONGEST_WAIT_FOR_EARLIER);

		expect(push(order, [5, 4])).toEqual([[], [4]]);
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

	it('does not wait for the ringing of a party that picks up a parked call', () => {
		const order = new EventOrder();
		const [pickup] = callOf([['sales', 'Answered', { reason: 'Pickup' }]], { firstSequence: 9 });

		expect(pickup && sequences(order.push(pickup, now, false))).toEqual([9]);
	});
});

describe('notifications without a place in a call', () => {
	it('pass at once, each once', () => {
		const order = new EventOrder();
		const presence: Notification = {
			uuid: '1',
			event: '/restapi/v1.0/account/1/extension/2/presence',
			subscriptionId: '1',
			body: { extensionId: 2, sequence: 7 },
		};

		expect(order.push(presence, now, true)).toEqual([presence]);
		expect(order.push(presence, now, true)).toEqual([]);
		expect(order.push({ ...presence, uuid: undefined }, now, true)).toHaveLength(1);
	});
});

it('does not wait for an absurdly high sequence', () => {
	const order = new EventOrder();
	const [huge] = callOf([['caller', 'Setup']], { firstSequence: Number.MAX_SAFE_INTEGER });
	if (huge !== undefined) order.push(huge, now, true);

	expect(order.due(now + LONGEST_WAIT_FOR_EARLIER)).toEqual([huge]);
});
