import { once } from 'node:events';
import type { Socket } from 'node:net';

import { WebSocketServer, type WebSocket } from 'ws';

import {
	EventSocket,
	SocketEnd,
	type Opening,
	type SocketAudience,
} from '../../../../nodes/RingCentralCallControl/transport/socket/eventSocket.ts';
import { signIn } from '../../../contract/apiClient.mts';
import { eventually } from '../../../harness/eventually.mts';
import { startSimulator, type RunningSimulator } from '../../../harness/simulator.mts';

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	await simulator.control.post('/reset');
});
afterAll(async () => await simulator.stop());

const silentAudience: SocketAudience = {
	opened: () => {},
	notified: () => {},
	recoverableWith: () => {},
	unexpected: () => {},
};

const connectionDetails = JSON.stringify([{ type: 'ConnectionDetails' }, {}]);

const gateways: WebSocketServer[] = [];

afterEach(() => gateways.splice(0).forEach((gateway) => gateway.close()));

/** A server in the place of RingCentral's, for what the simulator does not do. @returns its address. */
async function gatewayThat(
	welcomes: (client: WebSocket, connection: Socket) => void,
): Promise<string> {
	const gateway = new WebSocketServer({ port: 0, host: '127.0.0.1' });
	gateways.push(gateway);
	gateway.on('connection', (client, { socket }) => welcomes(client, socket));
	await once(gateway, 'listening');
	const address = gateway.address();
	return `ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/ws`;
}

/** Opens a connection as Reception; nothing is waited for longer than 100 ms. */
async function open(changes: Partial<Opening> = {}): Promise<EventSocket> {
	const api = await signIn(simulator.url);
	const { data } = await api.post('/restapi/oauth/wstoken');
	return new EventSocket({
		uri: data.uri,
		accessToken: data.ws_access_token,
		audience: silentAudience,
		pace: { heartbeat: 50, patience: 100 },
		signal: new AbortController().signal,
		...changes,
	});
}

describe('a connection', () => {
	it('says when it was opened and what RingCentral keeps for it', async () => {
		const socket = await open();

		const details = await socket.details();

		expect(details).toEqual({
			isRecovered: false,
			openedAt: expect.any(Number),
			bufferSize: 100,
			recoveryToken: expect.any(String),
		});
		expect(Math.abs(details.openedAt - Date.now())).toBeLessThan(10_000);
		socket.close();
	});

	it('stays open as long as heartbeats are answered', async () => {
		const heartbeats: unknown[] = [];
		const uri = await gatewayThat((client) => {
			client.send(connectionDetails);
			client.on('message', (data: Buffer) => {
				heartbeats.push(JSON.parse(data.toString()));
				client.send(data.toString());
			});
		});
		const socket = await open({ uri });
		const ended = jest.fn();
		void socket.ended().then(ended);

		await eventually(async () => expect(heartbeats.length).toBeGreaterThan(3));

		expect(heartbeats[0]).toEqual([{ type: 'Heartbeat', messageId: expect.any(String) }]);
		expect(ended).not.toHaveBeenCalled();
		socket.close();
	});

	it('sends a heartbeat now and then also where something arrives all the time', async () => {
		const heartbeats: unknown[] = [];
		const uri = await gatewayThat((client) => {
			client.send(connectionDetails);
			const talking = setInterval(() => client.send('[{"type":"ServerNotification"},{}]'), 5);
			client.on('close', () => clearInterval(talking));
			client.on('message', (data: Buffer) => heartbeats.push(data));
		});
		const socket = await open({ uri, pace: { heartbeat: 20, patience: 50 } });

		await eventually(async () => expect(heartbeats.length).toBeGreaterThan(1));

		socket.close();
	});

	it('says first that it is open, also when what was missed comes together with that', async () => {
		const heard: string[] = [];
		const uri = await gatewayThat((client, connection) => {
			connection.cork();
			client.send(connectionDetails);
			client.send('[{"type":"ServerNotification"},{}]');
			connection.uncork();
		});
		const audience: SocketAudience = {
			...silentAudience,
			opened: () => heard.push('opened'),
			notified: () => heard.push('notified'),
		};
		const socket = await open({ uri, audience });
		void socket.details().then(() => heard.push('details'));

		await eventually(async () => expect(heard).toHaveLength(3));

		expect(heard).toEqual(['opened', 'notified', 'details']);
		socket.close();
	});

	it('notices that nobody is at the other end any more', async () => {
		const socket = await open();
		await socket.details();
		await simulator.control.post('/sockets/silence');

		expect(await socket.ended()).toMatchObject({
			message: 'no answer came to a heartbeat',
			wasOpen: true,
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

		expect(await socket.ended()).toMatchObject({ refusal: { errorCode: 'WSG-903' } });
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
