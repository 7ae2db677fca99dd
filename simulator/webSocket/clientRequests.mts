import { randomUUID } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import { ApiError } from '../apiError.mts';
import { type ClientRequest, writeFrame } from './frame.mts';
import { runForSocket } from './socketRequest.mts';
import type { SocketSession } from './socketSession.mts';

/** Headers of an HTTP connection, which frames do not have. */
const connectionHeaders = new Set([
	'connection',
	'content-length',
	'keep-alive',
	'transfer-encoding',
]);

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

interface Answer {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

/** Sends the request to the endpoints of HTTP, as the session's user. */
export async function answerClientRequest(
	server: FastifyInstance,
	session: SocketSession,
	request: ClientRequest,
	host: string,
): Promise<string> {
	const { status, headers, body } = await ask(server, session, request, host);
	const meta = {
		// The answer has the type of the request; clients match it by messageId.
		type: 'ClientRequest',
		messageId: request.messageId,
		status,
		headers: { ...headers, RCRequestId: randomUUID() },
	} as const;
	return writeFrame(meta, body);
}

async function ask(
	server: FastifyInstance,
	session: SocketSession,
	request: ClientRequest,
	host: string,
): Promise<Answer> {
	const method = methods.find((known) => known === request.method.toUpperCase());
	if (!method || !request.path.startsWith('/restapi/')) {
		const refusal = new ApiError(404, 'CMN-120', 'Invalid URI');
		return { status: refusal.statusCode, headers: {}, body: refusal.toBody() };
	}
	const response = await runForSocket(session, () =>
		server.inject({
			method,
			url: urlOf(request),
			headers: { host },
			...(request.body !== undefined && {
				payload: JSON.stringify(request.body),
				headers: { host, 'content-type': 'application/json' },
			}),
		}),
	);
	return {
		status: response.statusCode,
		headers: Object.fromEntries(
			Object.entries(response.headers)
				.filter(([name]) => !connectionHeaders.has(name))
				.map(([name, value]) => [capitalized(name), String(value)]),
		),
		body: readBody(response.payload),
	};
}

function urlOf({ path, query }: ClientRequest): string {
	const url = new URL(path, 'http://localhost');
	for (const [name, value] of Object.entries(query)) {
		for (const entry of [value].flat()) url.searchParams.append(name, String(entry));
	}
	return `${url.pathname}${url.search}`;
}

function readBody(payload: string): unknown {
	if (payload === '') return undefined;
	try {
		return JSON.parse(payload);
	} catch {
		return payload;
	}
}

/** The header's name with capitals. HTTP ignores the case of names, but a frame is JSON. */
function capitalized(name: string): string {
	if (name === 'wsg-subscriptionid') return 'WSG-SubscriptionId';
	return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
