import fc from 'fast-check';

import { application } from '../../../../simulator/account.mts';
import { receptionParty, sessionNotification } from '../../../fixtures/notifications.mts';
import { allDelivered } from '../../../harness/deliveries.mts';
import type { TriggerHost } from '../../../harness/triggerHost.mts';
import { triggerOnSimulator } from '../../../harness/triggerOnSimulator.mts';

const REMINDER = '/restapi/v1.0/subscription/~?threshold=259200&interval=43200';

const stage = triggerOnSimulator();
let host: TriggerHost;

describe('RingCentral’s handshake', () => {
	it('is echoed for a POST without any body', async () => {
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

	it('is not what a notification with the same header is', async () => {
		host = await stage.activeHost();
		const { id, secret } = host.subscription();
		const response = await host.post(
			sessionNotification([receptionParty()], { subscriptionId: id }),
			{ 'Validation-Token': secret },
		);

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
			'with the secret and another subscription',
			async () =>
				await host.post(notification, { 'Verification-Token': host.subscription().secret }),
		],
		[
			'with the secret and no subscription',
			async () =>
				await host.post({ uuid: '1' }, { 'Verification-Token': host.subscription().secret }),
		],
		['without a body', async () => await host.post(undefined)],
		['of another kind', async () => await host.post(['ringing'])],
	])('%s is refused and starts nothing', async (_, post) => {
		host = await stage.activeHost();
		const { status, data } = await post();

		expect([status, data]).toEqual([401, '']);
		expect(host.started).toEqual([]);
		expect(host.warnings).toEqual([]);
	});

	it('is refused before there is a subscription', async () => {
		host = await stage.host();
		const { status } = await host.post(notification, { 'Verification-Token': '' });

		expect(status).toBe(401);
		expect(host.started).toEqual([]);
	});

	it('starts nothing, whatever its body is', async () => {
		host = await stage.activeHost({ triggerOn: ['anyChange', 'callEnded', 'presenceChanged'] });
		await fc.assert(
			fc.asyncProperty(fc.jsonValue(), async (body) => {
				expect((await host.post(body)).status).toBe(401);
			}),
			{ numRuns: 100 },
		);

		expect(host.started).toEqual([]);
	});
});

describe('a genuine delivery that says nothing of use', () => {
	it('starts nothing and is accepted', async () => {
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

		expect(host.started).toEqual([]);
	});
});

describe('the renewal reminder', () => {
	it('is answered by renewing, and starts nothing', async () => {
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

	it('says in the log that the subscription is gone', async () => {
		host = await stage.activeHost();
		await stage.simulator.control.delete(`/subscriptions/${host.subscription().id}`);
		const { status } = await host.deliver({ uuid: '2', event: REMINDER, body: {} });
		await stage.settled();

		expect(status).toBe(200);
		expect(host.warnings).toEqual([expect.stringContaining('Activate the workflow again')]);
		expect(host.started).toEqual([]);
	});

	it('says in the log that RingCentral cannot be reached', async () => {
		host = await stage.activeHost();
		await stage.simulator.control.post('/faults', { path: '/renew$', dropConnection: true });
		await host.deliver({ uuid: '3', event: REMINDER, body: {} });
		await stage.settled();

		expect(host.warnings).toEqual([expect.stringContaining('RingCentral did not renew')]);
		expect(host.started).toEqual([]);
	});
});

describe('what is logged', () => {
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

async function renewals(): Promise<number[]> {
	const { data } =
		await stage.simulator.control.get<Array<{ path: string; status: number }>>('/requests');
	return data.filter(({ path }) => path.endsWith('/renew')).map(({ status }) => status);
}
