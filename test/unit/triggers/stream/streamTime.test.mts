import { pauseBeforeConnecting } from '../../../../nodes/RingCentralCallControl/triggers/stream/streamTime.ts';

describe('the pause before connecting again', () => {
	it('doubles with each failed attempt, up to half a minute', () => {
		const pauses = [0, 1, 2, 3, 6, 50].map((failures) => pauseBeforeConnecting(failures, 0));

		expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 30_000, 30_000]);
	});

	it('is randomly shortened by up to half', () => {
		expect(pauseBeforeConnecting(3, 0.5)).toBe(3_000);
		expect(pauseBeforeConnecting(3, 1)).toBe(2_000);
	});
});
