import { once } from 'node:events';
import type { Socket } from 'node:net';

import { WebSocketServer, type WebSocket } from 'ws';

import type { RunningSimulator } from './simulator.mts';

/** A WebSocket server in the place of RingCentral's, in the process of the test. */
export interface Gateway {
	address: string;
	/** The connections so far, oldest first. */
	clients: WebSocket[];
}

const servers: WebSocketServer[] = [];

/** @param welcomes called for each connection; without it the gateway stays silent. */
export async function gatewayThat(
	welcomes: (client: WebSocket, connection: Socket) => void = () => {},
): Promise<Gateway> {
	const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
	servers.push(server);
	const clients: WebSocket[] = [];
	server.on('connection', (client, { socket }) => {
		clients.push(client);
		welcomes(client, socket);
	});
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return { address: `ws://127.0.0.1:${port}/ws`, clients };
}

/** Lets the simulator send the next clients to this gateway, as many as `times`. */
export async function sendTo(
	{ address }: Gateway,
	simulator: RunningSimulator,
	times = 1,
): Promise<void> {
	await simulator.control.post('/faults', {
		method: 'POST',
		path: '/wstoken$',
		status: 200,
		times,
		body: { uri: address, ws_access_token: 'token', expires_in: 30 },
	});
}

/** Call it after each test. */
export function closeGateways(): void {
	for (const server of servers.splice(0)) {
		server.clients.forEach((client) => client.terminate());
		server.close();
	}
}

export const connectionDetails = JSON.stringify([{ type: 'ConnectionDetails' }, {}]);
