import {
	missingSubscription,
	subscriptionHealth,
} from '../../../../nodes/RingCentralCallControl/calls/output/subscriptionHealth.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

const healthy = {
	id: 'subscription-1',
	status: 'Active',
	eventFilters: ['/restapi/v1.0/account/1/telephony/sessions'],
	expirationTime: '2026-03-05T12:00:00.000Z',
	deliveryMode: { transportType: 'WebHook', address: 'https://n8n.example.com/webhook/1' },
};

function findingsOf(change: object): string[] {
	return subscriptionHealth({ ...healthy, ...change }, NOW).findings;
}

it('an active subscription with days left is healthy', () => {
	expect(subscriptionHealth(healthy, NOW)).toEqual({
		subscriptionId: 'subscription-1',
		healthy: true,
		findings: [],
		status: 'Active',
		expirationTime: healthy.expirationTime,
		address: 'https://n8n.example.com/webhook/1',
	});
});

it('a blacklisted subscription shows since when and why RingCentral delivers no events', () => {
	expect(
		findingsOf({
			status: 'Blacklisted',
			blacklistedData: { blacklistedAt: '2026-03-01T10:00:00Z', reason: 'Read timed out' },
		}),
	).toEqual([
		'RingCentral delivers no events since 2026-03-01T10:00:00Z: the subscription is Blacklisted. Unpublish and publish its workflow to subscribe anew. RingCentral says: Read timed out',
	]);
});

it.each([
	['Suspended', 'Suspended'],
	[undefined, 'in an unknown state'],
])('a subscription with the status %s is reported as %s', (status, state) => {
	expect(findingsOf({ status })).toEqual([
		`RingCentral delivers no events: the subscription is ${state}. Unpublish and publish its workflow to subscribe anew.`,
	]);
});

it('each switched-off event filter is reported', () => {
	expect(
		findingsOf({
			disabledFilters: [
				{ filter: '/restapi/v1.0/account/1/presence', reason: 'SUB-408', message: 'Not allowed' },
				{},
				null,
			],
		}),
	).toEqual([
		'RingCentral delivers nothing for /restapi/v1.0/account/1/presence: Not allowed.',
		'RingCentral delivers nothing for one of its event filters: no reason given.',
	]);
});

it.each([
	[
		'ends within a day is reported',
		'2026-03-02T11:59:59Z',
		[expect.stringMatching(/^It ends at 2026-03-02/)],
	],
	['ends in a day is not reported', '2026-03-02T12:00:00Z', []],
	[
		'has ended is reported',
		'2026-03-01T12:00:00Z',
		[expect.stringMatching(/^It ended at 2026-03-01/)],
	],
	['has no readable end is not reported', 'soon', []],
])('a subscription that %s', (_case, expirationTime, findings) => {
	expect(findingsOf({ expirationTime })).toEqual(findings);
});

it('the expiry of a WebSocket subscription is not reported', () => {
	expect(
		findingsOf({
			expirationTime: '2026-03-01T13:00:00Z',
			deliveryMode: { transportType: 'WebSocket' },
		}),
	).toEqual([]);
});

it('an unreadable subscription is unhealthy', () => {
	expect(subscriptionHealth({}, NOW)).toMatchObject({ subscriptionId: null, healthy: false });
});

it('a subscription that RingCentral does not have is unhealthy for that one reason', () => {
	expect(missingSubscription('subscription-1', 'RingCentral has no such subscription.')).toEqual({
		subscriptionId: 'subscription-1',
		healthy: false,
		findings: ['RingCentral has no such subscription.'],
		status: null,
		expirationTime: null,
		address: null,
	});
});
