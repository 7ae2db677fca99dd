import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import type { CallEvent } from '../../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import { RecentEvents } from '../../../../nodes/RingCentralCallControl/triggers/stream/recentEvents.ts';
import { callOf } from '../../../fixtures/callChanges.mts';
import { observe } from '../../../fixtures/observedCalls.mts';

function ringingIn(call: string): CallEvent[] {
	return observe(new CallHistory(), callOf([['reception', 'Proceeding']], { call })).filter(
		({ event }) => event === 'ringing',
	);
}

function callsSince(recent: RecentEvents, time: number): string[] {
	return recent
		.since(time)
		.flatMap((events) => events.map(({ call }) => call.callId.replace('s-', '')));
}

describe('recent events', () => {
	it('are those since somebody has left', () => {
		const recent = new RecentEvents();
		recent.keepUntil(1_000);
		recent.add(ringingIn('a'), 100);
		recent.add(ringingIn('b'), 200);
		recent.add(ringingIn('c'), 300);

		expect(callsSince(recent, 200)).toEqual(['b', 'c']);
		expect(callsSince(recent, 0)).toEqual(['a', 'b', 'c']);
	});

	it('are kept only while somebody may come back', () => {
		const recent = new RecentEvents();
		recent.add(ringingIn('a'), 100);
		expect(callsSince(recent, 0)).toEqual([]);

		recent.keepUntil(1_000);
		recent.add(ringingIn('b'), 900);
		recent.add(ringingIn('c'), 1_001);
		expect(callsSince(recent, 0)).toEqual([]);
	});
});
