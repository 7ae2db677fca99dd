import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { CallMemory } from '../../../../nodes/RingCentralCallControl/calls/history/callMemory.ts';
import { callOf, callStartsAt } from '../../../fixtures/callChanges.mts';
import { namesOf, observe } from '../../../fixtures/observedCalls.mts';

const now = callStartsAt;
const hour = 3_600_000;

describe('CallMemory', () => {
	it('forgets calls sooner that have only begun', () => {
		const memory = new CallMemory<string>();
		memory.set('s-1', 'rings', false, now);
		memory.set('s-2', 'talks', true, now);
		memory.set('s-3', 'rings too', false, now + hour);
		memory.set('s-4', 'talks too', true, now + hour);

		expect(memory.get('s-1', now + hour)).toBeUndefined();
		expect([...memory.values()]).toEqual(['talks', 'talks too', 'rings too']);
		memory.set('s-5', 'talks now', true, now + 24 * hour);
		expect(memory.peek('s-2')).toBeUndefined();
	});

	it('keeps connected calls, each once', () => {
		const memory = new CallMemory<string>();
		memory.set('s-1', 'rings', false, now);
		memory.set('s-1', 'talks', true, now);

		expect([...memory.values()]).toEqual(['talks']);
		memory.delete('s-1');
		expect(memory.peek('s-1')).toBeUndefined();
	});
});

describe('a call without a reported end', () => {
	/** Another call an hour later, when no phone can still be ringing from the first call. */
	function anHourLater(history: CallHistory): number {
		const startsAt = now + hour + 10_000;
		observe(history, callOf([['sales', 'Proceeding']], { call: '2', startsAt }), startsAt);
		return startsAt + 1_000;
	}

	it('is forgotten after an hour when no party was seen to be connected', () => {
		const history = new CallHistory();
		const ringing = callOf([['reception', 'Proceeding']], { firstSequence: 5 });
		expect(namesOf(observe(history, ringing))).toEqual(['ringing p-1-2']);
		expect(namesOf(observe(history, ringing, now + 1_000))).toEqual([]);
		const later = anHourLater(history);

		expect(namesOf(observe(history, ringing, later))).toEqual(['ringing p-1-2']);
	});

	it('is remembered for a day when a party was connected', () => {
		const history = new CallHistory();
		observe(
			history,
			callOf([
				['reception', 'Proceeding'],
				['reception', 'Answered'],
			]),
		);
		const startsAt = anHourLater(history);
		const left = callOf([['reception', 'Disconnected']], { firstSequence: 9, startsAt });

		expect(namesOf(observe(history, left, startsAt))).toEqual(['partyLeft p-1-2']);
		history.due(startsAt + 1_000);
		history.takeUnconfirmedEnds();
		expect(history.conclude('s-1', true, startsAt + 1_000)).toMatchObject([
			{ event: 'callEnded', details: { summary: { outcome: 'answered' } } },
		]);
	});
});
