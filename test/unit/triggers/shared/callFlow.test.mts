import type * as n8nWorkflow from 'n8n-workflow';

import type { CallEvent } from '../../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import type { Notification } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { CallFlow } from '../../../../nodes/RingCentralCallControl/triggers/shared/callFlow.ts';
import { answered, begun, callOf, hangsUp } from '../../../fixtures/callChanges.mts';
import { namesOf } from '../../../fixtures/observedCalls.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof n8nWorkflow>('n8n-workflow'),
	/** As in n8n-workflow before 2.34: it takes no notice of a signal. */
	sleep: async (milliseconds: number) =>
		await new Promise((resolve) => setTimeout(resolve, milliseconds)),
}));

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

/** A flow, and the events of each time that it has worked. */
function newFlow() {
	const worked: Array<readonly CallEvent[]> = [];
	const flow = new CallFlow({
		onEvents: (events) => worked.push(events),
		onUnconfirmedEnd: () => {},
		onUnexpected: (description) => {
			throw new Error(description);
		},
	});
	return { flow, worked };
}

describe('a flow in an n8n whose sleep takes no notice of a signal', () => {
	it('works no more once it is closed', async () => {
		const { flow, worked } = newFlow();
		for (const notification of callOf(answered).slice(1)) flow.take(notification, true);
		flow.close();
		worked.length = 0;
		await jest.advanceTimersByTimeAsync(60_000);

		expect(worked).toHaveLength(0);
	});

	it('works once at a time, however often an earlier time came up before it', async () => {
		const { flow, worked } = newFlow();
		// One leg is left alone, so that RingCentral is asked a second later.
		for (const notification of callOf([...answered, ...hangsUp].slice(0, -1))) {
			flow.take(notification, true);
		}
		for (const call of ['2', '3', '4']) {
			const [, second] = callOf(answered, { call });
			if (second !== undefined) flow.take(second, true);
			await jest.advanceTimersByTimeAsync(200);
		}
		worked.length = 0;
		await jest.advanceTimersByTimeAsync(1_000);

		expect(worked).toHaveLength(1);
		expect(worked.flatMap(namesOf)).toEqual([]);
	});
});

it('gives up a gap in time, although the clock was set back meanwhile', async () => {
	const { flow, worked } = newFlow();
	for (const notification of callOf(begun).slice(1)) flow.take(notification, true);
	jest.setSystemTime(Date.now() - 3_600_000);
	await jest.advanceTimersByTimeAsync(200);

	expect(worked.flatMap(namesOf)).toEqual(['ringing p-1-2']);
});

it('gives up a gap in time, although the clock was set forward while a later time was awaited', async () => {
	const { flow, worked } = newFlow();
	// One leg is left alone, so that RingCentral is asked a second later, and again half a minute after its answer.
	for (const notification of callOf([...answered, ...hangsUp].slice(0, -1))) {
		flow.take(notification, true);
	}
	await jest.advanceTimersByTimeAsync(1_100);
	flow.conclude('s-1', false);
	worked.length = 0;

	jest.setSystemTime(Date.now() + 3_600_000);
	for (const notification of callOf(begun, { call: '2' }).slice(1)) flow.take(notification, true);
	await jest.advanceTimersByTimeAsync(200);

	expect(worked.flatMap(namesOf)).toEqual(['ringing p-2-2']);
});

it('goes on when its trigger cannot take the events of a notification, or of a time', async () => {
	const taken: string[] = [];
	const unexpected: string[] = [];
	const flow = new CallFlow({
		onEvents: (events) => {
			const names = namesOf(events);
			if (names.includes('ringing p-1-2') || names.includes('ringing p-2-2')) {
				throw new Error('no room');
			}
			taken.push(...names);
		},
		onUnconfirmedEnd: () => {},
		onUnexpected: (description) => unexpected.push(description),
	});
	const take = (notification: Notification) => flow.take(notification, true);

	callOf(begun).forEach(take);
	// With a gap, which is given up by time.
	callOf(begun, { call: '2' }).slice(1).forEach(take);
	await jest.advanceTimersByTimeAsync(200);
	callOf(begun, { call: '3' }).slice(1).forEach(take);
	await jest.advanceTimersByTimeAsync(200);

	expect(unexpected).toEqual(
		Array(2).fill('a notification that could not be processed (Error: no room)'),
	);
	expect(taken).toContain('ringing p-3-2');
});
