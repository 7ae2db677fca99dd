import { simplifiedSubscription } from '../../../../nodes/RingCentralCallControl/calls/output/simplifiedSubscription.ts';

describe('a simplified subscription', () => {
	it('is a flat item with its own fields and those of its parts', () => {
		expect(
			simplifiedSubscription({
				id: 'subscription-1',
				status: 'Blacklisted',
				deliveryMode: { transportType: 'WebHook', address: 'https://n8n.example.com/webhook/1' },
				eventFilters: ['/restapi/v1.0/account/1/telephony/sessions'],
				disabledFilters: [
					{ filter: '/restapi/v1.0/account/1/presence', reason: 'SUB-408', message: 'Not allowed' },
				],
				creationTime: '2026-03-01T09:00:00.000Z',
				expirationTime: '2026-03-05T12:00:00.000Z',
				blacklistedData: { blacklistedAt: '2026-03-01T10:00:00Z', reason: 'Read timed out' },
			}),
		).toEqual({
			subscriptionId: 'subscription-1',
			status: 'Blacklisted',
			transportType: 'WebHook',
			address: 'https://n8n.example.com/webhook/1',
			eventFilters: ['/restapi/v1.0/account/1/telephony/sessions'],
			disabledFilters: [{ filter: '/restapi/v1.0/account/1/presence', reason: 'Not allowed' }],
			creationTime: '2026-03-01T09:00:00.000Z',
			expirationTime: '2026-03-05T12:00:00.000Z',
			blacklistedAt: '2026-03-01T10:00:00Z',
			blacklistedReason: 'Read timed out',
		});
	});

	it('has null in each unknown field, and lists no filters', () => {
		const { eventFilters, disabledFilters, ...others } = simplifiedSubscription({});

		expect([eventFilters, disabledFilters]).toEqual([[], []]);
		expect(new Set(Object.values(others))).toEqual(new Set([null]));
	});
});
