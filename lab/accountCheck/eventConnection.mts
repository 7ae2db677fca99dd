import { randomUUID } from 'node:crypto';

import WebSocket from 'ws';

import type { PlatformClient } from './platformClient.mts';
import type { Secrets } from './secrets.mts';
import { fieldsOf, listOf, textOf, type Fields } from './values.mts';

/** A parsed frame of RingCentral's WebSocket gateway. */
export interface Frame {
	meta: Fields;
	body: unknown;
}

const PATIENCE_MILLISECONDS = 15_000;

/** A connection to RingCentral's WebSocket gateway without heartbeats, reconnects or repeats. */
export class EventConnection {
	readonly frames: Frame[] = [];
	readonly #socket: WebSocket;
	readonly #notified: (body: Fields) => void;
	#closeCode: number | undefined;
	#listeners = new Set<() => void>();

	/** @param notified called for each notification; `frames` has it too */
	constructor(address: string, notified: (body: Fields) => void = () => undefined) {
		this.#notified = notified;
		this.#socket = new WebSocket(address, {
			handshakeTimeout: PATIENCE_MILLISECONDS,
			followRedirects: false,
			maxPayload: 20_000_000,
		});
		this.#socket.on('message', (data, isBinary) => {
			if (!isBinary && Buffer.isBuffer(data)) this.#hear(data.toString('utf8'));
		});
		this.#socket.on('close', (code) => {
			this.#closeCode = code;
			this.#wake();
		});
		// A close event follows each error.
		this.#socket.on('error', () => undefined);
	}

	/** Undefined while the connection is open. */
	get closeCode(): number | undefined {
		return this.#closeCode;
	}

	/** RingCentral's first frame, ConnectionDetails or Error; undefined if neither comes in time. */
	async greeting(): Promise<Frame | undefined> {
		return await this.#until(() => this.frames.find(isGreeting));
	}

	/** The token to resume this session with. */
	get sessionToken(): string | undefined {
		const newest = this.frames.findLast(({ meta }) => meta['wsc'] !== undefined);
		return textOf(fieldsOf(newest?.meta['wsc'])['token']);
	}

	/** Sends a request of the API. Resolves with undefined if no answer comes in time. */
	async request(method: string, path: string, body?: unknown): Promise<Frame | undefined> {
		const messageId = randomUUID();
		const meta = { type: 'ClientRequest', messageId, method, path };
		this.send(JSON.stringify(body === undefined ? [meta] : [meta, body]));
		return await this.#until(() =>
			this.frames.find((frame) => frame.meta['messageId'] === messageId),
		);
	}

	send(text: string): void {
		if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
	}

	/** Waits for the next frame of a type, from an index in `frames` on. */
	async frame(type: string, from = 0): Promise<Frame | undefined> {
		return await this.#until(() =>
			this.frames.slice(from).find(({ meta }) => meta['type'] === type),
		);
	}

	/** Breaks the connection as a network failure does. */
	cut(): void {
		this.#socket.terminate();
	}

	close(): void {
		this.#socket.close(1000);
	}

	/** Waits for the close code; undefined if the connection is still open afterwards. */
	async closed(): Promise<number | undefined> {
		return await this.#until(() => this.#closeCode, true);
	}

	#hear(text: string): void {
		const frame = frameOf(text);
		if (frame === undefined) return;
		this.frames.push(frame);
		if (frame.meta['type'] === 'ServerNotification') this.#notified(fieldsOf(frame.body));
		this.#wake();
	}

	#wake(): void {
		for (const listener of [...this.#listeners]) listener();
	}

	#until<Value>(find: () => Value | undefined, isForEnd = false): Promise<Value | undefined> {
		return new Promise((resolve) => {
			const look = () => {
				const found = find();
				const isOver = this.#closeCode !== undefined && !isForEnd;
				if (found !== undefined || isOver) end(found);
			};
			const end = (found: Value | undefined) => {
				clearTimeout(timer);
				this.#listeners.delete(look);
				resolve(found);
			};
			const timer = setTimeout(() => end(undefined), PATIENCE_MILLISECONDS);
			this.#listeners.add(look);
			look();
		});
	}
}

function isGreeting({ meta }: Frame): boolean {
	return meta['type'] === 'ConnectionDetails' || meta['type'] === 'Error';
}

function frameOf(text: string): Frame | undefined {
	try {
		const [meta, body] = listOf(JSON.parse(text));
		return { meta: fieldsOf(meta), body };
	} catch {
		return undefined;
	}
}

/** Address of the gateway, and a token that opens a connection. */
export interface Invitation {
	uri: string;
	token: string;
}

/**
 * Asks for the gateway's address and a token for it.
 *
 * @returns undefined when RingCentral refuses, or names a gateway without encryption
 */
export async function invitation(
	client: PlatformClient,
	secrets: Secrets,
): Promise<Invitation | undefined> {
	const { status, body } = await client.request({ method: 'POST', path: '/restapi/oauth/wstoken' });
	const { uri, ws_access_token } = fieldsOf(body);
	const address = textOf(uri);
	const token = textOf(ws_access_token);
	secrets.add(token);
	if (status !== 200 || address === undefined || token === undefined) return undefined;
	const isEncrypted = address.startsWith('wss://');
	const isOwnComputer = /^ws:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(address);
	return isEncrypted || isOwnComputer ? { uri: address, token } : undefined;
}

/** @param sessionToken of the session to resume */
export function addressOf({ uri, token }: Invitation, sessionToken?: string): string {
	const query = new URLSearchParams({
		access_token: token,
		...(sessionToken !== undefined && { wsc: sessionToken }),
	});
	return `${uri}${uri.includes('?') ? '&' : '?'}${query.toString()}`;
}

/** The status of an answer; 0 without one. */
export function statusOf(frame: Frame | undefined): number {
	const status = frame?.meta['status'];
	return typeof status === 'number' ? status : 0;
}
