import { once } from 'node:events';

import { WebSocketServer } from 'ws';

import {
	EventSocket,
	SocketEnd,
	type Opening,
} from '../../../nodes/RingCentralCallControl/transport/eventSocket.ts';
import { signIn } from '../../contract/apiClient.mts';
import { eventually } from '../../harness/eventually.mts';
import { startSimulator, type RunningSimulator } from '../../harness/simulator.mts';

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	await simulator.control.post('/reset');
});
afterAll(async () => await simulator.stop());

/** Opens a connection as Reception; nothing is waited for longer than 100 ms. */
async function open(changes: Partial<Opening> = {}): Promise<EventSocket> {
	const api = await signIn(simulator.url);
	const { data } = await api.post('/restapi/oauth/wstoken');
	return new EventSocket({
		uri: data.uri,
		accessToken: data.ws_access_token,
		audience: { notified: () => {}, recoverableWith: () => {}, puzzled: () => {} },
		pace: { heartbeat: 50, patience: 100 },
		signal: new AbortController().signal,
		...changes,
	});
}

describe('a connection', () => {
	it('says when it was opened and what RingCentral keeps for it', async () => {
		const socket = await open();

		const details = await socket.details();

		expect(details).toEqual({ isRecovered: false, openedAt: expect.any(Number), bufferSize: 100 });
		expect(Math.abs(details.openedAt - Date.now())).toBeLessThan(10_000);
		socket.close();
	});

	it('stays open as long as heartbeats are answered', async () => {
		const heartbeats: unknown[] = [];
		const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
		server.on('connection', (client) => {
			client.send(JSON.stringify([{ type: 'ConnectionDetails' }, {}]));
			client.on('message', (data: Buffer) => {
				heartbeats.push(JSON.parse(data.toString()));
				client.send(data.toString());
			});
		});
		await once(server, 'listening');
		const address = server.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		const socket = await open({ uri: `ws://127.0.0.1:${port}/ws` });
		const ended = jest.fn();
		void socket.ended().then(ended);

		await eventually(async () => expect(heartbeats.length).toBeGreaterThan(3));

		expect(heartbeats[0]).toEqual([{ type: 'Heartbeat', messageId: expect.any(String) }]);
		expect(ended).not.toHaveBeenCalled();
		socket.close();
		server.close();
	});

	it('notices that nobody is at the other end any more', async () => {
		const socket = await open();
		await socket.details();
		await simulator.control.post('/sockets/silence');

		expect(await socket.ended()).toEqual({
			statusCode: 0,
			message: 'no answer came to a heartbeat',
		});
	});

	it('gives up when a request is not answered', async () => {
		const socket = await open({ pace: { heartbeat: 60_000, patience: 100 } });
		await socket.details();
		await simulator.control.post('/sockets/silence');

		await expect(
			socket.request('POST', '/restapi/v1.0/subscription', { eventFilters: [] }),
		).rejects.toThrow('no answer came to a request');
	});

	it('tells why RingCentral closes it', async () => {
		const socket = await open();
		await socket.details();
		await simulator.control.post('/sockets/close', { errorCode: 'WSG-903' });

		expect(await socket.ended()).toMatchObject({ errorCode: 'WSG-903' });
	});

	it('does not come about with a token that is none', async () => {
		const socket = await open({ accessToken: 'none' });

		await expect(socket.details()).rejects.toThrow(SocketEnd);
	});

	it('does not come about where nobody listens', async () => {
		const socket = await open({ uri: 'ws://127.0.0.1:9/ws' });

		await expect(socket.details()).rejects.toThrow('the connection broke off');
	});

	it('ends with its signal', async () => {
		const over = new AbortController();
		const socket = await open({ signal: over.signal });
		await socket.details();
		over.abort();

		expect(await socket.ended()).toMatchObject({ message: 'n8n closed it' });
		await eventually(async () => {
			const { data } = await simulator.control.get<Array<{ isOpen: boolean }>>('/sockets');
			expect(data.filter(({ isOpen }) => isOpen)).toEqual([]);
		});
	});
});
