import {
	followsDirectly,
	isBeginning,
} from '../../../../nodes/RingCentralCallControl/calls/parties/statusStep.ts';

describe('a party that was not seen before', () => {
	it.each([
		['Setup', undefined],
		['Proceeding', undefined],
		// A party that picks up a call has not rung.
		['Answered', 'Pickup'],
		// An unknown status cannot be judged.
		[undefined, undefined],
	] as const)('can begin with %s (%s)', (code, reason) => {
		expect(isBeginning(code, reason)).toBe(true);
	});

	it.each(['Answered', 'Hold', 'Parked', 'Disconnected', 'Gone'] as const)(
		'cannot begin with %s',
		(code) => {
			expect(isBeginning(code, undefined)).toBe(false);
		},
	);
});

describe('the status of a party', () => {
	it.each([
		['Setup', ['Setup', 'Proceeding']],
		['Proceeding', ['Proceeding', 'Answered', 'Hold', 'Parked']],
		['Answered', ['Answered', 'Hold', 'Parked']],
		['Hold', ['Answered', 'Hold', 'Parked']],
		['Parked', ['Answered', 'Hold', 'Parked']],
		// A late status after an end no longer counts, so every status but a new beginning can follow.
		['Disconnected', ['Proceeding', 'Answered', 'Hold', 'Parked', 'Disconnected']],
	] as const)('after %s is directly %j', (before, expected) => {
		const all = ['Setup', 'Proceeding', 'Answered', 'Hold', 'Parked', 'Disconnected'] as const;
		expect(all.filter((after) => followsDirectly(before, after))).toEqual(expected);
	});

	it('counts as the next where one of the two is unknown', () => {
		expect(followsDirectly(undefined, 'Setup')).toBe(true);
		expect(followsDirectly('Answered', undefined)).toBe(true);
	});
});
