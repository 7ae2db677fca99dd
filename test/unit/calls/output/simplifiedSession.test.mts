import { simplifiedSession } from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedSession.ts';

describe('a simplified session', () => {
	it('lists its parties as flat items', () => {
		const session = simplifiedSession('s-1', {
			id: 's-1',
			origin: { type: 'Call' },
			creationTime: '2026-03-02T09:00:00Z',
			parties: [
				{
					id: 'p-1-1',
					direction: 'Inbound',
					status: { code: 'Answered' },
					from: { phoneNumber: '+14155550123' },
				},
				{
					id: 'p-1-2',
					extensionId: '37439511',
					direction: 'Inbound',
					status: { code: 'Disconnected', reason: 'BlindTransfer' },
					attributes: { queueCall: true },
				},
				{ id: 'p-1-3', status: { code: 'Parked', parkData: '*801' } },
				{ id: 'p-1-4', status: { code: 'Parked' }, park: { id: '400801' } },
			],
		});

		expect(session).toMatchObject({
			telephonySessionId: 's-1',
			origin: 'Call',
			creationTime: '2026-03-02T09:00:00Z',
			parties: [
				{
					telephonySessionId: 's-1',
					partyId: 'p-1-1',
					direction: 'Outbound',
					fromNumber: '+14155550123',
				},
				{
					partyId: 'p-1-2',
					direction: 'Inbound',
					status: 'Disconnected',
					statusReason: 'BlindTransfer',
				},
				{ partyId: 'p-1-3', direction: null, parkNumber: '*801', parkLocationId: null },
				{ partyId: 'p-1-4', parkNumber: null, parkLocationId: '400801' },
			],
		});
	});

	it('recognizes a call of a queue by its attributes, unlike a notification', () => {
		const party = { id: 'p-1-2', status: { code: 'Proceeding' }, attributes: { queueCall: true } };

		expect(simplifiedSession('s-1', { parties: [party] }).parties).toMatchObject([
			{ queueCall: true },
		]);
	});

	it.each([
		[{}, null],
		[{ parties: null }, null],
		[{ parties: [] }, []],
		[{ origin: 'Call', parties: [null, {}, { id: 'p-1' }] }, []],
	])('of %j has null for unknown fields, and lists the parties %j', (answer, parties) => {
		expect(simplifiedSession(null, answer)).toEqual({
			telephonySessionId: null,
			origin: null,
			creationTime: null,
			parties,
		});
	});
});
