import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import fastify, { type FastifyInstance } from 'fastify';
import { WebSocket, WebSocketServer } from 'ws';

import { freePort } from '../../lab/src/ports.mts';

export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** A request from n8n to RingCentral, not yet passed on. */
export interface ApiExchange {
	method: string;
	/** With the query. */
	path: string;
	/** The raw response, for malformed answers. */
	response: ServerResponse;
	/** Passes the request on to RingCentral. */
	forward(): Promise<Answer>;
	answer(answer: Answer): void;
	/** Forwards the request and answers it, like a healthy network. */
	pass(): Promise<void>;
}

/** A notification on its way from RingCentral to n8n. */
export interface DeliveryExchange {
	headers: Record<string, string>;
	body: string;
	/** Hands the notification to n8n, unchanged or with another body or other headers. */
	pass: (changed?: { headers?: Record<string, string>; body?: string }) => Promise<Answer>;
}

/** Faults on the connections of n8n. Traffic without a fault is passed on unchanged. */
export interface Misbehaviour {
	api?: (exchange: ApiExchange) => Promise<void> | void;
	delivery?: (delivery: DeliveryExchange) => Promise<Answer>;
	/** A frame on its way to n8n. */
	frame?: (text: string, send: (text: string) => void) => void;
	/** A request for a WebSocket; the answer goes to the raw connection. */
	upgrade?: (connection: Duplex) => void;
}

/** A command to a call, from n8n. */
export interface SentCommand {
	telephonySessionId: string;
	/** Whether RingCentral has carried it out; null unless it was passed on. */
	isCarriedOut: boolean | null;
	/** The status that n8n got; null without an answer. */
	answeredWith: number | null;
}

/**
 * A server between n8n and RingCentral: n8n's credential names it as the server, and RingCentral delivers to n8n
 * through it. Without `misbehaviour` it passes all traffic on.
 */
export interface StandIn {
	url: string;
	/** n8n's address for RingCentral: the base of the webhook addresses. */
	webhookUrl: string;
	/** A foreign server, which must get no data of n8n's. */
	otherHost: {
		url: string;
		/** Returns the requests since the last call. */
		takeArrivals(): Arrival[];
	};
	misbehaviour: Misbehaviour;
	/** Sets the address of RingCentral, and those of the n8n processes that take deliveries in turn. */
	connect(ringCentralUrl: string, n8nUrls: () => readonly string[]): void;
	/** The commands so far, in order. */
	commands(): readonly SentCommand[];
	/** RingCentral's notifications so far. */
	deliveries(): readonly SeenDelivery[];
	/** Tokens and secrets that passed through. */
	secrets(): ReadonlySet<string>;
	/** Breaks all WebSockets, on both sides. */
	cutSockets(): void;
	/** Drops all further traffic on the open WebSockets. */
	silenceSockets(): void;
	/** Sends n8n a frame that does not come from RingCentral. */
	sendFrame(frame: string | Buffer): void;
	close(): Promise<void>;
}

export interface SeenDelivery {
	/** The call of the notification; undefined without one. */
	telephonySessionId: string | undefined;
	/** Whether the trigger has taken it: n8n answered, and was not starting up. */
	isTaken: boolean;
	/** Short reason why it was not taken; empty if it was. */
	reason: string;
}

export interface Arrival {
	method: string;
	path: string;
	authorization: string | undefined;
	body: string;
}

interface Bridge {
	client: WebSocket;
	upstream: WebSocket;
	isSilent: boolean;
}

const host = '127.0.0.1';

/** Headers of a single connection, which the next connection sets itself. */
const hopHeaders =
	/^(connection|content-encoding|content-length|host|keep-alive|transfer-encoding)$/;

/** n8n's answer, with status 200, until its database is ready. */
const startingUp = /^n8n is starting up/;

const commandPath = /\/telephony\/sessions\/([^/]+)\/parties\/[^/]+\/\w+$/;

export async function startStandIn(): Promise<StandIn> {
	const [server, other] = [rawServer(), rawServer()];
	const arrivals: Arrival[] = [];
	other.all('/*', (request, reply) => {
		arrivals.push({
			method: request.method,
			path: request.url,
			authorization: request.headers.authorization,
			body: textOf(request.body),
		});
		return reply.code(200).send('{}');
	});
	const port = await freePort();
	const url = `http://${host}:${port}`;
	const otherUrl = await other.listen({ host, port: 0 });
	let ringCentralUrl = '';
	let n8nUrls: () => readonly string[] = () => [];
	let turn = 0;
	const commands: SentCommand[] = [];
	const deliveries: SeenDelivery[] = [];
	const secrets = new Set<string>();
	const bridges = new Set<Bridge>();
	const sockets = new WebSocketServer({ noServer: true });

	const standIn: StandIn = {
		url,
		webhookUrl: `${url}/to-n8n/`,
		otherHost: { url: otherUrl, takeArrivals: () => arrivals.splice(0) },
		misbehaviour: {},
		connect(toRingCentral, toN8n) {
			ringCentralUrl = toRingCentral;
			n8nUrls = toN8n;
		},
		commands: () => commands,
		deliveries: () => deliveries,
		secrets: () => secrets,
		cutSockets() {
			for (const { client, upstream } of bridges) {
				client.terminate();
				upstream.terminate();
			}
		},
		silenceSockets() {
			for (const bridge of bridges) bridge.isSilent = true;
		},
		sendFrame(frame) {
			for (const { client } of bridges) client.send(frame);
		},
		async close() {
			standIn.cutSockets();
			sockets.close();
			await Promise.all([server.close(), other.close()]);
		},
	};

	/** Hands a notification to the next process that takes it, as a load balancer does. */
	async function deliverToN8n(path: string, headers: Record<string, string>, body: string) {
		const targets = n8nUrls();
		let reason: unknown;
		for (let tried = 0; tried < targets.length; tried++) {
			const target = targets[turn++ % targets.length] ?? '';
			try {
				return await exchanged(`${target}${path}`, 'POST', headers, body);
			} catch (error) {
				// Only a refused connection is certain: a process that ended after the request may have taken the notification.
				if (!isRefused(error)) throw error;
				reason = error;
			}
		}
		throw reason;
	}

	server.post('/to-n8n/*', async (request, reply) => {
		const [headers, body] = [plainHeaders(request.headers), textOf(request.body)];
		const path = request.url.slice('/to-n8n'.length);
		const verification = headers['verification-token'];
		if (verification !== undefined) secrets.add(verification);
		const pass: DeliveryExchange['pass'] = (changed = {}) =>
			deliverToN8n(path, { ...headers, ...changed.headers }, changed.body ?? body);
		const [telephonySessionId] = /\bs-[0-9a-z]+/.exec(body) ?? [];
		const delivery: SeenDelivery = { telephonySessionId, isTaken: false, reason: 'not answered' };
		deliveries.push(delivery);
		const { misbehaviour } = standIn;
		try {
			const answer = await (misbehaviour.delivery?.({ headers, body, pass }) ?? pass());
			delivery.isTaken = answer.status === 200 && !startingUp.test(answer.body);
			delivery.reason = delivery.isTaken ? '' : `${answer.status} ${answer.body.slice(0, 60)}`;
			return reply.code(answer.status).headers(answer.headers).send(answer.body);
		} catch (error) {
			delivery.reason = reasonOf(error);
			reply.hijack();
			reply.raw.destroy();
			return reply;
		}
	});

	server.all('/*', async (request, reply) => {
		reply.hijack();
		const headers = plainHeaders(request.headers);
		const requestBody = textOf(request.body);
		const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
		if (bearer !== undefined) secrets.add(bearer);
		const [, telephonySessionId] = commandPath.exec(request.url) ?? [];
		const command: SentCommand | undefined =
			telephonySessionId === undefined || request.method === 'GET'
				? undefined
				: { telephonySessionId, isCarriedOut: null, answeredWith: null };
		if (command) commands.push(command);
		const exchange: ApiExchange = {
			method: request.method,
			path: request.url,
			response: reply.raw,
			async forward() {
				const answer = await exchanged(
					`${ringCentralUrl}${request.url}`,
					request.method,
					headers,
					requestBody,
				);
				if (command) command.isCarriedOut = answer.status < 300;
				for (const token of tokensIn(answer.body)) secrets.add(token);
				const body = answer.body
					.replaceAll(ringCentralUrl, url)
					.replaceAll(webSocketUrl(ringCentralUrl), webSocketUrl(url));
				return { ...answer, body };
			},
			answer({ status, headers: answerHeaders, body }) {
				if (command) command.answeredWith = status;
				reply.raw.writeHead(status, answerHeaders).end(body);
			},
			async pass() {
				exchange.answer(await exchange.forward());
			},
		};
		await (standIn.misbehaviour.api ?? pass)(exchange);
	});

	server.server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
		// n8n may be killed at any moment.
		connection.on('error', () => connection.destroy());
		if (standIn.misbehaviour.upgrade) {
			// Reads the connection to notice its end, and ends it then.
			connection.resume().once('end', () => connection.end());
			standIn.misbehaviour.upgrade(connection);
			return;
		}
		sockets.handleUpgrade(request, connection, head, (client) => {
			const upstream = new WebSocket(`${webSocketUrl(ringCentralUrl)}${request.url ?? ''}`);
			bridge({ client, upstream, isSilent: false });
		});
	});

	function bridge(connection: Bridge): void {
		const { client, upstream } = connection;
		bridges.add(connection);
		const opened = once(upstream, 'open');
		opened.catch(() => client.terminate());
		client.on('message', (data: Buffer) => {
			if (connection.isSilent) return;
			void opened.then(() => upstream.send(data.toString())).catch(() => client.terminate());
		});
		upstream.on('message', (data: Buffer) => {
			if (connection.isSilent) return;
			const send = (text: string) => client.send(text);
			const text = data.toString();
			if (standIn.misbehaviour.frame) standIn.misbehaviour.frame(text, send);
			else send(text);
		});
		for (const [one, another] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			one.on('error', () => one.terminate());
			one.on('close', (code: number) => {
				bridges.delete(connection);
				if (code >= 3000 || code === 1000) another.close(code);
				else another.terminate();
			});
		}
	}

	await server.listen({ host, port });
	return standIn;
}

async function pass(exchange: ApiExchange): Promise<void> {
	await exchange.pass();
}

/** A server that does not parse bodies, and drops its connections when it closes. */
function rawServer(): FastifyInstance {
	const server = fastify({ forceCloseConnections: true, bodyLimit: 20_000_000 });
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
		done(null, body),
	);
	return server;
}

async function exchanged(
	url: string,
	method: string,
	headers: Record<string, string>,
	body: string,
): Promise<Answer> {
	const response = await fetch(url, {
		method,
		headers,
		redirect: 'manual',
		body: method === 'GET' || body === '' ? undefined : body,
	});
	return {
		status: response.status,
		headers: plainHeaders(Object.fromEntries(response.headers)),
		body: await response.text(),
	};
}

function plainHeaders(headers: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([name, value]) => value !== undefined && !hopHeaders.test(name))
			.map(([name, value]) => [name, String(value)]),
	);
}

function isRefused(error: unknown): boolean {
	return reasonOf(error) === 'ECONNREFUSED';
}

/** The code of a connection that broke, e.g. "ECONNREFUSED". */
function reasonOf(error: unknown): string {
	const cause = isObject(error) && 'cause' in error ? error.cause : undefined;
	return isObject(cause) && 'code' in cause ? String(cause.code) : String(error);
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function tokensIn(body: string): string[] {
	const found = body.matchAll(/"(?:access_token|refresh_token|ws_access_token)":"([^"]+)"/g);
	return [...found].flatMap(([, token]) => token ?? []);
}

function textOf(body: unknown): string {
	return typeof body === 'string' ? body : '';
}

function webSocketUrl(url: string): string {
	return url.replace(/^http/, 'ws');
}
