import { once } from 'node:events';

import type { AxiosInstance } from 'axios';
import WebSocket from 'ws';

import { sessionsFilter } from './apiClient.mts';
import type { ReceivedEvent } from './webhookReceiver.mts';

export interface SocketFrame<Body = FrameBody> {
	meta: {
		type: string;
		messageId?: string;
		status?: number;
		headers?: Record<string, string>;
		wsc?: { token: string; sequence: number };
	};
	body: Body;
}

/** Parts of bodies that tests read. */
interface FrameBody {
	id: string;
	eventFilters: string[];
	errorCode: string;
	errors: Array<{ errorCode: string }>;
}

/** A minimal client of the simulated WebSocket gateway. */
export class SocketClient {
	readonly texts: string[] = [];
	readonly frames: SocketFrame[] = [];
	readonly notifications: Array<SocketFrame<ReceivedEvent>> = [];
	readonly socket: WebSocket;
	/** The close code. */
	readonly closed: Promise<number>;
	#lastMessageId = 0;

	constructor(address: string, options: WebSocket.ClientOptions = {}) {
		this.socket = new WebSocket(address, options);
		this.socket.on('message', (data: Buffer) => {
			const text = data.toString('utf8');
			this.texts.push(text);
			this.#read(text);
			this.socket.emit('frame');
		});
		this.closed = new Promise((resolve) => {
			this.socket.on('close', (code) => {
				resolve(code);
				this.socket.emit('frame');
			});
		});
		this.socket.on('error', () => undefined);
	}

	#read(text: string): void {
		if (!text.startsWith('[{')) return;
		const [meta, body] = JSON.parse(text);
		if (meta.type === 'ServerNotification') this.notifications.push({ meta, body });
		else this.frames.push({ meta, body });
	}

	get details(): SocketFrame {
		const found = this.frames.find(({ meta }) => meta.type === 'ConnectionDetails');
		if (!found) throw new Error('No ConnectionDetails have come');
		return found;
	}

	/** Waits until `find` returns a value; tries again after each frame. */
	async until<Value>(find: () => Value | undefined): Promise<Value> {
		for (;;) {
			const found = find();
			if (found !== undefined) return found;
			if (this.socket.readyState === WebSocket.CLOSED) throw new Error('The socket is closed');
			await once(this.socket, 'frame');
		}
	}

	frame(type: string): Promise<SocketFrame> {
		return this.until(() => this.frames.find(({ meta }) => meta.type === type));
	}

	send(frame: unknown): void {
		this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
	}

	async request(
		method: string,
		path: string,
		body?: unknown,
		query?: Record<string, unknown>,
	): Promise<SocketFrame> {
		this.#lastMessageId += 1;
		const messageId = `request ${this.#lastMessageId}`;
		const meta = { type: 'ClientRequest', messageId, method, path, query };
		this.send(body === undefined ? [meta] : [meta, body]);
		return this.until(() => this.frames.find((frame) => frame.meta.messageId === messageId));
	}

	events(): ReceivedEvent[] {
		return this.notifications.map(({ body }) => body);
	}

	/** The uuids of all events so far. */
	uuids(): string[] {
		return this.events().map(({ uuid }) => uuid);
	}

	eventsOnce(count: number): Promise<ReceivedEvent[]> {
		return this.until(() => (this.events().length >= count ? this.events() : undefined));
	}
}

/** The address that a new token opens, for the user whom `api` is signed in as. */
export async function socketAddress(api: AxiosInstance, wsc?: string): Promise<string> {
	const { data, status } = await api.post('/restapi/oauth/wstoken');
	if (status !== 200) throw new Error(`Token refused: ${JSON.stringify(data)}`);
	const query = new URLSearchParams({ access_token: data.ws_access_token, ...(wsc && { wsc }) });
	return `${data.uri}?${query.toString()}`;
}

/** Resolves when the ConnectionDetails are there. */
export async function connect(
	api: AxiosInstance,
	wsc?: string,
	options?: WebSocket.ClientOptions,
): Promise<SocketClient> {
	const client = new SocketClient(await socketAddress(api, wsc), options);
	await client.frame('ConnectionDetails');
	return client;
}

/** Connects again, with the last connection's recovery token. */
export function reconnect(api: AxiosInstance, client: SocketClient): Promise<SocketClient> {
	return connect(api, client.details.meta.wsc?.token);
}

export const subscriptionPath = '/restapi/v1.0/subscription';

/** The body of a request for a subscription on the same WebSocket. */
export function onWebSocket(eventFilters = [sessionsFilter]) {
	return { eventFilters, deliveryMode: { transportType: 'WebSocket' } };
}

/** A new client with one subscription. */
export async function subscribed(
	api: AxiosInstance,
	eventFilters?: string[],
): Promise<{ client: SocketClient; id: string }> {
	const client = await connect(api);
	const { body } = await client.request('POST', subscriptionPath, onWebSocket(eventFilters));
	return { client, id: body.id };
}

/** Notifications without a call, with ascending numbers as uuids. */
export function numberedNotifications(count: number, from = 1) {
	return Array.from({ length: count }, (_, index) => ({
		event: '/flow',
		uuid: String(from + index),
		body: { number: from + index },
	}));
}
