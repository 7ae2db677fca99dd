import { type WebhookReceiver, startWebhookReceiver } from '../../contract/webhookReceiver.mts';
import { sessionsFilter, signIn, webhook } from '../../contract/apiClient.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId } from '../../harness/locators.mts';

const stage = engineOnSimulator();
let receiver: WebhookReceiver;

beforeAll(async () => {
	receiver = await startWebhookReceiver();
});
afterAll(async () => await receiver.stop());

const WEEK_SECONDS = 604_800;

/** A subscription as a trigger makes it. */
async function subscribed(expiresIn = WEEK_SECONDS): Promise<string> {
	const api = await signIn(stage.simulator.url);
	const { data } = await api.post<{ id: string }>(
		'/restapi/v1.0/subscription',
		webhook(receiver.address, [sessionsFilter], { expiresIn }),
	);
	return data.id;
}

async function subscriptionIds(): Promise<string[]> {
	const { data } = await stage.simulator.control.get<Array<{ id: string }>>('/subscriptions');
	return data.map(({ id }) => id);
}

describe('Get', () => {
	it("shows a subscription's events, address and expiry", async () => {
		const subscriptionId = await subscribed();

		const { items } = await stage.engine.run('subscription/get', [{ subscriptionId }]);

		expect(items).toEqual([
			{
				json: {
					subscriptionId,
					status: 'Active',
					transportType: 'WebHook',
					address: receiver.address,
					eventFilters: [expect.stringMatching(/\/telephony\/sessions$/)],
					disabledFilters: [],
					creationTime: expect.any(String),
					expirationTime: expect.any(String),
					blacklistedAt: null,
					blacklistedReason: null,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('reports an unknown subscription, and continues with the others', async () => {
		const subscriptionId = await subscribed();

		const { items } = await stage.engine.run(
			'subscription/get',
			[{ subscriptionId: 'gone' }, { subscriptionId }],
			{ onError: 'continueRegularOutput' },
		);

		expect(items).toMatchObject([
			{
				json: { error: "RingCentral does not have what 'Subscription' [item 0] names: gone" },
				pairedItem: { item: 0 },
			},
			{ json: { subscriptionId }, pairedItem: { item: 1 } },
		]);
	});
});

describe('Get Many', () => {
	it('lists all subscriptions of this user and app', async () => {
		const ids = [await subscribed(), await subscribed()];

		const { items } = await stage.engine.run('subscription/getMany', [{}]);

		expect(items.map(({ json }) => json.subscriptionId)).toEqual(ids);
	});

	it("stops at the limit, and returns RingCentral's own answer with Simplify off", async () => {
		const first = await subscribed();
		await subscribed();

		const { items } = await stage.engine.run('subscription/getMany', [{}], {
			parameters: { returnAll: false, limit: 1, simplify: false },
		});

		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ id: first, deliveryMode: expect.any(Object) }),
		]);
	});
});

describe('Renew', () => {
	it('lets the subscription begin its whole life again', async () => {
		const subscriptionId = await subscribed();
		const before = await stage.engine.run('subscription/get', [{ subscriptionId }]);
		await stage.simulator.control.post('/clock', { advanceSeconds: 600 });

		const { items } = await stage.engine.run('subscription/renew', [{ subscriptionId }]);

		const end = Date.parse(String(items[0]?.json.expirationTime));
		const endBefore = Date.parse(String(before.items[0]?.json.expirationTime));
		expect(end - endBefore).toBeGreaterThanOrEqual(600_000);
	});
});

describe('Delete', () => {
	it('ends the named subscription', async () => {
		const [deleted, kept] = [await subscribed(), await subscribed()];

		const { items } = await stage.engine.run('subscription/delete', [{ subscriptionId: deleted }]);

		expect(items).toEqual([
			{
				json: { deleted: true, subscriptionId: deleted, wasAlreadyGone: false },
				pairedItem: { item: 0 },
			},
		]);
		expect(await subscriptionIds()).toEqual([kept]);
	});

	it('succeeds when there is no such subscription', async () => {
		const { items } = await stage.engine.run('subscription/delete', [{ subscriptionId: 'gone' }]);

		expect(items[0]?.json).toMatchObject({ deleted: true, wasAlreadyGone: true });
	});
});

describe('Check Health', () => {
	async function check(subscriptionId?: string) {
		const { items } = await stage.engine.run('subscription/checkHealth', [{}], {
			parameters: subscriptionId === undefined ? {} : { subscriptionId: byId(subscriptionId) },
		});
		return items.map(({ json }) => json);
	}

	it('calls a delivering subscription healthy', async () => {
		const subscriptionId = await subscribed();

		expect(await check()).toEqual([
			{
				subscriptionId,
				healthy: true,
				findings: [],
				status: 'Active',
				expirationTime: expect.any(String),
				address: receiver.address,
			},
		]);
	});

	it('reports subscriptions that RingCentral has given up', async () => {
		const [healthy, blacklisted] = [await subscribed(), await subscribed()];
		await stage.simulator.control.post(`/subscriptions/${blacklisted}/blacklist`);

		expect(await check()).toMatchObject([
			{ subscriptionId: healthy, healthy: true },
			{
				subscriptionId: blacklisted,
				healthy: false,
				findings: [expect.stringMatching(/^RingCentral delivers no events since .*Blacklisted/)],
			},
		]);
	});

	it('reports event filters that are switched off', async () => {
		const subscriptionId = await subscribed();
		const { data: subscriptions } =
			await stage.simulator.control.get<Array<{ eventFilters: string[] }>>('/subscriptions');
		const filter = subscriptions[0]?.eventFilters[0];
		await stage.simulator.control.post(`/subscriptions/${subscriptionId}/disable-filter`, {
			filter,
			reason: 'SUB-408',
		});

		expect(await check(subscriptionId)).toMatchObject([
			{ healthy: false, findings: [expect.stringContaining('/telephony/sessions')] },
		]);
	});

	it('reports a subscription that is about to end', async () => {
		const subscriptionId = await subscribed(3_600);

		expect(await check(subscriptionId)).toMatchObject([
			{ healthy: false, findings: [expect.stringMatching(/^It ends at .*'Renew'/)] },
		]);
	});

	it.each([
		['a missing subscription', 'gone', /^RingCentral does not have this subscription/],
		[
			'the lack of any subscription',
			undefined,
			/^RingCentral lists no subscription of this user and app/,
		],
	])('reports %s on an item of its own', async (_case, subscriptionId, finding) => {
		expect(await check(subscriptionId)).toEqual([
			expect.objectContaining({
				subscriptionId: subscriptionId ?? null,
				healthy: false,
				findings: [expect.stringMatching(finding)],
			}),
		]);
	});

	it.each([
		['all', {}],
		['one', { subscriptionId: byId('sub-1') }],
	])("reports RingCentral's refusal of %s instead of a result", async (_, parameters) => {
		await stage.simulator.control.post('/faults', {
			path: '/subscription',
			status: 403,
			body: { errorCode: 'CMN-999', message: 'Not today' },
		});

		const { fault } = await stage.engine.run('subscription/checkHealth', [{}], { parameters });

		expect(fault?.message).toBe('Not today');
	});
});
