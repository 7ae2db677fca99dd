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
	])('has for %s the status of the triggers: %s', (telephonyStatus, status) => {
		expect(simplifiedLiveCall({ telephonyStatus })).toMatchObject({ status });
	});

	it('has the field names of the triggers', () => {
		expect(
			simplifiedLiveCall({
				telephonySessionId: 's-1',
				partyId: 'p-1-2',
				sessionId: 429180487016,
				direction: 'Inbound',
				telephonyStatus: 'Ringing',
				from: '+14155550199',
				fromName: 'WIRELESS CALLER',
				to: '+14155550100',
				toName: 'Support Queue',
				queueCall: true,
				startTime: '2026-11-02T09:00:00.000Z',
			}),
		).toEqual({
			telephonySessionId: 's-1',
			partyId: 'p-1-2',
			sessionId: '429180487016',
			direction: 'Inbound',
			status: 'Proceeding',
			fromNumber: '+14155550199',
			fromName: 'WIRELESS CALLER',
			toNumber: '+14155550100',
			toName: 'Support Queue',
			queueCall: true,
			startTime: '2026-11-02T09:00:00.000Z',
		});
	});

	it('has every field, null or false where RingCentral sends no value', () => {
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
