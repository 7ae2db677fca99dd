import { EventEmitter, once } from 'node:events';

import {
	EventSocket,
	SocketEnd,
	type Arrival,
	type Opening,
} from '../../../../nodes/RingCentralCallControl/transport/socket/eventSocket.ts';
import { signIn } from '../../../contract/apiClient.mts';
import { eventually } from '../../../harness/eventually.mts';
import { closeGateways, connectionDetails, gatewayThat } from '../../../harness/gateway.mts';
import { ManualClock } from '../../../harness/manualClock.mts';
import { startSimulator, type RunningSimulator } from '../../../harness/simulator.mts';

let simulator: RunningSimulator;
let clock: ManualClock;

beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	clock = new ManualClock();
	await simulator.control.post('/reset');
});
afterAll(async () => await simulator.stop());

const pace = { heartbeat: 60_000, patience: 15_000 };

const notification = '[{"type":"ServerNotification"},{}]';

afterEach(closeGateways);

/** Opens a connection as Reception, by the test's own clock. */
async function open(changes: Partial<Opening> = {}): Promise<EventSocket> {
	const api = await signIn(simulator.url);
	const { data } = await api.post('/restapi/oauth/wstoken');
	return new EventSocket({
		uri: data.uri,
		accessToken: data.ws_access_token,
		pace,
		clock,
		signal: new AbortController().signal,
		...changes,
	});
}

/** The frames of a connection, in order, as lists of frames that arrived together. */
class Inbox {
	readonly lists: Arrival[][] = [];
	readonly #news = new EventEmitter();

	constructor(socket: EventSocket) {
		void this.#read(socket);
	}

	async untilThereAre(count: number): Promise<void> {
		while (this.lists.flat().length < count) await once(this.#news, 'arrival');
	}

	async #read(socket: EventSocket): Promise<void> {
		for await (const arrivals of socket.arrivals()) {
			this.lists.push([...arrivals]);
			this.#news.emit('arrival');
		}
	}
}

/** Lets time pass until the next pause is over, as soon as there is one of this length. */
async function pass(milliseconds: number): Promise<void> {
	await clock.untilPaused(milliseconds);
	clock.advance(milliseconds);
}

describe('a connection', () => {
	it('shows its opening time and its recovery details', async () => {
		const socket = await open();

		const details = await socket.details();

		expect(details).toEqual({
			isResumed: false,
			openedAt: expect.any(Number),
			bufferSize: 100,
			recoveryToken: expect.any(String),
		});
		socket.close();
	});

	it('sends a heartbeat after a silence, and stays open when it is answered', async () => {
		const heartbeats: unknown[] = [];
		const { address: uri } = await gatewayThat((client) => {
			client.send(connectionDetails);
			client.on('message', (data: Buffer) => {
				heartbeats.push(JSON.parse(data.toString()));
				client.send(notification);
			});
		});
		const socket = await open({ uri });
		const inbox = new Inbox(socket);
		await socket.details();
		await pass(pace.heartbeat);
		for (const count of [1, 2, 3]) {
			await inbox.untilThereAre(count);
			await pass(pace.patience);
			await pass(pace.heartbeat - pace.patience);
		}

		await inbox.untilThereAre(4);
		expect(heartbeats).toHaveLength(4);
		expect(heartbeats[0]).toEqual([{ type: 'Heartbeat', messageId: expect.any(String) }]);
		expect(socket.isOver).toBe(false);
		socket.close();
	});

	it('sends heartbeats also while frames arrive all the time', async () => {
		const heartbeats: unknown[] = [];
		const { address: uri, clients } = await gatewayThat((client) => {
			client.send(connectionDetails);
			client.on('message', (data: Buffer) => {
				heartbeats.push(data);
				client.send(notification);
			});
		});
		const socket = await open({ uri });
		const inbox = new Inbox(socket);
		await socket.details();
		for (let count = 1; count <= 20; count++) {
			expect(heartbeats).toHaveLength(0);
			clock.advance(pace.heartbeat / 2);
			clients[0]?.send(notification);
			await inbox.untilThereAre(count);
		}

		await inbox.untilThereAre(21);
		expect(heartbeats).toHaveLength(1);
		socket.close();
	});

	it('keeps frames that arrive before its first reader, together', async () => {
		const { address: uri } = await gatewayThat((client, connection) => {
			connection.cork();
			client.send(connectionDetails);
			client.send(notification);
			client.send(notification);
			connection.uncork();
		});
		const socket = await open({ uri });
		await socket.details();
		const inbox = new Inbox(socket);

		await inbox.untilThereAre(2);

		expect(inbox.lists).toHaveLength(1);
		socket.close();
	});

	it('notices that the other end is gone', async () => {
		const socket = await open();
		await socket.details();
		await simulator.control.post('/sockets/silence');
		await pass(pace.heartbeat);
		await pass(pace.patience);

		expect(await socket.ended()).toMatchObject({
			message: 'no answer came to a heartbeat',
			wasOpen: true,
			wasSilent: true,
		});
	});

	it('gives up when a request is not answered', async () => {
		const socket = await open();
		await socket.details();
		await simulator.control.post('/sockets/silence');
		const answer = socket.request('POST', '/restapi/v1.0/subscription', { eventFilters: [] });
		const refused = expect(answer).rejects.toThrow('no answer came to a request');
		clock.advance(pace.patience);

		await refused;
	});

	it('gives up when RingCentral sends any other frame than the details, heartbeats included', async () => {
		let frames = 0;
		const { address: uri } = await gatewayThat((client) => {
			client.send(notification);
			client.on('message', () => {
				frames += 1;
				client.send('[{"type":"Heartbeat"}]');
			});
		});
		const socket = await open({ uri });
		const inbox = new Inbox(socket);
		await inbox.untilThereAre(1);
		const refused = expect(socket.details()).rejects.toThrow('did not confirm it in time');
		await pass(pace.patience);

		await refused;
		expect(frames).toBe(0);
	});

	it("reports RingCentral's reason for closing it", async () => {
		const socket = await open();
		await socket.details();
		await simulator.control.post('/sockets/close', { errorCode: 'WSG-903' });

		expect(await socket.ended()).toMatchObject({
			refusal: { errorCode: 'WSG-903' },
			wasSilent: false,
		});
	});

	it('does not open with an invalid token', async () => {
		const socket = await open({ accessToken: 'none' });

		await expect(socket.details()).rejects.toThrow(SocketEnd);
	});

	it('does not open without a listening server', async () => {
		const socket = await open({ uri: 'ws://127.0.0.1:9/ws' });

		await expect(socket.details()).rejects.toThrow('the connection broke off');
	});

	it('ends with its signal', async () => {
		const over = new AbortController();
		const socket = await open({ signal: over.signal });
		await socket.details();
		over.abort();

		expect(await socket.ended()).toMatchObject({ message: 'n8n closed it', wasSilent: false });
		await eventually(async () => {
			const { data } = await simulator.control.get<Array<{ isOpen: boolean }>>('/sockets');
			expect(data.filter(({ isOpen }) => isOpen)).toEqual([]);
		});
	});
});
