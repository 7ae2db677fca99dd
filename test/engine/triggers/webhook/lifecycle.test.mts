import type { INodeParameters } from 'n8n-workflow';

import { jwts, reception } from '../../../../simulator/account.mts';
import { signIn } from '../../../contract/apiClient.mts';
import type { TriggerHost } from '../../../harness/triggerHost.mts';
import { triggerOnSimulator } from '../../../harness/triggerOnSimulator.mts';

interface Subscription {
	id: string;
	eventFilters: string[];
	expiresIn: number;
	status: string;
	deliveryMode: { address: string };
}

interface SentRequest {
	method: string;
	path: string;
	status: number;
}

const stage = triggerOnSimulator();

describe('activation', () => {
	it('makes exactly one subscription, to the workflow’s address', async () => {
		const host = await stage.activeHost();

		expect(await subscriptions()).toEqual([
			expect.objectContaining({
				status: 'Active',
				expiresIn: 604_800,
				eventFilters: [
					...['Proceeding', 'Answered', 'Disconnected', 'Gone'].map(
						(statusCode) =>
							`/restapi/v1.0/account/37439510/extension/${reception.id}/telephony/sessions?direction=Inbound&statusCode=${statusCode}`,
					),
					'/restapi/v1.0/subscription/~?threshold=259200&interval=43200',
				],
				deliveryMode: expect.objectContaining({ address: host.address.production }),
			}),
		]);
		expect(host.started).toEqual([]);
	});

	it('keeps the subscription when n8n starts again', async () => {
		const host = await stage.activeHost();
		const before = await subscriptions();
		await forgetRequests();
		await host.activate();

		expect(await subscriptions()).toEqual(before);
		expect(await sent()).toEqual(['GET /restapi/v1.0/subscription']);
	});

	it('gives each node its own secret, and keeps it', async () => {
		const host = await stage.activeHost();
		const before = host.subscription();
		await host.deactivate();
		await host.activate();
		const other = await stage.activeHost();

		expect(host.subscription().id).not.toBe(before.id);
		expect(host.subscription().secret).toBe(before.secret);
		expect(other.subscription().secret).not.toBe(before.secret);
	});

	it('no longer accepts the deliveries of another user, whose credential it was', async () => {
		const host = await stage.activeHost();
		const { id, secret } = host.subscription();
		host.changeCredential({ jwtToken: jwts.ofAccountManager.assertion, accessToken: '' });
		await host.activate();
		const deliver = async (subscriptionId: string, token: string) =>
			await host.post(
				{ uuid: '1', event: '/restapi/v1.0/none', subscriptionId },
				{ 'Verification-Token': token },
			);
		const present = host.subscription();

		expect((await subscriptions()).map((one) => one.id)).toEqual([id, present.id]);
		expect((await deliver(id, secret)).status).toBe(401);
		expect((await deliver(present.id, present.secret)).status).toBe(200);
	});

	it.each<[string, (host: TriggerHost, id: string) => Promise<unknown>]>([
		['is blacklisted', async (_, id) => await control(id, 'blacklist')],
		['has vanished', async (_, id) => await stage.simulator.control.delete(`/subscriptions/${id}`)],
		[
			'has lost a part of its events',
			async (_, id) => await control(id, 'disable-filter', { filter: '/x', reason: 'SUB-402' }),
		],
		[
			'somebody has changed at RingCentral',
			async (_, id) => {
				const ringCentral = await signIn(stage.simulator.url);
				await ringCentral.put(`/restapi/v1.0/subscription/${id}`, {
					eventFilters: ['/restapi/v1.0/account/~/extension/~/telephony/sessions'],
				});
			},
		],
		['has a secret that a crash lost', async (host) => host.loseStored()],
		[
			'was made for other events',
			async (host) => host.setParameters({ triggerOn: ['ringing', 'held'] }),
		],
		['was made for other calls', async (host) => host.setParameters({ scope: 'account' })],
		[
			'has expired',
			async () => await stage.simulator.control.post('/clock', { advanceSeconds: 604_801 }),
		],
	])('replaces a subscription that %s', async (_, spoil) => {
		const host = await stage.activeHost();
		const [before] = await subscriptions();
		await spoil(host, before?.id ?? '');
		await host.activate();
		const after = await subscriptions();

		expect(after).toEqual([expect.objectContaining({ status: 'Active' })]);
		expect(after[0]?.id).not.toBe(before?.id);
		await ring(host);
	});

	it('leaves subscriptions of other workflows alone', async () => {
		const other = await stage.host();
		await other.activate();
		const [foreign] = await subscriptions();
		const host = await stage.activeHost();
		await host.deactivate();

		expect(await subscriptions()).toEqual([foreign]);
	});

	it('fails when RingCentral switches events off', async () => {
		const host = await stage.host();
		await stage.simulator.control.post('/faults', {
			method: 'POST',
			path: '^/restapi/v1\\.0/subscription$',
			status: 200,
			body: {
				id: 'half-a-subscription',
				status: 'Active',
				eventFilters: [],
				disabledFilters: [
					{
						filter: '/restapi/v1.0/account/~/extension/~/telephony/sessions',
						reason: 'CMN-401',
						message: 'Call Control is missing',
					},
				],
			},
		});

		await expect(host.activate()).rejects.toMatchObject({
			message: 'RingCentral would not deliver all the events that this trigger asks for',
			description: expect.stringContaining(
				'/restapi/v1.0/account/~/extension/~/telephony/sessions (Call Control is missing)',
			),
		});
		expect(await sent()).toContain('DELETE /restapi/v1.0/subscription/half-a-subscription');
		expect(host.stored()).toBeUndefined();
	});

	it("passes on RingCentral's reason for a refusal", async () => {
		const host = await stage.host();
		await stage.simulator.control.patch('/options', {
			permissions: ['ReadAccounts', 'SubscriptionWebhook'],
		});

		await expect(host.activate()).rejects.toMatchObject({
			message: expect.stringContaining("has not granted the permission 'Call Control'"),
		});
	});
});

describe('activation with its parameters', () => {
	it.each<[string, INodeParameters, string, string]>([
		['no event', { triggerOn: [] }, "'Trigger On' is empty", 'at least one event'],
		['an unknown event', { triggerOn: ['sneezed'] }, '\'Trigger On\' holds "sneezed"', 'the list'],
		[
			'a phone number without country code',
			{ filters: { phoneNumber: '415 555 0199' } },
			'\'Phone Number\' is "415 555 0199"',
			'+14155550100',
		],
		[
			'a short number instead of an ID',
			{ extensions: ['x101'] },
			'\'Extension Names or IDs\' holds "x101"',
			'Choose extensions from the list',
		],
	])('names the field of %s before any request', async (_, parameters, message, advice) => {
		const host = await stage.host(parameters);

		await expect(host.activate()).rejects.toMatchObject({
			message: expect.stringContaining(message),
			description: expect.stringContaining(advice),
		});
		expect(await sent()).toEqual([]);
	});

	it('requires a public address with https before any request', async () => {
		const host = await stage.host({}, 'http://n8n.example.com');

		await expect(host.activate()).rejects.toMatchObject({
			message: 'RingCentral only calls webhook addresses that start with https://',
			description: expect.stringContaining('WEBHOOK_URL'),
		});
		expect(await sent()).toEqual([]);
	});

	it('takes the signed-in user when no extension is chosen', async () => {
		const host = await stage.host({ extensions: [] });
		await host.activate();
		const [subscription] = await subscriptions();

		expect(subscription?.eventFilters[0]).toContain(`/extension/${reception.id}/`);
	});

	it('takes a phone number with spaces, and extensions as a text from an expression', async () => {
		const host = await stage.host({
			extensions: `${reception.id}, ~`,
			filters: { phoneNumber: '+1 (415) 555-0199' },
		});
		await host.activate();
		const [subscription] = await subscriptions();

		expect(subscription?.eventFilters[0]).toContain('phoneNumber=+14155550199');
	});
});

describe('deactivation', () => {
	it('deletes the subscription and its stored data', async () => {
		const host = await stage.activeHost();

		expect(await host.deactivate()).toBe(true);
		expect(await subscriptions()).toEqual([]);
		expect(host.stored()).toEqual({ secret: expect.any(String) });
	});

	it('is done when RingCentral has deleted the subscription before', async () => {
		const host = await stage.activeHost();
		const [subscription] = await subscriptions();
		await stage.simulator.control.delete(`/subscriptions/${subscription?.id}`);

		expect(await host.deactivate()).toBe(true);
		expect(host.warnings).toEqual([]);
		expect(host.stored()).toEqual({ secret: expect.any(String) });
	});

	it('is done when RingCentral deletes the subscription in the same moment', async () => {
		const host = await stage.activeHost();
		await stage.simulator.control.post('/faults', {
			method: 'DELETE',
			path: '/subscription/',
			status: 404,
			body: { errorCode: 'SUB-507', message: 'Subscription is not found' },
		});

		expect(await host.deactivate()).toBe(true);
		expect(host.warnings).toEqual([]);
	});

	it('deletes a subscription that was never stored, since another node stopped the activation', async () => {
		const host = await stage.activeHost();
		host.loseStored();
		await host.deactivate();

		expect(await subscriptions()).toEqual([]);
	});

	it("logs RingCentral's refusal, and throws no error into n8n’s test run", async () => {
		const host = await stage.activeHost();
		await stage.simulator.control.post('/faults', {
			method: 'DELETE',
			path: '/subscription/',
			status: 403,
			body: { errorCode: 'CMN-401', message: 'Not permitted' },
		});

		expect(await host.deactivate()).toBe(false);
		expect(host.warnings).toEqual([expect.stringContaining('could not be deleted')]);
	});
});

describe('a test beside the active workflow', () => {
	it('has its own subscription and leaves the other unchanged', async () => {
		const host = await stage.activeHost();
		const stored = host.stored();
		await host.activate('test');

		expect((await subscriptions()).map(({ deliveryMode }) => deliveryMode.address).sort()).toEqual(
			[host.address.production, host.address.test].sort(),
		);
		await callReception();
		expect(host.started.map(({ mode }) => mode).sort()).toEqual(['production', 'test']);

		await host.deactivate('test');
		expect(host.stored()).toEqual(stored);
		expect((await subscriptions()).map(({ deliveryMode }) => deliveryMode.address)).toEqual([
			host.address.production,
		]);
	});
});

async function subscriptions(): Promise<Subscription[]> {
	const { data } = await stage.simulator.control.get<Subscription[]>('/subscriptions');
	return data;
}

async function control(id: string, verb: string, body: object = {}): Promise<void> {
	await stage.simulator.control.post(`/subscriptions/${id}/${verb}`, body);
}

/** Requests to the API, without sign-ins. */
async function sent(): Promise<string[]> {
	const { data } = await stage.simulator.control.get<SentRequest[]>('/requests');
	return data
		.filter(({ path }) => !path.startsWith('/restapi/oauth/'))
		.map(({ method, path }) => `${method} ${path}`);
}

async function forgetRequests(): Promise<void> {
	await stage.simulator.control.delete('/requests');
}

async function callReception(): Promise<void> {
	await stage.simulator.control.post('/calls', {
		from: { phoneNumber: '+14155550199' },
		to: { phoneNumber: reception.directNumber },
	});
	await stage.settled();
}

/** The subscription works: a call starts the workflow. */
async function ring(host: TriggerHost): Promise<void> {
	await callReception();
	expect(host.started).toHaveLength(1);
}
