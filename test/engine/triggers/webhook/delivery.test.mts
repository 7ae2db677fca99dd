import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { application, reception } from '../../../../simulator/account.mts';
import {
	receptionParty,
	sessionNotification,
	telephonySessionId,
} from '../../../fixtures/notifications.mts';
import { allDelivered } from '../../../harness/deliveries.mts';
import { ringingCall } from '../../../harness/ringingCall.mts';
import type { TriggerHost } from '../../../harness/triggerHost.mts';
import { triggerOnSimulator } from '../../../harness/triggerOnSimulator.mts';

const REMINDER = '/restapi/v1.0/subscription/~?threshold=259200&interval=43200';

const stage = triggerOnSimulator();
let host: TriggerHost;

describe('RingCentral’s handshake', () => {
	it('is echoed for a POST without a body', async () => {
		host = await stage.activeHost();
		const response = await fetch(host.address.production, {
			method: 'POST',
			headers: { 'Validation-Token': 'a-token' },
		});

		expect(response.status).toBe(200);
		expect(response.headers.get('Validation-Token')).toBe('a-token');
		expect(response.headers.get('Content-Length')).toBe('0');
		expect(await response.text()).toBe('');
		expect(host.started).toEqual([]);
	});

	it('is echoed again for a live subscription', async () => {
		host = await stage.activeHost();
		await stage.simulator.control.post(`/subscriptions/${host.subscription().id}/revalidate`);

		expect((await allDelivered(stage.simulator)).map(({ kind, status }) => [kind, status])).toEqual(
			[
				['validation', 200],
				['validation', 200],
			],
		);
		expect(host.started).toEqual([]);
	});

	it('is different from a notification with the same header', async () => {
		host = await stage.activeHost();
		const { id, secret } = host.subscription();
		const response = await host.post(
			sessionNotification([receptionParty()], { subscriptionId: id }),
			{ 'Validation-Token': secret },
		);

		await host.settled();

		expect(response.headers['validation-token']).toBeUndefined();
		expect(host.started).toHaveLength(1);
	});
});

describe('a forged delivery', () => {
	const notification = sessionNotification([receptionParty()]);

	it.each<[string, () => Promise<{ status: number; data: unknown }>]>([
		[
			'without a secret',
			async () => await host.post({ ...notification, subscriptionId: host.subscription().id }),
		],
		[
			'with another secret',
			async () => await host.deliver(notification, { 'Verification-Token': 'guessed' }),
		],
		[
			'with the secret and no subscription',
			async () =>
				await host.post({ uuid: '1' }, { 'Verification-Token': host.subscription().secret }),
		],
		['without a body', async () => await host.post(undefined)],
		['of another kind', async () => await host.post(['ringing'])],
	])('%s is refused and starts no execution', async (_, post) => {
		host = await stage.activeHost();
		const { status, data } = await post();

		await host.settled();

		expect([status, data]).toEqual([401, '']);
		expect(host.started).toEqual([]);
		expect(host.warnings).toEqual([]);
	});

	it('does not include a delivery with the secret from any subscription, because it may have been made anew', async () => {
		host = await stage.activeHost();
		const { status } = await host.post(
			{ ...notification, subscriptionId: 'made-anew' },
			{ 'Verification-Token': host.subscription().secret },
		);
		await host.settled();

		expect([status, host.started.length]).toEqual([200, 1]);
	});

	it('is refused before there is a subscription', async () => {
		host = await stage.host();
		const { status } = await host.post(notification, { 'Verification-Token': '' });

		expect(status).toBe(401);
		expect(host.started).toEqual([]);
	});

	it('starts no execution, with any body', async () => {
		host = await stage.activeHost({ triggerOn: ['anyChange', 'callEnded', 'presenceChanged'] });
		await fc.assert(
			fc.asyncProperty(fc.jsonValue(), async (body) => {
				expect((await host.post(body)).status).toBe(401);
			}),
			{ numRuns: 100 },
		);
		await host.settled();

		expect(host.started).toEqual([]);
	});
});

describe('a genuine delivery without a useful notification', () => {
	it('starts no execution and is accepted', async () => {
		host = await stage.activeHost({ triggerOn: ['anyChange', 'callEnded', 'presenceChanged'] });
		const empty = fc.record({
			uuid: fc.uuid(),
			event: fc.oneof(
				fc.constant('/restapi/v1.0/account/1/telephony/sessions'),
				fc.string({ minLength: 1 }),
			),
			body: fc.jsonValue(),
		});
		await fc.assert(
			fc.asyncProperty(empty, async (notification) => {
				expect((await host.deliver(notification)).status).toBe(200);
			}),
			{ numRuns: 100 },
		);
		await host.settled();

		expect(host.started).toEqual([]);
	});
});

describe('the items of a delivery', () => {
	it('are one for each party and each of its chosen events', async () => {
		host = await stage.activeHost({
			triggerOn: ['partyLeft', 'missed', 'ringing'],
			options: { eachRingingPhone: true },
		});
		const gone = { code: 'Disconnected', reason: 'NoAnswer' };
		await host.deliver(
			sessionNotification([
				receptionParty({ status: gone, missedCall: true }),
				receptionParty({ id: 'p-3' }),
			]),
		);
		await host.settled();

		expect(host.started).toHaveLength(1);
		expect(events()).toEqual(['missed', 'partyLeft', 'ringing']);
	});

	it('name a change by its event, where it has a name', async () => {
		host = await stage.activeHost({ triggerOn: ['anyChange'] });
		await host.deliver(
			sessionNotification([receptionParty({ status: { code: 'Setup' } })], { sequence: 2 }),
		);
		await host.deliver(sessionNotification([receptionParty()], { sequence: 3 }));
		await host.settled();

		expect(items()).toMatchObject([
			{ event: 'anyChange', status: 'Setup', sequence: 2 },
			{ event: 'ringing', status: 'Proceeding', sequence: 3 },
		]);
	});

	it('are the unchanged notification when it is not simplified', async () => {
		host = await stage.activeHost({ simplify: false });
		const notification = sessionNotification([receptionParty()]);
		await host.deliver(notification);
		await host.settled();

		expect(items()).toEqual([
			{
				event: 'ringing',
				summary:
					'Incoming call from WIRELESS CALLER (+14155550199) to Reception (+14155550101) rings at Reception',
				telephonySessionId,
				partyId: receptionParty().id,
				callId: telephonySessionId,
				notification: { ...notification, subscriptionId: host.subscription().id },
			},
		]);
	});

	it('have SIP data on request', async () => {
		host = await stage.activeHost({ options: { includeSipData: true } });
		await ringingCall(stage.simulator);
		await stage.settled();

		expect(items()[0]).toHaveProperty('sipData.toTag');
	});

	it('do not include presence when only calls are chosen', async () => {
		host = await stage.activeHost({ triggerOn: ['anyChange'] });
		const event = '/restapi/v1.0/account/37439510/extension/37439511/presence';
		const { status } = await host.deliver({ uuid: '5', event, body: { totalActiveCalls: 0 } });

		await host.settled();

		expect([status, host.started]).toEqual([200, []]);
	});

	it('include presence', async () => {
		host = await stage.activeHost({ triggerOn: ['presenceChanged'] });
		const { telephonySessionId, partyId } = await ringingCall(stage.simulator);
		await stage.settled();

		expect(items()).toMatchObject([
			{
				event: 'presenceChanged',
				telephonySessionId,
				partyId,
				extensionId: reception.id,
				telephonyStatus: 'Ringing',
			},
		]);
	});
});

describe('a delivery for which an expression gives no event', () => {
	it.each([
		['a call', sessionNotification([receptionParty()])],
		[
			'presence',
			{ uuid: '5', event: '/restapi/v1.0/account/37439510/extension/37439511/presence', body: {} },
		],
	])('is accepted, and logged instead of starting an execution: %s', async (_, notification) => {
		host = await stage.activeHost();
		host.setParameters({ triggerOn: '={{ [] }}' });
		const { status } = await host.deliver(notification);
		await host.settled();

		expect([status, host.started]).toEqual([200, []]);
		expect(host.warnings).toEqual([expect.stringContaining("'Trigger On' is empty")]);
	});
});

describe('a delivery that comes twice', () => {
	it('starts the workflow once', async () => {
		host = await stage.activeHost();
		const notification = sessionNotification([receptionParty()]);
		const first = await host.deliver(notification);
		const second = await host.deliver(notification);
		await host.settled();

		expect([first.status, second.status]).toEqual([200, 200]);
		expect(events()).toEqual(['ringing']);
	});
});

describe('the renewal reminder', () => {
	it('is answered by renewing, and starts no execution', async () => {
		host = await stage.activeHost({ triggerOn: ['anyChange'] });
		await stage.simulator.control.post('/clock', { advanceSeconds: 5 * 86_400 });
		await stage.settled();

		await stage.simulator.control.post('/clock', { advanceSeconds: 3 * 86_400 });
		const { data } = await stage.simulator.control.get('/subscriptions');
		expect(data).toEqual([expect.objectContaining({ status: 'Active' })]);
		expect(host.started).toEqual([]);
		expect(host.warnings).toEqual([]);
	});

	it('is answered before the renewal is', async () => {
		host = await stage.activeHost();
		await stage.simulator.control.post('/faults', { path: '/renew$', delayMilliseconds: 1_000 });
		const { status } = await host.deliver({ uuid: '6', event: REMINDER, body: {} });

		expect([status, await renewals()]).toEqual([200, []]);
		await host.settled();
		expect(await renewals()).toEqual([200]);
	});

	it('has to carry the secret', async () => {
		host = await stage.activeHost();
		const reminder = { uuid: '1', event: REMINDER, subscriptionId: host.subscription().id };

		expect((await host.post({ ...reminder, body: {} })).status).toBe(401);
		expect(await renewals()).toEqual([]);
	});

	it('logs that the subscription is gone', async () => {
		host = await stage.activeHost();
		await stage.simulator.control.delete(`/subscriptions/${host.subscription().id}`);
		const { status } = await host.deliver({ uuid: '2', event: REMINDER, body: {} });
		await stage.settled();

		expect(status).toBe(200);
		expect(host.warnings).toEqual([expect.stringContaining('It is made anew within some minutes')]);
		expect(host.started).toEqual([]);
	});

	it('logs that RingCentral cannot be reached', async () => {
		host = await stage.activeHost();
		await stage.simulator.control.post('/faults', { path: '/renew$', dropConnection: true });
		await host.deliver({ uuid: '3', event: REMINDER, body: {} });
		await stage.settled();

		expect(host.warnings).toEqual([expect.stringContaining('RingCentral did not renew')]);
		expect(host.started).toEqual([]);
	});
});

describe('the log', () => {
	it('holds no secret', async () => {
		host = await stage.activeHost();
		await stage.simulator.control.post('/tokens/revoke');
		await stage.simulator.control.patch('/options', { rejectLogin: true });
		await host.deliver({ uuid: '4', event: REMINDER, body: {} });
		await stage.settled();

		expect(host.warnings).toEqual([expect.stringContaining('renew')]);
		expect(host.warnings.join()).not.toContain(host.subscription().secret);
		expect(host.warnings.join()).not.toContain(application.clientSecret);
	});
});

/** The items of the started executions, in turn. */
function items(): IDataObject[] {
	return host.started.flatMap((execution) => execution.items);
}

function events(): unknown[] {
	return items().map(({ event }) => event);
}

async function renewals(): Promise<number[]> {
	const { data } =
		await stage.simulator.control.get<Array<{ path: string; status: number }>>('/requests');
	return data.filter(({ path }) => path.endsWith('/renew')).map(({ status }) => status);
}
