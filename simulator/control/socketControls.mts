import type { FastifyInstance } from 'fastify';

import { invalidParameter } from '../apiError.mts';
import type { Platform } from '../platform.mts';
import {
	type JsonObject,
	isJsonObject,
	readObject,
	readOptionalNumber,
	readOptionalString,
	readString,
} from '../requestBody.mts';
import type { Notification } from '../subscriptions/delivery.mts';
import type { SocketConnection } from '../webSocket/socketConnection.mts';
import { SocketSession } from '../webSocket/socketSession.mts';

/** In bytes. Frames and captured flows may be larger than any request to RingCentral. */
const bodyLimit = 16 * 1024 * 1024;

interface ArbitraryNotification {
	notification: Notification;
	times: number;
}

function readNotification(value: unknown): ArbitraryNotification {
	if (!isJsonObject(value)) throw invalidParameter('body');
	const times = readOptionalNumber(value, 'times') ?? 1;
	if (!Number.isInteger(times) || times < 1) throw invalidParameter('times', String(times));
	return {
		times,
		notification: {
			kind: 'event',
			event: readString(value, 'event'),
			body: value['body'],
			envelope: readEnvelope(value),
		},
	};
}

function readEnvelope(value: JsonObject): NonNullable<Notification['envelope']> {
	const names = ['uuid', 'timestamp', 'subscriptionId', 'ownerId'] as const;
	return Object.fromEntries(
		names.flatMap((name) => {
			const given = readOptionalString(value, name);
			return given === undefined ? [] : [[name, given] as const];
		}),
	);
}

/** Only codes that a frame may carry. https://datatracker.ietf.org/doc/html/rfc6455#section-7.4 */
function readCloseCode(body: JsonObject): number | undefined {
	const code = readOptionalNumber(body, 'code');
	if (code === undefined || [1000, 1001, 1002, 1003].includes(code)) return code;
	const isAllowed = (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
	if (!isAllowed || !Number.isInteger(code)) throw invalidParameter('code', String(code));
	return code;
}

/** Actions of the network and of RingCentral's gateway on WebSockets. */
export function registerSocketControls(server: FastifyInstance, platform: Platform): void {
	const { sockets, subscriptions, courier } = platform;

	const view = (session: SocketSession) => {
		const subscription = subscriptions.through(session);
		return {
			id: session.id,
			isOpen: session.connection?.isOpen ?? false,
			subscriptionId: subscription?.id ?? null,
			eventFilters: subscription?.filters.map((filter) => filter.uri) ?? [],
			openedAt: session.openedAt,
			bufferedEvents: session.bufferedEvents,
			connections: session.connections,
		};
	};
	const forEachConnection = (act: (connection: SocketConnection) => void) => {
		for (const { connection } of sockets.all()) if (connection) act(connection);
	};

	server.get('/sim/sockets', () => sockets.all().map(view));

	/** Closes all WebSockets; none of their sessions can be recovered. */
	server.delete('/sim/sockets', (_request, reply) => {
		sockets.closeAll();
		return reply.code(204).send();
	});

	server.post('/sim/sockets/cut', (_request, reply) => {
		forEachConnection((connection) => connection.cut());
		return reply.code(204).send();
	});

	server.post('/sim/sockets/close', (request, reply) => {
		const body = readObject(request.body);
		const code = readCloseCode(body);
		const errorCode = readOptionalString(body, 'errorCode');
		forEachConnection((connection) => {
			if (errorCode === undefined) connection.close(code);
			else connection.refuse(errorCode, 'The connection is closed', code);
		});
		return reply.code(204).send();
	});

	/** Sends one frame with an arbitrary text. */
	server.post('/sim/sockets/send', { bodyLimit }, (request, reply) => {
		const text = readObject(request.body)['text'];
		if (typeof text !== 'string') throw invalidParameter('text');
		forEachConnection((connection) => connection.send(text));
		return reply.code(204).send();
	});

	server.post('/sim/sockets/silence', (request, reply) => {
		const id = readOptionalString(readObject(request.body), 'id');
		const chosen = sockets.all().filter((session) => id === undefined || session.id === id);
		if (id !== undefined && chosen.length === 0) throw invalidParameter('id', id);
		for (const session of chosen) sockets.silence(session);
		return reply.code(204).send();
	});

	/**
	 * Sends notifications without a call. A `subscriptionId` chooses the subscription; if no
	 * subscription has that ID, all get the notification unchanged.
	 */
	server.post('/sim/notifications', { bodyLimit }, (request, reply) => {
		const given: unknown[] = Array.isArray(request.body) ? request.body : [request.body];
		const notifications = given.map(readNotification);
		const all = subscriptions.all().filter(({ transport }) => transport instanceof SocketSession);
		for (const { notification, times } of notifications) {
			const chosen = all.filter(({ id }) => id === notification.envelope?.subscriptionId);
			for (const subscription of chosen.length > 0 ? chosen : all) {
				for (let time = 0; time < times; time += 1) {
					void courier.deliver(subscription, notification);
				}
			}
		}
		return reply.code(204).send();
	});
}
