// A stand-in for RingCentral that only delivers the events of an account, as fast as the client reads them, and
// records the commands of the workflows. The simulator would be slower than the measured programs, because it
// follows each call.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import Fastify from 'fastify';
import { WebSocketServer, type WebSocket } from 'ws';

import { account, application, reception } from '../../../simulator/account.mts';
import {
	isJsonObject,
	parseBodies,
	readObject,
	readString,
	readStrings,
	type JsonObject,
} from '../../../simulator/requestBody.mts';
import { readFrame, writeFrame, type ClientRequest } from '../../../simulator/webSocket/frame.mts';
import { measurements } from './measurements.mts';
import { unreachedLimitHeaders } from './rateLimit.mts';
import { post, Routes } from './routes.mts';
import { Runs } from './runs.mts';
import { grantedFilters, Subscriber } from './subscriber.mts';

const server = Fastify();
const runs = new Runs();
const routes = new Routes();

parseBodies(server);
server.addHook('onSend', async (_request, reply) => {
	reply.headers({ ...unreachedLimitHeaders, rcrequestid: randomUUID() });
});
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

server.get('/restapi/v1.0/account/~/extension/~', () => ({
	id: reception.id,
	extensionNumber: reception.number,
}));

server.get('/restapi/v1.0/subscription', () => ({ records: [] }));
server.post('/restapi/v1.0/subscription', async (request) => {
	const body = readObject(request.body);
	const { address, verificationToken } = readObject(body['deliveryMode'], 'deliveryMode');
	const target = {
		address: String(address),
		headers: { 'verification-token': String(verificationToken) },
	};
	const validationToken = randomUUID();
	const echo = await post(target.address, '', { 'validation-token': validationToken });
	if (echo.get('validation-token') !== validationToken) {
		throw new Error('The webhook did not echo the validation token');
	}
	const subscription = subscriptionFor(body, {
		transportType: 'WebHook',
		address: target.address,
		encryption: false,
	});
	routes.addSubscription(subscription.id, target);
	return subscription;
});
server.delete<{ Params: { id: string } }>(
	'/restapi/v1.0/subscription/:id',
	async ({ params }, reply) => {
		routes.removeSubscription(params.id);
		await reply.status(204).send();
	},
);

/** Registers a project's webhook at GitLab: https://docs.gitlab.com/api/project_webhooks/ */
server.post('/api/v4/projects/:project/hooks', (request) => {
	const body = readObject(request.body);
	routes.addHook({
		address: readString(body, 'url'),
		headers: { 'x-gitlab-token': readString(body, 'token') },
	});
	return { id: 1 };
});

server.post<{ Params: Record<'call' | 'party', string> }>(
	'/restapi/v1.0/account/~/telephony/sessions/:call/parties/:party/forward',
	({ params: { call, party } }) => {
		runs.arrived(call);
		return {
			id: party,
			accountId: account.id,
			extensionId: reception.id,
			direction: 'Inbound',
			status: { code: 'Proceeding', rcc: false },
		};
	},
);
server.post('/runs', (request, reply) => {
	runs.arrived(readString(readObject(request.query, 'query'), 'call'));
	return reply.status(204).send();
});
for (const [name, measure] of Object.entries(measurements)) {
	server.post(`/measurements/${name}`, async (request) => {
		return await measure({ routes, runs, settings: readObject(request.body) });
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

/** Answers a request to create or delete a subscription. */
function answer(socket: WebSocket, { method, messageId, body }: ClientRequest): void {
	const head = { type: 'ClientRequest', messageId, headers: {} } as const;
	if (method !== 'POST' || !isJsonObject(body)) {
		socket.send(writeFrame({ ...head, status: 204 }));
		return;
	}
	const subscription = subscriptionFor(body, { transportType: 'WebSocket', encryption: false });
	routes.addSubscriber(new Subscriber(socket, subscription.id));
	socket.send(writeFrame({ ...head, status: 200 }, subscription));
}

function subscriptionFor(body: JsonObject, deliveryMode: object) {
	const id = randomUUID();
	return {
		id,
		uri: `/restapi/v1.0/subscription/${id}`,
		creationTime: new Date().toISOString(),
		expirationTime: new Date(Date.now() + 86_399_000).toISOString(),
		expiresIn: 86_399,
		eventFilters: grantedFilters(readStrings(body, 'eventFilters')),
		deliveryMode,
		status: 'Active',
	};
}

process.on('SIGTERM', () => process.exit(0));
const url = await server.listen({ host: '127.0.0.1', port: 0 });
console.log(`Event source ready: ${url}`);
