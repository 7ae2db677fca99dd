import { accountManager } from '../../simulator/account.mts';
import { type Token, createClient, jwtForm, requestToken, signIn, webhook } from './apiClient.mts';
import { eventually } from './eventually.mts';
import {
	SocketClient,
	connect,
	numberedNotifications,
	onWebSocket,
	reconnect,
	socketAddress,
	subscribed,
	subscriptionPath,
} from './socketClient.mts';
import { useWebhookReceiver } from './useSimulator.mts';
import { expandedFilter, uuidPattern, useSockets } from './useSockets.mts';

describe('a WebSocket', () => {
	const { advance, change, cut, notify, ring, simulator, sockets } = useSockets();
	const receiver = useWebhookReceiver();

	const bearing = ({ access_token }: Token) =>
		createClient(simulator.url, { Authorization: `Bearer ${access_token}` });
	/** The next tokens of the same OAuth session. */
	async function refreshed({ refresh_token }: Token): Promise<Token> {
		const { data } = await requestToken(simulator.url, {
			grant_type: 'refresh_token',
			refresh_token,
		});
		return data;
	}

	describe('a subscription over it', () => {
		it('is answered as RingCentral answers', async () => {
			const client = await connect(simulator.api);

			const { meta, body } = await client.request('POST', `${subscriptionPath}/`, onWebSocket());

			expect(meta).toMatchObject({
				type: 'ClientRequest',
				status: 200,
				headers: {
					'Content-Type': expect.stringContaining('application/json'),
					'WSG-SubscriptionId': body.id,
					'X-Rate-Limit-Group': 'medium',
					'X-Rate-Limit-Limit': '40',
					'X-Rate-Limit-Remaining': '39',
					'X-Rate-Limit-Window': '60',
					RCRequestId: expect.stringMatching(uuidPattern),
				},
			});
			expect(body).toEqual({
				uri: `${subscriptionPath}/${body.id}`,
				id: expect.stringMatching(uuidPattern),
				creationTime: expect.any(String),
				status: 'Active',
				eventFilters: [expandedFilter],
				expirationTime: expect.any(String),
				expiresIn: 86399,
				deliveryMode: { transportType: 'WebSocket', encryption: false },
			});
		});

		it('needs the permission WebSocketsSubscription', async () => {
			const client = await connect(simulator.api);
			await change({ permissions: ['CallControl', 'SubscriptionWebhook'] });

			const { meta, body } = await client.request('POST', subscriptionPath, onWebSocket());

			expect(meta.status).toBe(403);
			expect(body.errors).toMatchObject([
				{ errorCode: 'CMN-401', permissionName: 'WebSocketsSubscription' },
			]);
		});

		it('goes without the filters that the platform leaves off', async () => {
			await change({ disabledFilters: [{ filter: expandedFilter, reason: 'NotAllowed' }] });
			const client = await connect(simulator.api);

			const { body } = await client.request('POST', subscriptionPath, onWebSocket());

			expect(body).toMatchObject({ disabledFilters: [{ filter: expandedFilter }] });
		});

		it('is read, changed, and deleted there', async () => {
			const { client, id } = await subscribed(simulator.api);
			const path = `${subscriptionPath}/${id}`;
			const presence = '/restapi/v1.0/account/~/extension/~/presence';

			expect((await client.request('GET', path)).body.id).toBe(id);
			expect((await client.request('GET', subscriptionPath)).body).toMatchObject({
				records: [{ id }],
			});
			const changed = await client.request('PUT', path, onWebSocket([presence]));
			expect(changed.body).toMatchObject({
				id,
				eventFilters: ['/restapi/v1.0/account/37439510/extension/37439511/presence'],
				expiresIn: 86399,
			});
			const deleted = await client.request('DELETE', path);
			expect(deleted.meta.status).toBe(204);
			expect(JSON.parse(client.texts.at(-1) ?? '')).toHaveLength(1);
			expect((await client.request('GET', path)).body.errors[0]?.errorCode).toBe('SUB-507');
		});

		it('takes the place of the one before', async () => {
			const { client, id } = await subscribed(simulator.api);

			const { body } = await client.request('POST', subscriptionPath, onWebSocket());

			expect(body.id).not.toBe(id);
			expect((await simulator.control.get('/subscriptions')).data).toMatchObject([{ id: body.id }]);
		});

		it('is out of reach of HTTP and of other sockets', async () => {
			const { id } = await subscribed(simulator.api);
			const other = await connect(simulator.api);
			const path = `${subscriptionPath}/${id}`;

			expect((await simulator.api.get(path)).status).toBe(404);
			expect((await simulator.api.put(path, {})).status).toBe(404);
			expect((await simulator.api.delete(path)).status).toBe(404);
			expect((await simulator.api.get(subscriptionPath)).data.records).toEqual([]);
			expect((await other.request('GET', path)).meta.status).toBe(404);
		});

		it('cannot be made over HTTP', async () => {
			const { status, data } = await simulator.api.post(subscriptionPath, onWebSocket());

			expect(status).toBe(400);
			expect(data.parameterName).toBe('deliveryMode.transportType');
		});

		it('counts among the thirty of a user', async () => {
			for (let count = 0; count < 29; count += 1) {
				await simulator.api.post(subscriptionPath, webhook(receiver.address));
			}
			const { client } = await subscribed(simulator.api);

			const { data } = await simulator.api.post(subscriptionPath, webhook(receiver.address));
			const other = await connect(simulator.api);
			const refused = await other.request('POST', subscriptionPath, onWebSocket());
			const replaced = await client.request('POST', subscriptionPath, onWebSocket());

			expect(data.errors[0].errorCode).toBe('SUB-505');
			expect(refused.meta.status).toBe(403);
			expect(refused.body.errors[0]?.errorCode).toBe('SUB-505');
			expect(replaced.meta.status).toBe(200);
		});

		it.each([
			['an unknown filter', onWebSocket(['/restapi/v1.0/account/~/weather']), 400, 'SUB-508'],
			['no filter', onWebSocket([]), 400, 'CMN-101'],
			['no body', undefined, 400, 'CMN-101'],
		])('with %s is refused as over HTTP', async (_case, body, status, errorCode) => {
			const client = await connect(simulator.api);

			const answer = await client.request('POST', subscriptionPath, body);

			expect(answer.meta).toMatchObject({ type: 'ClientRequest', status });
			expect(answer.body.errors[0]?.errorCode).toBe(errorCode);
		});

		it('does not expire while its session lives', async () => {
			const { data: first } = await requestToken(simulator.url, jwtForm);
			const { client, id } = await subscribed(bearing(first));
			for (let quarterHours = 0; quarterHours < 96; quarterHours += 1) {
				await advance(900);
				if (quarterHours < 95) await client.request('GET', subscriptionPath);
			}
			await client.closed;

			const again = await reconnect(bearing(await refreshed(first)), client);

			expect((await again.request('GET', `${subscriptionPath}/${id}`)).body.id).toBe(id);
		});
	});

	describe('events', () => {
		it("are the same as a webhook's", async () => {
			await simulator.api.post(subscriptionPath, webhook(receiver.address));
			const { client, id } = await subscribed(simulator.api);

			await ring();
			const events = await client.eventsOnce(4);
			const posted = await receiver.eventsOnce(4);

			// Each subscriber's event is stamped on its own.
			const withoutIds = ({ event, ownerId, body }: (typeof events)[number]) =>
				JSON.stringify({ event, ownerId, body: { ...body, eventTime: undefined } });
			expect(events.map(withoutIds)).toEqual(
				posted.sort((one, other) => one.body.sequence - other.body.sequence).map(withoutIds),
			);
			expect(new Set(events.map(({ subscriptionId }) => subscriptionId))).toEqual(new Set([id]));
		});

		it('come in order, each in a frame with its place in the stream', async () => {
			const { client } = await subscribed(simulator.api);
			const { token } = client.details.meta.wsc ?? {};

			await ring();
			await client.eventsOnce(4);

			expect(client.notifications.map(({ meta }) => meta)).toEqual(
				client.notifications.map(({ body }, index) => ({
					type: 'ServerNotification',
					messageId: body.uuid,
					status: 200,
					headers: { RCRequestId: expect.stringMatching(uuidPattern) },
					wsc: { token, sequence: index + 2 },
				})),
			);
			expect(client.events().map(({ body }) => body.sequence)).toEqual([2, 3, 4, 5]);
		});

		it('come only to matching subscriptions', async () => {
			const { client } = await subscribed(simulator.api, [
				`/restapi/v1.0/account/~/extension/${accountManager.id}/telephony/sessions`,
			]);

			await ring();
			await notify(numberedNotifications(1));

			await client.eventsOnce(1);
			expect(client.uuids()).toEqual(['1']);
		});

		it('are in the log of deliveries', async () => {
			const { client, id } = await subscribed(simulator.api);
			await ring();
			await client.eventsOnce(4);

			const { data } = await simulator.control.get('/deliveries');

			expect(data).toHaveLength(4);
			expect(data[0]).toMatchObject({
				kind: 'event',
				subscriptionId: id,
				uuid: client.events()[0]?.uuid,
				status: 200,
				sequence: 2,
				statusCode: 'Setup',
			});
		});
	});

	describe('recovery', () => {
		it('keeps the subscription and sends the events of the interruption', async () => {
			const { client, id } = await subscribed(simulator.api);
			await cut(client);
			await notify(numberedNotifications(3));

			const again = await reconnect(simulator.api, client);
			await notify(numberedNotifications(1, 4));
			await again.eventsOnce(4);

			expect(again.details.body).toMatchObject({ recoveryState: 'Successful' });
			expect(again.details.body).not.toHaveProperty('recoveryErrorCode');
			expect(again.texts[0]).toContain('ConnectionDetails');
			expect(again.uuids()).toEqual(['1', '2', '3', '4']);
			expect(again.events()[0]?.subscriptionId).toBe(id);
			expect(again.details.meta.wsc?.sequence).toBeGreaterThan(1);
			expect(again.notifications.map(({ meta }) => meta.wsc?.token)).toEqual(
				Array.from({ length: 4 }, () => again.details.meta.wsc?.token),
			);
		});

		it('loses the oldest of more than a hundred events, and succeeds', async () => {
			const { client } = await subscribed(simulator.api);
			await cut(client);
			await notify(numberedNotifications(103));

			const again = await reconnect(simulator.api, client);
			await again.eventsOnce(100);

			expect(again.details.body).toMatchObject({ recoveryState: 'Successful' });
			expect(again.uuids()[0]).toBe('4');
			expect(again.uuids().at(-1)).toBe('103');
			const { data } = await simulator.control.get('/deliveries');
			expect(data.slice(0, 4).map(({ status }: { status: number | null }) => status)).toEqual([
				null,
				null,
				null,
				200,
			]);
		});

		it('gives a new token, and the old token no longer works', async () => {
			const { client } = await subscribed(simulator.api);
			await cut(client);
			const again = await reconnect(simulator.api, client);
			expect(again.details.meta.wsc?.token).not.toBe(client.details.meta.wsc?.token);
			await cut(again);

			const withOldToken = await reconnect(simulator.api, client);
			const withNewToken = await reconnect(simulator.api, again);

			expect(withOldToken.details.body).toMatchObject({ recoveryState: 'Failed' });
			expect(withNewToken.details.body).toMatchObject({ recoveryState: 'Successful' });
		});

		it('takes over from a connection that the platform considers open', async () => {
			const { client, id } = await subscribed(simulator.api);

			const again = await reconnect(simulator.api, client);
			await client.closed;
			await notify(numberedNotifications(1));
			await again.eventsOnce(1);

			expect(again.events()[0]?.subscriptionId).toBe(id);
			expect(await sockets()).toMatchObject([{ isOpen: true, connections: 2 }]);
		});

		it('works until three minutes are over', async () => {
			const { client } = await subscribed(simulator.api);
			await cut(client);
			await eventually(sockets, ([session]) => session.isOpen === false);
			await advance(179);

			const again = await reconnect(simulator.api, client);
			await advance(180);

			expect(again.details.body).toMatchObject({ recoveryState: 'Successful' });
			expect(await sockets()).toMatchObject([{ isOpen: true }]);
		});

		it('fails after that, on a connection that is good for a new subscription', async () => {
			const { client, id } = await subscribed(simulator.api);
			await cut(client);
			await eventually(sockets, ([session]) => session.isOpen === false);
			await advance(180);

			const again = await reconnect(simulator.api, client);

			expect(again.details.meta.status).toBe(200);
			expect(again.details.body).toMatchObject({
				recoveryState: 'Failed',
				recoveryErrorCode: 'WSG-1005',
			});
			const answer = await again.request('POST', subscriptionPath, onWebSocket());
			expect(answer.meta.status).toBe(200);
			expect(answer.body.id).not.toBe(id);
			expect((await simulator.control.get('/subscriptions')).data).toHaveLength(1);
		});

		it('fails after a new sign-in, though it is the same user', async () => {
			const { client } = await subscribed(simulator.api);
			await cut(client);

			const again = await reconnect(await signIn(simulator.url), client);

			expect(again.details.body).toMatchObject({
				recoveryState: 'Failed',
				recoveryErrorCode: 'WSG-1003',
			});
		});

		it('succeeds after a new sign-in where any sign-in of the user is allowed', async () => {
			await change({ recoveryBy: 'sameUser' });
			const { client } = await subscribed(simulator.api);
			await cut(client);

			const again = await reconnect(await signIn(simulator.url), client);

			expect(again.details.body).toMatchObject({ recoveryState: 'Successful' });
		});

		it('succeeds after the sign-in is refreshed', async () => {
			const { data: first } = await requestToken(simulator.url, jwtForm);
			const { client } = await subscribed(bearing(first));
			await cut(client);

			const again = await reconnect(bearing(await refreshed(first)), client);

			expect(again.details.body).toMatchObject({ recoveryState: 'Successful' });
		});

		it('is refused with an invalid token, and the connection is closed', async () => {
			const client = new SocketClient(await socketAddress(simulator.api, 'never-given'));

			const refusal = await client.frame('Error');

			expect(refusal).toMatchObject({
				meta: { status: 400 },
				body: {
					errorCode: 'WSG-400',
					message: 'Malformed WebSocket session context token',
				},
			});
			await client.closed;
			expect(client.texts).toHaveLength(1);
		});

		it('can be refused', async () => {
			const { client } = await subscribed(simulator.api);
			await cut(client);
			await change({ refuseRecovery: true });

			expect((await reconnect(simulator.api, client)).details.body).toMatchObject({
				recoveryState: 'Failed',
			});
		});

		it('follows an idle time-out too', async () => {
			const { client } = await subscribed(simulator.api);
			await advance(1800);
			await client.closed;

			expect((await reconnect(simulator.api, client)).details.body).toMatchObject({
				recoveryState: 'Successful',
			});
		});
	});
});
