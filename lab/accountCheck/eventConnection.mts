import { randomUUID } from 'node:crypto';

import WebSocket from 'ws';

import type { PlatformClient } from './platformClient.mts';
import type { Secrets } from './secrets.mts';
import { fieldsOf, listOf, textOf, type Fields } from './values.mts';

/** A frame of RingCentral's WebSocket gateway: what it is, and what it carries. */
export interface Frame {
	meta: Fields;
	body: unknown;
}

const PATIENCE_MILLISECONDS = 15_000;

/** A connection to RingCentral's WebSocket gateway that does no more than it is told. */
export class EventConnection {
	readonly frames: Frame[] = [];
	readonly #socket: WebSocket;
	readonly #notified: (body: Fields) => void;
	#closeCode: number | undefined;
	#listeners = new Set<() => void>();

	/** @param notified hears of each notification, which is a frame as well */
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
		// Its end is told by the close.
		this.#socket.on('error', () => undefined);
	}

	/** Undefined while it stands. */
	get closeCode(): number | undefined {
		return this.#closeCode;
	}

	/** RingCentral's first frame: ConnectionDetails, or Error; undefined: neither has come. */
	async greeting(): Promise<Frame | undefined> {
		return await this.#until(() => this.frames.find(isGreeting));
	}

	/** The token with which this session can be resumed. */
	get sessionToken(): string | undefined {
		const newest = this.frames.findLast(({ meta }) => meta['wsc'] !== undefined);
		return textOf(fieldsOf(newest?.meta['wsc'])['token']);
	}

	/** Sends a request of the API; undefined: no answer has come. */
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

	/** Waits for a frame of a type, the next one from a place in the list on. */
	async frame(type: string, from = 0): Promise<Frame | undefined> {
		return await this.#until(() =>
			this.frames.slice(from).find(({ meta }) => meta['type'] === type),
		);
	}

	/** As when a network breaks. */
	cut(): void {
		this.#socket.terminate();
	}

	close(): void {
		this.#socket.close(1000);
	}

	/** The code with which it has ended; undefined: it still stands after the wait. */
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

/** Where the gateway is, and what opens it. */
export interface Invitation {
	uri: string;
	token: string;
}

/**
 * Asks for what opens a WebSocket.
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

/** @param sessionToken of the session to be resumed */
export function addressOf({ uri, token }: Invitation, sessionToken?: string): string {
	const query = new URLSearchParams({
		access_token: token,
		...(sessionToken !== undefined && { wsc: sessionToken }),
	});
	return `${uri}${uri.includes('?') ? '&' : '?'}${query.toString()}`;
}

/** The status of a frame that answers; 0: none. */
export function statusOf(frame: Frame | undefined): number {
	const status = frame?.meta['status'];
	return typeof status === 'number' ? status : 0;
}
