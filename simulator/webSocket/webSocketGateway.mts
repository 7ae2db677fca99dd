import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import type { FastifyInstance } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';

import type { LoginSession } from '../oauth/loginSessions.mts';
import type { Platform } from '../platform.mts';
import { answerClientRequest } from './clientRequests.mts';
import { readFrame, writeFrame } from './frame.mts';
import {
	SocketConnection,
	absoluteTimeout,
	errorFrame,
	idleTimeout,
	normalClosure,
} from './socketConnection.mts';
import { SocketSession, isConnectionToken, recoveryBufferSize } from './socketSession.mts';
import { recoveryTimeout } from './socketSessions.mts';

export const webSocketPath = '/ws';

interface UpgradeDetails {
	host: string;
	query: URLSearchParams;
}

/**
 * RingCentral's WebSocket gateway.
 * https://developers.ringcentral.com/guide/notifications/websockets/quick-start
 */
export function serveWebSockets(server: FastifyInstance, platform: Platform): void {
	const sockets = new WebSocketServer({ noServer: true });
	server.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
		const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://localhost');
		if (pathname !== webSocketPath) {
			refuseUpgrade(stream, '404 Not Found');
		} else if (platform.options.refuseSockets) {
			refuseUpgrade(stream, '503 Service Unavailable');
		} else {
			sockets.handleUpgrade(request, stream, head, (webSocket) => {
				const host = request.headers.host ?? 'localhost';
				acceptSocket(webSocket, { server, platform }, { host, query });
			});
		}
	});
}

type Recovery = ReturnType<Platform['sockets']['recover']>;

function refuseUpgrade(stream: Duplex, status: string): void {
	stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function acceptSocket(
	webSocket: WebSocket,
	parts: { server: FastifyInstance; platform: Platform },
	{ host, query }: UpgradeDetails,
): void {
	const { server, platform } = parts;
	const login = platform.webSocketTokens.redeem(query.get('access_token') ?? '');
	if (!login) {
		// Assumption SOCKET-REFUSAL: the code; only the Error frame instead of the ConnectionDetails is known.
		webSocket.send(errorFrame('OAU-213', 'Token not found'));
		webSocket.close(normalClosure);
		return;
	}
	const token = query.get('wsc');
	if (token !== null && !isConnectionToken(token)) {
		webSocket.send(errorFrame('WSG-400', 'Malformed WebSocket session context token', 400));
		webSocket.close(normalClosure);
		return;
	}
	const recovered = token === null ? undefined : recover(platform, token, login);
	const session = recovered instanceof SocketSession ? recovered : platform.sockets.open(login);

	const connection: SocketConnection = new SocketConnection(webSocket, platform, {
		received: (text) => void answerFrame(text, { server, platform, session, connection, host }),
		lost() {
			if (session.disconnect(connection)) platform.sockets.lose(session);
		},
	});
	session.connect(connection);
	connection.send(connectionDetails(session, platform.clock.now(), recovered));
	session.replay();
}

function recover(platform: Platform, token: string, login: LoginSession): Recovery {
	if (platform.options.refuseRecovery) return 'WSG-1005';
	return platform.sockets.recover(token, login);
}

function connectionDetails(session: SocketSession, now: number, recovered?: Recovery): string {
	const id = randomUUID();
	return writeFrame(
		{
			type: 'ConnectionDetails',
			messageId: id,
			status: 200,
			wsc: session.nextPosition(),
			headers: { RCRequestId: id },
		},
		{
			creationTime: new Date(now).toISOString().replace('Z', '+0000'),
			...(recovered instanceof SocketSession && { recoveryState: 'Successful' }),
			...(typeof recovered === 'string' && {
				recoveryState: 'Failed',
				recoveryErrorCode: recovered,
			}),
			maxConnectionsPerSession: 50,
			recoveryBufferSize,
			recoveryTimeout,
			idleTimeout,
			absoluteTimeout,
			maxActiveRequests: 10,
		},
	);
}

async function answerFrame(
	text: string | undefined,
	context: {
		server: FastifyInstance;
		platform: Platform;
		session: SocketSession;
		connection: SocketConnection;
		host: string;
	},
): Promise<void> {
	const { server, platform, session, connection, host } = context;
	const frame = text === undefined ? undefined : readFrame(text);
	if (!frame) {
		// Assumption SOCKET-FRAME: the code; RingCentral's documentation has none for an unexpected frame.
		connection.send(errorFrame('WSG-400', 'The message is not understood'));
	} else if (frame.type === 'ClientRequest') {
		connection.send(await answerClientRequest(server, session, frame, host));
	} else if (platform.options.answersHeartbeats) {
		connection.send(writeFrame({ type: 'Heartbeat', messageId: frame.messageId }));
	}
}
