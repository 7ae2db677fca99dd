// A RingCentral that does nothing but deliver the events of an account, as fast as they are taken, and
// hears what the workflow behind them does. The simulator follows each call; that takes longer than
// what is measured here.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import formBody from '@fastify/formbody';
import Fastify from 'fastify';
import { WebSocketServer, type WebSocket } from 'ws';

import { application } from '../../../simulator/account.mts';
import {
	isJsonObject,
	readObject,
	readString,
	readStrings,
} from '../../../simulator/requestBody.mts';
import { readFrame, writeFrame, type ClientRequest } from '../../../simulator/webSocket/frame.mts';
import { measurements } from './measurements.mts';
import { Runs } from './runs.mts';
import { grantedFilters, Subscriber } from './subscriber.mts';

const server = Fastify();
const runs = new Runs();
const subscribers: Subscriber[] = [];

void server.register(formBody);
server.post('/restapi/oauth/token', () => ({
	access_token: `SIM${randomUUID()}`,
	token_type: 'bearer',
	expires_in: 3600,
	scope: application.permissions.join(' '),
}));
server.post('/restapi/oauth/wstoken', (request) => ({
	uri: `ws://${request.host}/ws`,
	ws_access_token: `SIM${randomUUID()}`,
	expires_in: 60,
}));
server.get('/restapi/v1.0/account/~/presence', () => ({
	records: [],
	navigation: {},
	paging: { page: 1, perPage: 1_000, totalPages: 1, totalElements: 0 },
}));

server.post('/runs', (request, reply) => {
	runs.arrived(readString(readObject(request.query, 'query'), 'call'));
	return reply.status(204).send();
});
for (const [name, measure] of Object.entries(measurements)) {
	server.post(`/measurements/${name}`, async (request) => {
		const subscriber = subscribers.findLast(({ isThere }) => isThere);
		return await measure({ subscriber, runs, settings: readObject(request.body) });
	});
}

const sockets = new WebSocketServer({ noServer: true });
server.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
	sockets.handleUpgrade(request, stream, head, welcome);
});

function welcome(socket: WebSocket): void {
	const token = `SIMwsc${randomUUID()}`;
	const id = randomUUID();
	socket.send(
		writeFrame(
			{
				type: 'ConnectionDetails',
				messageId: id,
				status: 200,
				wsc: { token, sequence: 1 },
				headers: { RCRequestId: id },
			},
			{
				creationTime: new Date().toISOString(),
				maxConnectionsPerSession: 50,
				recoveryBufferSize: 100,
				recoveryTimeout: 180,
				idleTimeout: 1800,
				absoluteTimeout: 86400,
				maxActiveRequests: 10,
			},
		),
	);
	socket.on('message', (data) => {
		const frame = Buffer.isBuffer(data) ? readFrame(data.toString('utf8')) : undefined;
		if (frame?.type === 'Heartbeat') {
			socket.send(writeFrame({ type: 'Heartbeat', messageId: frame.messageId }));
		} else if (frame !== undefined) {
			answer(socket, frame);
		}
	});
}

/** A client asks for its subscription, or for its end. */
function answer(socket: WebSocket, { method, messageId, body }: ClientRequest): void {
	const head = { type: 'ClientRequest', messageId, headers: {} } as const;
	if (method !== 'POST' || !isJsonObject(body)) {
		socket.send(writeFrame({ ...head, status: 204 }));
		return;
	}
	const subscriptionId = randomUUID();
	subscribers.push(new Subscriber(socket, subscriptionId));
	const subscription = {
		id: subscriptionId,
		uri: `/restapi/v1.0/subscription/${subscriptionId}`,
		creationTime: new Date().toISOString(),
		expirationTime: new Date(Date.now() + 86_399_000).toISOString(),
		expiresIn: 86_399,
		eventFilters: grantedFilters(readStrings(body, 'eventFilters')),
		deliveryMode: { transportType: 'WebSocket', encryption: false },
		status: 'Active',
	};
	socket.send(writeFrame({ ...head, status: 200 }, subscription));
}

process.on('SIGTERM', () => process.exit(0));
const url = await server.listen({ host: '127.0.0.1', port: 0 });
console.log(`Event source ready: ${url}`);
