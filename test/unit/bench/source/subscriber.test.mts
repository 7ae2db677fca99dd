import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { WebSocketServer, type WebSocket } from 'ws';

import { accountEvents } from '../../../bench/source/callEvents.mts';
import { Subscriber } from '../../../bench/source/subscriber.mts';

const EVENTS = 100;
const MILLISECONDS_AN_EVENT = 3;

/** Takes its time with each frame, in a process of its own as n8n is. */
const slowClient = `
	new WebSocket(process.argv[1]).addEventListener('message', () => {
		const start = performance.now();
		while (performance.now() - start < ${MILLISECONDS_AN_EVENT});
	});
`;

describe('Subscriber', () => {
	it('reports a client as done only after it has handled all events', async () => {
		const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
		await once(server, 'listening');
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('No port');
		const client = spawn(process.execPath, ['-e', slowClient, `ws://127.0.0.1:${address.port}`]);
		try {
			const [socket]: WebSocket[] = await once(server, 'connection');
			if (socket === undefined) throw new Error('Nobody has connected');
			const subscriber = new Subscriber(socket, 'subscription');
			const frames = subscriber.framesOf(accountEvents(EVENTS, EVENTS));
			const start = performance.now();

			await subscriber.sendAll(frames);
			await subscriber.hasHandledAll();

			expect(performance.now() - start).toBeGreaterThanOrEqual(EVENTS * MILLISECONDS_AN_EVENT);
		} finally {
			client.kill();
			for (const socket of server.clients) socket.terminate();
			server.close();
		}
	});
});
