import { simplifiedSms } from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedSms.ts';

describe('a simplified text message', () => {
	it('is a flat item with its own fields and those of its parts', () => {
		expect(
			simplifiedSms({
				id: 7700001,
				messageStatus: 'Queued',
				from: { phoneNumber: '+14155550101' },
				to: [{ phoneNumber: '+14155550199' }],
				subject: 'We call you back.',
				creationTime: '2026-03-02T09:00:00.000Z',
			}),
		).toEqual({
			messageStatus: 'Queued',
			fromNumber: '+14155550101',
			toNumber: '+14155550199',
			text: 'We call you back.',
			creationTime: '2026-03-02T09:00:00.000Z',
			messageId: '7700001',
		});
	});

	it('has null in each unknown field', () => {
		expect(new Set(Object.values(simplifiedSms({})))).toEqual(new Set([null]));
	});
});
