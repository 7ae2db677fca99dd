import { once } from 'node:events';

import WebSocket from 'ws';

import { application, reception } from '../../simulator/account.mts';
import { jwtForm, requestToken, webhook } from './apiClient.mts';
import {
	SocketClient,
	connect,
	onWebSocket,
	socketAddress,
	subscribed,
	subscriptionPath,
} from './socketClient.mts';
import { useWebhookReceiver } from './useSimulator.mts';
import { uuidPattern, useSockets } from './useSockets.mts';

const tokenPath = '/restapi/oauth/wstoken';

describe('the WebSocket gateway', () => {
	const { advance, change, ring, simulator, sockets } = useSockets();
	const receiver = useWebhookReceiver();

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

		it('opens no connection once its user has signed out', async () => {
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
		])('answers %j with an Error frame and stays open', async (text) => {
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
			await change({ pingSeconds: 0.3, pongSeconds: 0.25 });
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
			const { client } = await subscribed(simulator.api);

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

	describe('a request over it', () => {
		it('counts in the same rate limits as over HTTP', async () => {
			await change({ enforceRateLimits: true, rateLimits: { Medium: 1 } });
			const { client } = await subscribed(simulator.api);

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
		])('for an unknown resource gets 404: %s %s', async (method, path) => {
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
});
