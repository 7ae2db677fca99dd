import { WaitingLine } from '../../../../nodes/RingCentralCallControl/calls/order/waitingLine.ts';

describe('WaitingLine', () => {
	it('gives what has waited long enough, one after the other', () => {
		const line = new WaitingLine();
		const first = { dueAt: 100, isSettled: false };
		const second = { dueAt: 200, isSettled: false };
		line.add(first);
		line.add(second);

		expect(line.takeDue(99)).toBeUndefined();
		expect(line.takeDue(200)).toBe(first);
		expect(line.nextDue).toBe(200);
		expect(line.takeDue(200)).toBe(second);
		expect(line.nextDue).toBeUndefined();
	});

	it('passes over what was settled meanwhile', () => {
		const line = new WaitingLine();
		const first = { dueAt: 100, isSettled: false };
		line.add(first);
		line.add({ dueAt: 200, isSettled: false });
		first.isSettled = true;

		expect(line.nextDue).toBe(200);
		expect(line.takeDue(150)).toBeUndefined();
	});
});
