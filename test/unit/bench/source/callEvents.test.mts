import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { notificationOf } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { readNumber, readObject } from '../../../../simulator/requestBody.mts';
import { accountEvents, type CallEvent } from '../../../bench/source/callEvents.mts';
import { envelopeOf } from '../../../bench/source/subscriber.mts';

function sequencesByCall(events: readonly CallEvent[]): number[][] {
	const calls = Map.groupBy(events, ({ telephonySessionId }) => telephonySessionId);
	return [...calls.values()].map((call) =>
		call.map(({ body }) => readNumber(readObject(body), 'sequence')),
	);
}

describe('accountEvents', () => {
	it('returns the requested number of events, with the share that matches', () => {
		const events = [...accountEvents(400, 100)];

		expect(events).toHaveLength(400);
		expect(events.filter(({ isMatching }) => isMatching)).toHaveLength(4);
	});

	it('returns whole calls, with events numbered from 2 on without gaps', () => {
		const sequences = sequencesByCall([...accountEvents(400, 100)]);

		expect(sequences).toHaveLength(4 + 60);
		for (const sequence of sequences) {
			expect(sequence).toEqual(sequence.map((_number, index) => index + 2));
			expect([6, 10]).toContain(sequence.length);
		}
	});

	it('lets calls run side by side', () => {
		const [first, second] = accountEvents(100, 100);

		expect(first?.telephonySessionId).not.toBe(second?.telephonySessionId);
	});

	it('never returns the same call twice', () => {
		const [one, other] = [[...accountEvents(100, 100)], [...accountEvents(100, 100)]];
		const ids = [...one, ...other].map(({ telephonySessionId }) => telephonySessionId);

		expect(new Set(ids).size).toBe(2 * 16);
	});

	it("makes exactly the matching events ring, by the trigger's definition", () => {
		const history = new CallHistory();
		for (const event of accountEvents(100, 100)) {
			const notification = notificationOf(envelopeOf(event, 'subscription'));
			if (notification === undefined) throw new Error('This is no notification');
			const events = history.observe(notification, Date.now());

			expect(events.some((event) => event.event === 'ringing')).toBe(event.isMatching);
		}
	});

	it('refuses a share that whole calls cannot have', () => {
		expect(() => [...accountEvents(100, 50)]).toThrow(RangeError);
		expect(() => [...accountEvents(150, 100)]).toThrow(RangeError);
	});
});
