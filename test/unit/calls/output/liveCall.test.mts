import {
	liveCallsOf,
	simplifiedLiveCall,
} from '../../../../nodes/RingCentralCallControl/calls/output/liveCall.ts';

describe('the live calls in a presence answer', () => {
	it('are those that are not over', () => {
		const ringing = { telephonySessionId: 's-1', telephonyStatus: 'Ringing' };
		const over = { telephonySessionId: 's-2', telephonyStatus: 'NoCall', terminationType: 'final' };

		expect(liveCallsOf({ activeCalls: [ringing, over] })).toEqual([ringing]);
	});

	it.each([undefined, null, 'none', {}, { activeCalls: null }, { activeCalls: ['s-1'] }])(
		'are none in %j',
		(presence) => {
			expect(liveCallsOf(presence)).toEqual([]);
		},
	);
});

describe('a simplified live call', () => {
	it.each([
		['Ringing', 'Proceeding'],
		['CallConnected', 'Answered'],
		['OnHold', 'Hold'],
		['ParkedCall', 'Parked'],
		['SomethingNew', 'SomethingNew'],
		[undefined, null],
	])('has for %s the status that telephony events have: %s', (telephonyStatus, status) => {
		expect(simplifiedLiveCall({ telephonyStatus })).toMatchObject({ status });
	});

	it('has every field, null where RingCentral sends no value', () => {
		expect(simplifiedLiveCall({})).toEqual({
			telephonySessionId: null,
			partyId: null,
			sessionId: null,
			direction: null,
			status: null,
			fromNumber: null,
			fromName: null,
			toNumber: null,
			toName: null,
			queueCall: false,
			startTime: null,
		});
	});
});
