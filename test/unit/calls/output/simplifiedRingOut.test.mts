import { simplifiedRingOut } from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedRingOut.ts';

describe('a simplified RingOut', () => {
	it('is a flat item with its own fields and those of its parts', () => {
		expect(
			simplifiedRingOut({
				id: 16,
				status: { callStatus: 'InProgress', callerStatus: 'Success', calleeStatus: 'NoAnswer' },
			}),
		).toEqual({
			ringOutId: '16',
			callStatus: 'InProgress',
			callerStatus: 'Success',
			calleeStatus: 'NoAnswer',
		});
	});

	it('has null in each unknown field', () => {
		expect(new Set(Object.values(simplifiedRingOut({})))).toEqual(new Set([null]));
	});
});
