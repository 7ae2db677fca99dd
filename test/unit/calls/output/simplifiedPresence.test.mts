import { simplifiedPresence } from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedPresence.ts';

describe('a simplified presence', () => {
	const presence = {
		extension: { id: 400101, extensionNumber: '101' },
		presenceStatus: 'Busy',
		userStatus: 'Available',
		dndStatus: 'TakeAllCalls',
		acceptCallQueueCalls: false,
		telephonyStatus: 'CallConnected',
		meetingStatus: 'Disconnected',
		message: 'Back at noon',
		activeCalls: [
			{ telephonySessionId: 's-1', telephonyStatus: 'CallConnected' },
			{ telephonySessionId: 's-2', telephonyStatus: 'NoCall' },
		],
	};

	it('shows first whether the user can take a call, and lists the live calls', () => {
		const simplified = simplifiedPresence(presence, 'Reception');

		expect(Object.keys(simplified)[0]).toBe('available');
		expect(simplified).toEqual({
			available: false,
			availableReason: 'is on a call',
			name: 'Reception',
			extensionId: '400101',
			extensionNumber: '101',
			presenceStatus: 'Busy',
			userStatus: 'Available',
			dndStatus: 'TakeAllCalls',
			takesQueueCalls: false,
			telephonyStatus: 'CallConnected',
			meetingStatus: 'Disconnected',
			message: 'Back at noon',
			calls: [expect.objectContaining({ telephonySessionId: 's-1', status: 'Answered' })],
		});
	});

	it('prefers the Do Not Disturb status that the user has chosen', () => {
		expect(
			simplifiedPresence({ ...presence, dndStatusPersonal: 'DoNotAcceptAnyCalls' }),
		).toMatchObject({ dndStatus: 'DoNotAcceptAnyCalls' });
	});

	it('has null in each unknown field, and lists no calls', () => {
		const { availableReason, calls, ...others } = simplifiedPresence({});

		expect(availableReason).toBe('has a presence that RingCentral does not show');
		expect(calls).toEqual([]);
		expect(new Set(Object.values(others))).toEqual(new Set([null]));
	});
});
