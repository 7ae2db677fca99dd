import { DeadlineQueue } from '../../../../nodes/RingCentralCallControl/calls/order/deadlineQueue.ts';

describe('DeadlineQueue', () => {
	it('returns expired entries, one after the other', () => {
		const queue = new DeadlineQueue(100);
		const first = { dueAt: 100, isSettled: false };
		const second = { dueAt: 200, isSettled: false };
		queue.add(first);
		queue.add(second);

		expect(queue.takeDue(99)).toBeUndefined();
		expect(queue.takeDue(200)).toBe(first);
		expect(queue.nextDue).toBe(200);
		expect(queue.takeDue(200)).toBe(second);
		expect(queue.nextDue).toBeUndefined();
	});

	it('returns the entries from before the clock was set back, which would hold up later ones', () => {
		const queue = new DeadlineQueue(100);
		const first = { dueAt: 3_600_100, isSettled: false };
		const second = { dueAt: 200, isSettled: false };
		queue.add(first);
		queue.add(second);

		expect(queue.takeDue(100)).toBe(first);
		expect(queue.takeDue(100)).toBeUndefined();
		expect(queue.takeDue(200)).toBe(second);
	});

	it('skips entries that were settled meanwhile', () => {
		const queue = new DeadlineQueue(100);
		const first = { dueAt: 100, isSettled: false };
		queue.add(first);
		queue.add({ dueAt: 200, isSettled: false });
		first.isSettled = true;

		expect(queue.nextDue).toBe(200);
		expect(queue.takeDue(150)).toBeUndefined();
	});
});
