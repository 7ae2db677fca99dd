import { CallDurations } from '../../../../nodes/RingCentralCallControl/calls/history/callDurations.ts';

describe('CallDurations', () => {
	it("adds up the times between a call's changes", () => {
		const durations = new CallDurations();
		durations.countUntil(0, undefined);
		durations.countUntil(2_000, 'ring');
		durations.countUntil(5_400, 'talk');
		durations.countUntil(6_400, 'hold');
		durations.countUntil(8_000, 'talk');

		expect(durations.secondsOf('ring')).toBe(2);
		expect(durations.secondsOf('talk')).toBe(5);
		expect(durations.secondsOf('hold')).toBe(1);
	});

	it('counts no time twice when a change arrives late', () => {
		const durations = new CallDurations();
		durations.countUntil(0, undefined);
		durations.countUntil(4_000, 'talk');
		durations.countUntil(1_000, 'hold');
		durations.countUntil(5_000, 'talk');

		expect(durations.secondsOf('talk')).toBe(5);
	});
});
