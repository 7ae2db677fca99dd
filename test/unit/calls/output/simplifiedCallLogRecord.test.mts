import { simplifiedCallLogRecord } from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedCallLogRecord.ts';

describe('a simplified entry of the call log', () => {
	it('is flat, with both ends and the IDs for further operations', () => {
		expect(
			simplifiedCallLogRecord({
				id: 'AQWBHiRTgyx2sUA',
				startTime: '2026-03-02T09:00:00.000Z',
				direction: 'Inbound',
				result: 'Accepted',
				duration: 0,
				from: { phoneNumber: '+14155550123' },
				to: { extensionNumber: '101', name: 'Reception' },
				recording: { id: 6_900_000_001 },
			}),
		).toEqual({
			startTime: '2026-03-02T09:00:00.000Z',
			direction: 'Inbound',
			result: 'Accepted',
			durationSeconds: 0,
			fromNumber: '+14155550123',
			fromName: null,
			toNumber: '101',
			toName: 'Reception',
			recordingId: '6900000001',
			callRecordId: 'AQWBHiRTgyx2sUA',
		});
	});

	it('has null for unknown values, not zero', () => {
		expect(new Set(Object.values(simplifiedCallLogRecord({})))).toEqual(new Set([null]));
	});
});
