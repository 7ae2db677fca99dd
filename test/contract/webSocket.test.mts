import { once } from 'node:events';

import WebSocket from 'ws';

import { accountManager, application, reception } from '../../simulator/account.mts';
import { requestToken, jwtForm, sessionsFilter, webhook } from './apiClient.mts';
import { eventually } from './eventually.mts';
import { placeCall } from './phones.mts';
import { SocketClient, connect, socketAddress } from './socketClient.mts';
import { useSimulator, useWebhookReceiver } from './useSimulator.mts';

const tokenPath = '/restapi/oauth/wstoken';
const subscriptionPath = '/restapi/v1.0/subscription';
const expandedFilter = '/restapi/v1.0/account/37439510/telephony/sessions';
const uuidPattern = /^[0-9a-f-]{36}$/;

const onWebSocket = (eventFilters = [sessionsFilter]) => ({
	eventFilters,
	deliveryMode: { transportType: 'WebSocket' },
});

describe('the WebSocket gateway', () => {
	const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });
	const receiver = useWebhookReceiver();

	const advance = (seconds: number) =>
		simulator.control.post('/clock', { advanceSeconds: seconds });
	const change = (options: object) => simulator.control.patch('/options', options);
	const sockets = async () => (await simulator.control.get('/sockets')).data;
	const notify = (notifications: object) => simulator.control.post('/notifications', notifications);
	const numbered = (count: number, from = 1) =>
		Array.from({ length: count }, (_, index) => ({
			event: '/flow',
			uuid: String(from + index),
			body: { number: from + index },
		}));
	const uuids = (client: SocketClient) => client.events().map(({ uuid }) => uuid);
	const ring = () => placeCall(simulator, { phoneNumber: reception.directNumber ?? '' });

	afterEach(async () => {
		await simulator.control.delete('/sockets');
	});

	/** A client with one subscription. */
	async function subscribed(eventFilters?: string[]) {
		const client = await connect(simulator.api);
		const answer = await client.request('POST', subscriptionPath, onWebSocket(eventFilters));
		return { client, id: answer.body.id };
	}

	/** Connects again with the token of the connection before. */
	const reconnect = (client: SocketClient) =>
		connect(simulator.api, client.details.meta.wsc?.token);

	async function cut(client: SocketClient): Promise<void> {
		await simulator.control.post('/sockets/cut');
		await client.closed;
	}

	describe('the token', () => {
		it('opens the gateway for half a minute', async () => {
			const { status, data, headers } = await simulator.api.post(tokenPath);

			expect(status).toBe(200);
			expect(data).toEqual({
				uri: `${simulator.url.replace('http', 'ws')}/ws`,
				ws_access_token: expect.stringMatching(/.{40}/),
				expires_in: 30,
			});
			expect(headers['x-rate-limit-group']).toBe('auth');
		});

		it('needs a signed-in user and the permission WebSocketsSubscription', async () => {
			await change({
				permissions: application.permissions.filter((name) => name !== 'WebSocketsSubscription'),
			});

			const { status, data } = await simulator.api.post(tokenPath);

			expect(status).toBe(403);
			expect(data.errors[0]).toMatchObject({
				errorCode: 'CMN-401',
				permissionName: 'WebSocketsSubscription',
			});
			expect((await fetch(simulator.url + tokenPath, { method: 'POST' })).status).toBe(401);
		});

		it('lives as long as the options say', async () => {
			await change({ webSocketTokenSeconds: 600 });
			const address = await socketAddress(simulator.api);

			await advance(599);

			await new SocketClient(address).frame('ConnectionDetails');
		});

		it.each([
			['too old', async (address: string) => (await advance(30), address)],
			[
				'used before',
				async (address: string) => {
					await new SocketClient(address).frame('ConnectionDetails');
					return address;
				},
			],
			['unknown', async (address: string) => address.replace(/access_token=.*/, 'access_token=x')],
			['missing', async (address: string) => address.replace(/\?.*/, '')],
		])('that is %s gets an Error frame and a closed door', async (_case, spoil) => {
			const client = new SocketClient(await spoil(await socketAddress(simulator.api)));

			const { body } = await client.frame('Error');

			expect(body).toEqual({ errorCode: 'OAU-213', message: expect.any(String) });
			expect(await client.closed).toBe(1000);
			expect(client.texts).toHaveLength(1);
		});

		it('opens nothing once its user has signed out', async () => {
			const address = await socketAddress(simulator.api);
			await simulator.control.post('/tokens/revoke');

			const client = new SocketClient(address);

			await client.frame('Error');
		});
	});

	describe('a connection', () => {
		it('begins with its details', async () => {
			const client = await connect(simulator.api);

			const { meta, body } = client.details;
			expect(client.texts).toHaveLength(1);
			expect(meta).toEqual({
				type: 'ConnectionDetails',
				messageId: expect.stringMatching(uuidPattern),
				status: 200,
				wsc: { token: expect.stringMatching(/.{40}/), sequence: 1 },
				headers: { RCRequestId: expect.stringMatching(uuidPattern) },
			});
			expect(body).toEqual({
				creationTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
				maxConnectionsPerSession: 50,
				recoveryBufferSize: 100,
				recoveryTimeout: 180,
				idleTimeout: 1800,
				absoluteTimeout: 86400,
				maxActiveRequests: 10,
			});
		});

		it('echoes heartbeats', async () => {
			const client = await connect(simulator.api);

			client.send([{ type: 'Heartbeat', messageId: 'beat' }]);
			await client.frame('Heartbeat');

			expect(client.texts.at(-1)).toBe('[{"type":"Heartbeat","messageId":"beat"}]');
		});

		it('can leave heartbeats without an answer', async () => {
			await change({ answersHeartbeats: false });
			const client = await connect(simulator.api);

			client.send([{ type: 'Heartbeat', messageId: 'beat' }]);
			await client.request('GET', subscriptionPath);

			expect(client.frames.map(({ meta }) => meta.type)).not.toContain('Heartbeat');
		});

		it.each([
			'{',
			'"text"',
			'[]',
			'[1]',
			'[{"type":"ClientRequest","messageId":"1"}]',
			'[{"type":"Unheard-of","messageId":"1"}]',
		])('answers %j with an Error frame and goes on', async (text) => {
			const client = await connect(simulator.api);

			client.send(text);
			const { body } = await client.frame('Error');

			expect(body.errorCode).toBe('WSG-400');
			expect((await client.request('GET', subscriptionPath)).meta.status).toBe(200);
		});

		it('survives binary frames and broken protocol of others', async () => {
			const client = await connect(simulator.api);
			const broken = await connect(simulator.api);

			client.socket.send(Buffer.from([0, 1, 2]), { binary: true });
			broken.socket.on('open', () => undefined);
			// A text frame that is not UTF-8.
			broken.socket.send(Buffer.from([0xff, 0xff]), { binary: false });

			await client.frame('Error');
			expect(await broken.closed).toBe(1007);
			expect((await client.request('GET', subscriptionPath)).meta.status).toBe(200);
		});

		it('ends after half an hour without a frame', async () => {
			const client = await connect(simulator.api);
			await advance(1000);
			await client.request('GET', subscriptionPath);
			await advance(1000);
			expect(client.socket.readyState).toBe(WebSocket.OPEN);

			await advance(800);

			expect((await client.frame('Error')).body.errorCode).toBe('WSG-902');
			expect(await client.closed).toBe(1000);
		});

		it('ends after a day in any case', async () => {
			const client = await connect(simulator.api);
			for (let quarterHours = 0; quarterHours < 95; quarterHours += 1) {
				await advance(900);
				await client.request('GET', subscriptionPath);
			}
			expect(client.socket.readyState).toBe(WebSocket.OPEN);

			await advance(900);

			expect((await client.frame('Error')).body.errorCode).toBe('WSG-903');
			await client.closed;
		});

		it('is pinged', async () => {
			await change({ pingSeconds: 0.02 });
			const client = await connect(simulator.api);

			await once(client.socket, 'ping');
			await once(client.socket, 'ping');

			expect(client.socket.readyState).toBe(WebSocket.OPEN);
		});

		it('is cut when it does not answer pings', async () => {
			await change({ pingSeconds: 0.05, pongSeconds: 0.02 });

			const client = await connect(simulator.api, undefined, { autoPong: false });

			expect(await client.closed).toBe(1006);
		});

		it.each([
			['a sign-out', () => simulator.control.post('/tokens/revoke')],
			[
				'the sixth sign-in',
				async () => {
					for (let count = 0; count < 5; count += 1) await requestToken(simulator.url, jwtForm);
				},
			],
		])('ends with %s, and its subscription too', async (_case, endLogin) => {
			const { client } = await subscribed();

			await endLogin();

			expect(await client.closed).toBe(1008);
			expect(await sockets()).toEqual([]);
			expect((await simulator.control.get('/subscriptions')).data).toEqual([]);
		});

		it('outlives its access token', async () => {
			const client = await connect(simulator.api);
			await simulator.control.post('/tokens/expire');

			expect((await client.request('GET', subscriptionPath)).meta.status).toBe(200);
		});

		it('can be refused before it is opened', async () => {
			await change({ refuseSockets: true });
			const { socket } = new SocketClient(await socketAddress(simulator.api));

			const [, response] = await once(socket, 'unexpected-response');

			expect(response.statusCode).toBe(503);
		});

		it('is at /ws only', async () => {
			const address = await socketAddress(simulator.api);
			const { socket } = new SocketClient(address.replace('/ws?', '/elsewhere?'));

			const [, response] = await once(socket, 'unexpected-response');

			expect(response.statusCode).toBe(404);
		});
	});

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

		it('goes without the filters that the platform leaves off', async () => {
			await change({ disabledFilters: [{ filter: expandedFilter, reason: 'NotAllowed' }] });
			const client = await connect(simulator.api);

			const { body } = await client.request('POST', subscriptionPath, onWebSocket());

			expect(body).toMatchObject({ disabledFilters: [{ filter: expandedFilter }] });
		});

		it('is read, changed, and deleted there', async () => {
			const { client, id } = await subscribed();
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
			const { client, id } = await subscribed();

			const { body } = await client.request('POST', subscriptionPath, onWebSocket());

			expect(body.id).not.toBe(id);
			expect((await simulator.control.get('/subscriptions')).data).toMatchObject([{ id: body.id }]);
		});

		it('is out of reach of HTTP and of other sockets', async () => {
			const { id } = await subscribed();
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
			const { client } = await subscribed();

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
			const { client, id } = await subscribed();
			for (let quarterHours = 0; quarterHours < 96; quarterHours += 1) {
				await advance(900);
				if (quarterHours < 95) await client.request('GET', subscriptionPath);
			}
			await client.closed;
			await simulator.signInAgain();

			const again = await reconnect(client);

			expect((await again.request('GET', `${subscriptionPath}/${id}`)).body.id).toBe(id);
		});
	});

	describe('a request over it', () => {
		it('counts in the same rate limits as over HTTP', async () => {
			await change({ enforceRateLimits: true, rateLimits: { Medium: 1 } });
			const { client } = await subscribed();

			const { meta, body } = await client.request('POST', subscriptionPath, onWebSocket());

			expect(meta).toMatchObject({ status: 429, headers: { 'Retry-After': '60' } });
			expect(body.errors[0]?.errorCode).toBe('CMN-301');
			const overHttp = await simulator.api.post(subscriptionPath, webhook(receiver.address));
			expect(overHttp.status).toBe(429);
		});

		it('reaches the rest of the API, in the name of its user', async () => {
			const client = await connect(simulator.api);
			const { telephonySessionId } = await ring();

			const { body } = await client.request(
				'GET',
				'/restapi/v1.0/account/~/extension/~/presence',
				undefined,
				{ detailedTelephonyState: true },
			);

			expect(body).toMatchObject({
				extension: { id: Number(reception.id) },
				activeCalls: [{ telephonySessionId }],
			});
		});

		it.each([
			['GET', '/restapi/v1.0/weather'],
			['GET', '/sim/calls'],
			['BREW', subscriptionPath],
		])('for nothing that there is gets 404: %s %s', async (method, path) => {
			const client = await connect(simulator.api);

			const { meta, body } = await client.request(method, path);

			expect(meta.status).toBe(404);
			expect(body.errors[0]?.errorCode).toBe('CMN-120');
		});

		it('is in the list of requests, and faults hit it', async () => {
			const client = await connect(simulator.api);
			await simulator.control.post('/faults', { path: '/subscription$', status: 503 });

			expect((await client.request('POST', subscriptionPath, onWebSocket())).meta.status).toBe(503);

			const { data } = await simulator.control.get('/requests', { params: { after: 2 } });
			expect(data).toMatchObject([
				{ method: 'POST', path: subscriptionPath, status: 503, authorization: 'webSocket' },
			]);
			await simulator.control.post('/faults', { path: '/subscription$', dropConnection: true });
			client.send([
				{ type: 'ClientRequest', messageId: 'last', method: 'GET', path: subscriptionPath },
			]);
			expect(await client.closed).toBe(1006);
		});
	});

	describe('events', () => {
		it('are those that a webhook gets', async () => {
			await simulator.api.post(subscriptionPath, webhook(receiver.address));
			const { client, id } = await subscribed();

			await ring();
			const events = await client.eventsOnce(4);
			const posted = await receiver.eventsOnce(4);

			const withoutIds = ({ event, ownerId, body }: (typeof events)[number]) =>
				JSON.stringify({ event, ownerId, body });
			expect(events.map(withoutIds)).toEqual(
				posted.sort((one, other) => one.body.sequence - other.body.sequence).map(withoutIds),
			);
			expect(new Set(events.map(({ subscriptionId }) => subscriptionId))).toEqual(new Set([id]));
		});

		it('come in order, each in a frame that says its place in the stream', async () => {
			const { client } = await subscribed();
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

		it('come only to whom they match', async () => {
			const { client } = await subscribed([
				`/restapi/v1.0/account/~/extension/${accountManager.id}/telephony/sessions`,
			]);

			await ring();
			await notify(numbered(1));

			await client.eventsOnce(1);
			expect(uuids(client)).toEqual(['1']);
		});

		it('are in the log of deliveries', async () => {
			const { client, id } = await subscribed();
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
		it('keeps the subscription and sends what has come in between', async () => {
			const { client, id } = await subscribed();
			await cut(client);
			await notify(numbered(3));

			const again = await reconnect(client);
			await again.eventsOnce(3);
			await notify(numbered(1, 4));
			await again.eventsOnce(4);

			expect(again.details.body).toMatchObject({ recoveryState: 'Successful' });
			expect(again.details.body).not.toHaveProperty('recoveryErrorCode');
			expect(again.texts[0]).toContain('ConnectionDetails');
			expect(uuids(again)).toEqual(['1', '2', '3', '4']);
			expect(again.events()[0]?.subscriptionId).toBe(id);
			expect(again.details.meta.wsc?.sequence).toBeGreaterThan(1);
			expect(again.notifications.map(({ meta }) => meta.wsc?.token)).toEqual(
				Array.from({ length: 4 }, () => again.details.meta.wsc?.token),
			);
		});

		it('loses the oldest of more than a hundred events, and succeeds', async () => {
			const { client } = await subscribed();
			await cut(client);
			await notify(numbered(103));

			const again = await reconnect(client);
			await again.eventsOnce(100);

			expect(again.details.body).toMatchObject({ recoveryState: 'Successful' });
			expect(uuids(again)[0]).toBe('4');
			expect(uuids(again).at(-1)).toBe('103');
			const { data } = await simulator.control.get('/deliveries');
			expect(data.slice(0, 4).map(({ status }: { status: number | null }) => status)).toEqual([
				null,
				null,
				null,
				200,
			]);
		});

		it('gives a new token, and the old one recovers nothing any more', async () => {
			const { client } = await subscribed();
			await cut(client);
			const again = await reconnect(client);
			expect(again.details.meta.wsc?.token).not.toBe(client.details.meta.wsc?.token);
			await cut(again);

			const withOldToken = await reconnect(client);
			const withNewToken = await reconnect(again);

			expect(withOldToken.details.body).toMatchObject({ recoveryState: 'Failed' });
			expect(withNewToken.details.body).toMatchObject({ recoveryState: 'Successful' });
		});

		it('takes over from a connection that the platform believes to stand', async () => {
			const { client, id } = await subscribed();

			const again = await reconnect(client);
			await client.closed;
			await notify(numbered(1));
			await again.eventsOnce(1);

			expect(again.events()[0]?.subscriptionId).toBe(id);
			expect(await sockets()).toMatchObject([{ isOpen: true, connections: 2 }]);
		});

		it('works until three minutes are over', async () => {
			const { client } = await subscribed();
			await cut(client);
			await eventually(sockets, ([session]) => session.isOpen === false);
			await advance(179);

			expect((await reconnect(client)).details.body).toMatchObject({
				recoveryState: 'Successful',
			});
		});

		it('fails after that, on a connection that is good for a new subscription', async () => {
			const { client, id } = await subscribed();
			await cut(client);
			await eventually(sockets, ([session]) => session.isOpen === false);
			await advance(180);

			const again = await reconnect(client);

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

		it('fails with a token that nobody has given', async () => {
			const client = await connect(simulator.api, 'never-given');

			expect(client.details.body).toMatchObject({ recoveryState: 'Failed' });
		});

		it('can be refused', async () => {
			const { client } = await subscribed();
			await cut(client);
			await change({ refuseRecovery: true });

			expect((await reconnect(client)).details.body).toMatchObject({ recoveryState: 'Failed' });
		});

		it('follows an idle time-out too', async () => {
			const { client } = await subscribed();
			await advance(1800);
			await client.closed;

			expect((await reconnect(client)).details.body).toMatchObject({
				recoveryState: 'Successful',
			});
		});
	});

	describe('the controls', () => {
		it('show every session', async () => {
			const { client, id } = await subscribed();
			expect(await sockets()).toEqual([
				{
					id: expect.stringMatching(uuidPattern),
					isOpen: true,
					subscriptionId: id,
					eventFilters: [expandedFilter],
					openedAt: expect.any(Number),
					bufferedEvents: 0,
					connections: 1,
				},
			]);

			await cut(client);
			await notify(numbered(2));

			expect(await sockets()).toMatchObject([{ isOpen: false, bufferedEvents: 2 }]);
			await reconnect(client);
			await connect(simulator.api);
			expect(await sockets()).toMatchObject([
				{ isOpen: true, connections: 2, subscriptionId: id },
				{ isOpen: true, connections: 1, subscriptionId: null, eventFilters: [] },
			]);
		});

		it('cut all connections as a network does', async () => {
			const clients = [await connect(simulator.api), await connect(simulator.api)];

			await simulator.control.post('/sockets/cut');

			expect(await Promise.all(clients.map(({ closed }) => closed))).toEqual([1006, 1006]);
		});

		it('close all connections properly, with or without a reason', async () => {
			const silently = await connect(simulator.api);
			await simulator.control.post('/sockets/close');
			expect(await silently.closed).toBe(1000);
			expect(silently.texts).toHaveLength(1);

			const client = await connect(simulator.api);
			await simulator.control.post('/sockets/close', { errorCode: 'WSG-903', code: 1001 });

			expect((await client.frame('Error')).body.errorCode).toBe('WSG-903');
			expect(await client.closed).toBe(1001);
		});

		it.each([12, 999, 1005, 5000, 'soon'])('refuse the close code %p', async (code) => {
			const refused = simulator.control.post('/sockets/close', { code });

			await expect(refused).rejects.toMatchObject({ response: { status: 400 } });
		});

		it('send any text, also five megabytes', async () => {
			const client = await connect(simulator.api);
			const large = 'x'.repeat(5 * 1024 * 1024);

			for (const text of ['not JSON', '', large]) {
				await simulator.control.post('/sockets/send', { text }, { maxBodyLength: Infinity });
			}
			await client.until(() => (client.texts.length >= 4 ? true : undefined));

			expect(client.texts.slice(1)).toEqual(['not JSON', '', large]);
		});

		it('let the platform fall silent, and keep the events for a recovery', async () => {
			const { client } = await subscribed();
			await simulator.control.post('/sockets/silence');
			client.send([{ type: 'Heartbeat', messageId: 'unheard' }]);
			await notify(numbered(2));

			const again = await reconnect(client);
			await again.eventsOnce(2);

			expect(again.details.body).toMatchObject({ recoveryState: 'Successful' });
			expect(client.notifications).toEqual([]);
			expect(client.frames.map(({ meta }) => meta.type)).not.toContain('Heartbeat');
		});

		it.each([
			['DELETE /sim/sockets', () => simulator.control.delete('/sockets')],
			['POST /sim/reset', () => simulator.control.post('/reset')],
		])('close everything for good: %s', async (_name, closeAll) => {
			const { client } = await subscribed();
			await closeAll();
			await client.closed;
			await simulator.signInAgain();

			expect(await sockets()).toEqual([]);
			expect((await reconnect(client)).details.body).toMatchObject({ recoveryState: 'Failed' });
		});

		describe('send notifications that no call is behind', () => {
			it('as they are', async () => {
				const { client, id } = await subscribed();

				await notify({
					event: '/restapi/v1.0/account/1/telephony/sessions',
					uuid: '42',
					timestamp: '2020-06-23T01:05:44.013Z',
					ownerId: '1',
					body: { anything: [1, null] },
				});

				const [event] = await client.eventsOnce(1);
				expect(event).toEqual({
					uuid: '42',
					event: '/restapi/v1.0/account/1/telephony/sessions',
					timestamp: '2020-06-23T01:05:44.013Z',
					subscriptionId: id,
					ownerId: '1',
					body: { anything: [1, null] },
				});
			});

			it('several times, and many in order', async () => {
				const { client } = await subscribed();

				await notify([{ event: '/twice', uuid: 'a', body: {}, times: 2 }, ...numbered(50)]);
				await client.eventsOnce(52);

				expect(uuids(client)).toEqual(['a', 'a', ...numbered(50).map(({ uuid }) => uuid)]);
			});

			it('to one subscription, or to all with an id that is none of theirs', async () => {
				const one = await subscribed();
				const other = await subscribed();

				await notify({ event: '/one', subscriptionId: one.id, body: {} });
				await notify({ event: '/all', subscriptionId: 'of nobody', body: {} });
				await one.client.eventsOnce(2);
				await other.client.eventsOnce(1);

				expect(one.client.events().map(({ event }) => event)).toEqual(['/one', '/all']);
				expect(other.client.events()).toMatchObject([
					{ event: '/all', subscriptionId: 'of nobody' },
				]);
			});

			it.each([{}, [{ body: {} }], { event: '/x', times: 0 }, 'text'])(
				'but not %j',
				async (body) => {
					await expect(notify(Object(body))).rejects.toMatchObject({ response: { status: 400 } });
				},
			);
		});
	});

	describe('disturbances', () => {
		/** What arrives of a hundred events, up to a last one that nothing happens to. */
		async function arrivals(options: object): Promise<string[]> {
			const { client } = await subscribed();
			await change(options);
			await notify(numbered(100));
			await change({ shuffleEvents: 0, duplicateEvents: 0, dropEvents: 0 });
			await notify({ event: '/last', uuid: 'last', body: {} });
			await client.until(() => (uuids(client).includes('last') ? true : undefined));
			return uuids(client).filter((uuid) => uuid !== 'last');
		}
		const inOrder = numbered(100).map(({ uuid }) => uuid);

		it('shuffle within windows', async () => {
			const seen = await arrivals({ shuffleEvents: 10, seed: 7 });

			expect(seen).not.toEqual(inOrder);
			const windowOf = (uuid: string) => Math.floor((Number(uuid) - 1) / 10);
			expect(seen.map(windowOf)).toEqual(inOrder.map(windowOf));
			expect(new Set(seen)).toEqual(new Set(inOrder));
		});

		it('let a window go that does not fill', async () => {
			const { client } = await subscribed();
			await change({ shuffleEvents: 1000 });

			await notify(numbered(3));

			expect(new Set((await client.eventsOnce(3)).map(({ uuid }) => uuid))).toEqual(
				new Set(['1', '2', '3']),
			);
		});

		it('repeat a share of the events', async () => {
			const seen = await arrivals({ duplicateEvents: 0.3 });

			expect(new Set(seen).size).toBe(100);
			expect(seen.length).toBeGreaterThan(110);
			expect(seen.length).toBeLessThan(150);
		});

		it('lose a share of the events, and the log says so', async () => {
			const seen = await arrivals({ dropEvents: 0.3 });

			expect(seen.length).toBeGreaterThan(50);
			expect(seen.length).toBeLessThan(90);
			const { data } = await simulator.control.get('/deliveries');
			const lost = data.filter(({ status }: { status: number | null }) => status === null);
			expect(lost).toHaveLength(100 - seen.length);
		});

		it('are the same again with the same seed', async () => {
			const disturbed = { shuffleEvents: 5, duplicateEvents: 0.2, dropEvents: 0.2 };

			const first = await arrivals({ ...disturbed, seed: 3 });
			const again = await arrivals({ ...disturbed, seed: 3 });
			const another = await arrivals({ ...disturbed, seed: 4 });

			expect(again).toEqual(first);
			expect(another).not.toEqual(first);
		});

		it.each([{ dropEvents: 1.1 }, { duplicateEvents: -1 }, { shuffleEvents: 'all' }])(
			'cannot be %j',
			async (options) => {
				await expect(change(options)).rejects.toMatchObject({ response: { status: 400 } });
			},
		);

		it('leave webhooks alone', async () => {
			await change({ dropEvents: 1 });
			await simulator.api.post(subscriptionPath, webhook(receiver.address));

			await ring();

			expect(await receiver.eventsOnce(4)).toHaveLength(4);
		});
	});
});
