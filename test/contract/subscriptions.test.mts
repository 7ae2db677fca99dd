import { reception } from '../../simulator/account.mts';
import { sessionsFilter, webhook } from './apiClient.mts';
import { eventually } from './eventually.mts';
import { placeCall } from './phones.mts';
import { useSimulator, useWebhookReceiver } from './useSimulator.mts';
import { startWebhookReceiver, wellBehaved } from './webhookReceiver.mts';

const subscriptionPath = '/restapi/v1.0/subscription';
const reminderFilter = `${subscriptionPath}/~?threshold=600&interval=60`;

describe('subscriptions', () => {
	const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });
	const receiver = useWebhookReceiver();

	const subscribe = (eventFilters = [sessionsFilter], more: object = {}) =>
		simulator.api.post(subscriptionPath, webhook(receiver.address, eventFilters, more));
	const statusOf = async (id: string) =>
		(await simulator.api.get(`${subscriptionPath}/${id}`)).data.status;
	const advance = (seconds: number) =>
		simulator.control.post('/clock', { advanceSeconds: seconds });
	const ring = () => placeCall(simulator, { phoneNumber: reception.directNumber ?? '' });

	/** Creates a subscription whose receiver answers the handshake in its own way. */
	async function refusalFor(answer: Parameters<typeof startWebhookReceiver>[0]): Promise<string> {
		const peculiar = await startWebhookReceiver(answer);
		const { status, data } = await simulator.api.post(subscriptionPath, webhook(peculiar.address));
		await peculiar.stop();
		expect(status).toBe(400);
		expect((await simulator.control.get('/subscriptions')).data).toEqual([]);
		return data.errors[0].errorCode;
	}

	describe('the handshake', () => {
		it('is made before the answer, with a token and no body', async () => {
			const { status, data } = await subscribe();

			expect(status).toBe(200);
			expect(data).toMatchObject({
				status: 'Active',
				eventFilters: ['/restapi/v1.0/account/37439510/telephony/sessions'],
				deliveryMode: { transportType: 'WebHook', address: receiver.address },
			});
			expect(receiver.posts).toHaveLength(1);
			expect(receiver.posts[0]?.body).toBe('');
			expect(receiver.posts[0]?.headers['validation-token']).toMatch(/.{16}/);
		});

		it('fails without the echo', async () => {
			expect(await refusalFor((_post, response) => response.end())).toBe('SUB-520');
		});

		it('fails with another token', async () => {
			const code = await refusalFor((_post, response) => {
				response.setHeader('Validation-Token', 'another').end();
			});

			expect(code).toBe('SUB-520');
		});

		it.each([204, 302, 401, 404, 503])(
			'fails with the status %i, which it names',
			async (status) => {
				const refusing = await startWebhookReceiver((post, response) => {
					response.statusCode = status;
					wellBehaved(post, response);
				});
				const { data } = await simulator.api.post(subscriptionPath, webhook(refusing.address));
				await refusing.stop();

				expect(data).toMatchObject({
					errorCode: 'SUB-522',
					message: `WebHook responds with incorrect HTTP status. HTTP status is ${status}`,
				});
			},
		);

		it('fails with more than 1,024 bytes, headers included', async () => {
			const code = await refusalFor((post, response) => {
				response.setHeader('X-Padding', 'x'.repeat(900));
				wellBehaved(post, response);
			});

			expect(code).toBe('SUB-525');
		});

		it('fails when no answer comes', async () => {
			expect(await refusalFor(() => undefined)).toBe('SUB-521');
		}, 10_000);

		it('fails without a listening server', async () => {
			const gone = await startWebhookReceiver();
			await gone.stop();

			const { data } = await simulator.api.post(subscriptionPath, webhook(gone.address));

			expect(data.errors[0].errorCode).toBe('SUB-521');
		});

		it('needs https outside this computer', async () => {
			const { data } = await simulator.api.post(
				subscriptionPath,
				webhook('http://example.com/hook'),
			);

			expect(data.errors[0].errorCode).toBe('SUB-523');
		});

		it('can be repeated for a live subscription', async () => {
			const { data } = await subscribe();

			await simulator.control.post(`/subscriptions/${data.id}/revalidate`);

			expect(receiver.posts).toHaveLength(2);
		});
	});

	describe('a request', () => {
		it.each([
			['an unknown filter', ['/restapi/v1.0/account/~/weather'], 400, 'SUB-508'],
			['an unknown parameter', [`${sessionsFilter}?colour=blue`], 400, 'SUB-508'],
			['a status code that does not exist', [`${sessionsFilter}?statusCode=Lost`], 400, 'SUB-508'],
			['an extension of nobody', ['/restapi/v1.0/account/~/extension/1/presence'], 403, 'SUB-406'],
			[
				'presence of a queue',
				['/restapi/v1.0/account/~/extension/37439520/presence'],
				403,
				'SUB-402',
			],
			['no filter', [], 400, 'CMN-101'],
			[
				'a reminder later than half of the life',
				[`${subscriptionPath}/~?threshold=1801&interval=60`],
				400,
				'SUB-516',
			],
			[
				'a reminder interval longer than half of the threshold',
				[`${subscriptionPath}/~?threshold=600&interval=301`],
				400,
				'SUB-516',
			],
		])('for %s is refused', async (_case, filters, expectedStatus, expectedCode) => {
			const { status, data } = await subscribe(filters);

			expect(status).toBe(expectedStatus);
			expect(data.errors[0].errorCode).toBe(expectedCode);
			expect(receiver.posts).toEqual([]);
		});

		it.each([
			['SubscriptionWebhook', sessionsFilter],
			['CallControl', sessionsFilter],
			['ReadPresence', '/restapi/v1.0/account/~/presence'],
		])('needs the permission %s', async (permission, filter) => {
			const all = ['CallControl', 'ReadPresence', 'SubscriptionWebhook'];
			await simulator.control.patch('/options', {
				permissions: all.filter((other) => other !== permission),
			});

			const { status, data } = await subscribe([filter]);

			expect(status).toBe(403);
			expect(data.errors[0]).toMatchObject({
				errorCode: 'CMN-401',
				permissionName: permission,
				message: expect.stringContaining(`[${permission}]`),
			});
		});

		it.each([0, 315_360_001, 1.5, 'long'])('for a life of %p is refused', async (expiresIn) => {
			expect((await subscribe([sessionsFilter], { expiresIn })).status).toBe(400);
		});

		it('is refused for the 31st subscription of a user', async () => {
			for (let count = 0; count < 30; count += 1) await subscribe();

			const { status, data } = await subscribe();

			expect(status).toBe(403);
			expect(data.errors[0].errorCode).toBe('SUB-505');
		});
	});

	describe('a life', () => {
		it('ends when it has expired', async () => {
			const { data } = await subscribe();
			await simulator.control.post('/tokens/expire');
			await advance(3600);
			await simulator.signInAgain();

			const response = await simulator.api.get(`${subscriptionPath}/${data.id}`);

			expect(response.status).toBe(404);
			expect(response.data.errors[0].errorCode).toBe('SUB-507');
		});

		it('is renewed for as long as before', async () => {
			const { data } = await subscribe();
			await advance(1800);
			expect((await simulator.api.get(`${subscriptionPath}/${data.id}`)).data.expiresIn).toBe(1800);

			const renewed = await simulator.api.post(`${subscriptionPath}/${data.id}/renew`);

			expect(renewed.data.expiresIn).toBe(3600);
		});

		it('changes its filters but never its address', async () => {
			const { data } = await subscribe();

			const changed = await simulator.api.put(`${subscriptionPath}/${data.id}`, {
				eventFilters: ['/restapi/v1.0/account/~/extension/~/presence'],
				expiresIn: 60,
				deliveryMode: { transportType: 'WebHook', address: 'https://example.com' },
			});

			expect(changed.data).toMatchObject({
				id: data.id,
				eventFilters: ['/restapi/v1.0/account/37439510/extension/37439511/presence'],
				expiresIn: 60,
				deliveryMode: { address: receiver.address },
			});
		});

		it('ends when it is deleted, once', async () => {
			const { data } = await subscribe();

			expect((await simulator.api.delete(`${subscriptionPath}/${data.id}`)).status).toBe(204);
			expect((await simulator.api.delete(`${subscriptionPath}/${data.id}`)).status).toBe(404);
			await ring();
			expect(receiver.events()).toEqual([]);
		});

		it('ends without a trace when RingCentral loses it', async () => {
			const { data } = await subscribe();

			await simulator.control.delete(`/subscriptions/${data.id}`);

			expect((await simulator.api.get(subscriptionPath)).data.records).toEqual([]);
		});

		it('is listed for its owner only', async () => {
			const { data } = await subscribe();

			expect((await simulator.api.get(subscriptionPath)).data.records).toMatchObject([
				{ id: data.id },
			]);
		});
	});

	describe('the reminder', () => {
		it('comes at the threshold and again after each interval', async () => {
			await subscribe([sessionsFilter, reminderFilter]);

			await advance(2999);
			expect(receiver.events()).toEqual([]);
			await advance(1);
			await receiver.eventsOnce(1);
			await advance(60);
			const [first, second] = await receiver.eventsOnce(2);

			expect(first?.event).toBe(reminderFilter);
			expect(second?.event).toBe(reminderFilter);
		});

		it('stops after a renewal until the next threshold', async () => {
			const { data } = await subscribe([sessionsFilter, reminderFilter]);
			await advance(3000);
			await receiver.eventsOnce(1);
			await simulator.api.post(`${subscriptionPath}/${data.id}/renew`);

			await advance(2999);
			expect(receiver.events()).toHaveLength(1);
			await advance(1);

			expect(await receiver.eventsOnce(2)).toHaveLength(2);
		});
	});

	describe('a delivery', () => {
		it('carries the verification token, if there is one, and names its sender', async () => {
			await simulator.api.post(subscriptionPath, {
				...webhook(receiver.address),
				deliveryMode: {
					transportType: 'WebHook',
					address: receiver.address,
					verificationToken: 'only we know',
				},
			});
			await ring();
			await receiver.eventsOnce(4);

			const [handshake, ...deliveries] = receiver.posts;
			expect(handshake?.headers['verification-token']).toBeUndefined();
			for (const { headers } of deliveries) {
				expect(headers['verification-token']).toBe('only we know');
				expect(headers['validation-token']).toBeUndefined();
				expect(headers['user-agent']).toBe('RingCentral-Webhook/8.3');
				expect(headers['content-type']).toBe('application/json; charset=UTF-8');
			}
		});

		it('is logged with its content and its reception', async () => {
			const { data } = await subscribe();
			await ring();
			await receiver.eventsOnce(4);

			const { data: deliveries } = await simulator.control.get('/deliveries');

			expect(deliveries[0]).toMatchObject({ kind: 'validation', status: 200 });
			expect(deliveries[1]).toMatchObject({
				kind: 'event',
				subscriptionId: data.id,
				sequence: 2,
				statusCode: 'Setup',
			});
		});

		it('is not made for a filter that was switched off', async () => {
			const { data } = await subscribe();
			const [filter] = data.eventFilters;
			await simulator.control.post(`/subscriptions/${data.id}/disable-filter`, {
				filter,
				reason: 'NotAllowed',
			});

			await ring();

			expect(receiver.events()).toEqual([]);
			expect(
				(await simulator.api.get(`${subscriptionPath}/${data.id}`)).data.disabledFilters,
			).toMatchObject([{ filter, reason: 'NotAllowed' }]);
		});

		it('is not made for a filter that the platform leaves off from the start', async () => {
			const filter = '/restapi/v1.0/account/37439510/telephony/sessions';
			await simulator.control.patch('/options', {
				disabledFilters: [{ filter, reason: 'NotAllowed' }],
			});

			const { data } = await subscribe();

			expect(data).toMatchObject({ status: 'Active', disabledFilters: [{ filter }] });
		});
	});

	describe('blacklisting', () => {
		it('follows when the receiver has refused for ten minutes', async () => {
			let status = 200;
			const moody = await startWebhookReceiver((post, response) => {
				response.statusCode = status;
				wellBehaved(post, response);
			});
			const { data } = await simulator.api.post(subscriptionPath, webhook(moody.address));
			status = 404;

			await ring();
			await moody.eventsOnce(4);
			expect(await statusOf(data.id)).toBe('Active');
			await advance(600);
			await ring();
			await moody.eventsOnce(5);

			await eventually(
				() => statusOf(data.id),
				(seen) => seen === 'Blacklisted',
			);
			const { blacklistedData } = (await simulator.api.get(`${subscriptionPath}/${data.id}`)).data;
			expect(blacklistedData.reason).toBe(
				'Webhook responses with code: [404], reason: [Not Found]',
			);
			await moody.stop();
		});

		it('is forgotten after one good delivery', async () => {
			let status = 500;
			const moody = await startWebhookReceiver((post, response) => {
				response.statusCode = post.body === '' ? 200 : status;
				wellBehaved(post, response);
			});
			const { data } = await simulator.api.post(subscriptionPath, webhook(moody.address));

			await ring();
			await moody.eventsOnce(4);
			status = 200;
			await ring();
			await moody.eventsOnce(8);
			status = 500;
			await advance(600);
			await ring();
			await moody.eventsOnce(12);

			expect(await statusOf(data.id)).toBe('Active');
			await moody.stop();
		});

		it('ends all deliveries', async () => {
			const { data } = await subscribe();
			await simulator.control.post(`/subscriptions/${data.id}/blacklist`);

			await ring();

			expect(receiver.events()).toEqual([]);
			expect(await statusOf(data.id)).toBe('Blacklisted');
		});
	});
});
