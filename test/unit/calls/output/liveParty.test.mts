import {
	listsAllCalls,
	livePartiesOf,
	ownerOf,
} from '../../../../nodes/RingCentralCallControl/calls/output/liveParty.ts';

const call = {
	telephonySessionId: 's-1',
	partyId: 'p-1-2',
	sessionId: '429180487016',
	direction: 'Inbound',
	telephonyStatus: 'OnHold',
	from: '+14155550199',
	fromName: 'WIRELESS CALLER',
	to: '+14155550101',
};

const presence = { extension: { id: 400101 }, activeCalls: [call] };

describe('the live parties of an extension', () => {
	it('have the form of parties in notifications', () => {
		expect(livePartiesOf(presence)).toEqual([
			{
				telephonySessionId: 's-1',
				sessionId: '429180487016',
				party: {
					id: 'p-1-2',
					extensionId: '400101',
					legDirection: 'Inbound',
					status: 'Hold',
					from: { phoneNumber: '+14155550199', name: 'WIRELESS CALLER' },
					to: { phoneNumber: '+14155550101', name: undefined },
					isRingOutInitiator: false,
					queueCall: false,
					// A presence tells none of these.
					missedCall: undefined,
					muted: undefined,
					recordings: undefined,
				},
			},
		]);
	});

	it.each([
		[undefined],
		[{}],
		[{ activeCalls: 'none' }],
		[{ activeCalls: [null, {}] }],
		[{ activeCalls: [{ ...call, telephonySessionId: undefined }] }],
		[{ activeCalls: [{ ...call, partyId: undefined }] }],
		[{ activeCalls: [{ ...call, telephonyStatus: undefined }] }],
		[{ activeCalls: [{ ...call, telephonyStatus: 'NoCall' }] }],
	])('are none in %j', (answer) => {
		expect(livePartiesOf(answer)).toEqual([]);
	});

	it.each([
		['Inbound', 'Inbound'],
		['Outbound', 'Outbound'],
		['Elsewhere', undefined],
	])('of a call with the direction %s have the direction %s', (direction, legDirection) => {
		const [live] = livePartiesOf({ ...presence, activeCalls: [{ ...call, direction }] });

		expect(live?.party).toMatchObject({ id: 'p-1-2', legDirection });
	});

	it('are all of the extension only below the seven that RingCentral lists at most', () => {
		const calls = (count: number, status = 'OnHold') => ({
			activeCalls: Array.from({ length: count }, () => ({ ...call, telephonyStatus: status })),
			telephonyStatus: status,
		});

		expect(listsAllCalls(calls(6))).toBe(true);
		expect(listsAllCalls(calls(7))).toBe(false);
		expect(listsAllCalls(calls(6, 'NoCall'))).toBe(true);
		expect(listsAllCalls(calls(7, 'NoCall'))).toBe(false);
	});

	it.each([
		[true, { telephonyStatus: 'NoCall' }],
		[true, { telephonyStatus: 'NoCall', activeCalls: [] }],
		[false, { telephonyStatus: 'CallConnected' }],
		[false, { telephonyStatus: 'CallConnected', activeCalls: [] }],
		[false, { presenceStatus: 'Available' }],
		[false, { telephonyStatus: 'OnHold', activeCalls: [{ ...call, partyId: undefined }] }],
	])('are all of the extension, %s, in %j', (isKnown, answer) => {
		expect(listsAllCalls(answer)).toBe(isKnown);
	});

	it('belong to the extension of the presence', () => {
		expect(ownerOf(presence)).toEqual(['400101']);
		expect(ownerOf({ activeCalls: [call] })).toEqual([]);
	});
});
