import { randomUUID } from 'node:crypto';

import type { IHttpRequestMethods } from 'n8n-workflow';

import { isFields, textOf, type Fields } from '../../calls/events/unknown';
import { deferred } from '../deferred';
import { pause } from '../pause';
import { refusalOf, type Refusal } from '../http/refusal';
import { socketFrameOf, type SocketFrame } from './socketFrame';

/** Who hears what arrives on a connection. None of these may throw. */
export interface SocketAudience {
	/** The connection is there. It comes first, and once. */
	opened(details: ConnectionDetails): void;
	/** A notification, unchecked. */
	notified(notification: unknown): void;
	/** A token with which the session can be taken up again; it replaces earlier ones. */
	recoverableWith(recoveryToken: string): void;
	/** Something that has no place in the protocol, in words. */
	unexpected(what: string): void;
}

/** In milliseconds. */
export interface SocketPace {
	/** For how long nothing arrives before a heartbeat is sent. */
	heartbeat: number;
	/** How long to wait for any answer: to opening, to a heartbeat, to a request. */
	patience: number;
}

/**
 * RingCentral wants heartbeats no more often than every 30 seconds.
 * https://developers.ringcentral.com/guide/notifications/websockets/heart-beats
 */
export const USUAL_PACE: SocketPace = { heartbeat: 60_000, patience: 15_000 };

/**
 * Where so much arrives that no heartbeat is due, one is sent after so many times as long all the same:
 * RingCentral closes a connection whose client has said nothing for half an hour.
 */
const LONGEST_WITHOUT_HEARTBEAT = 10;

export interface Opening {
	/** Where to connect, and the token that lets one in: see `socketToken.ts`. */
	uri: string;
	accessToken: string;
	/** Asks to take up the session that had this token. */
	recoveryToken?: string;
	audience: SocketAudience;
	pace: SocketPace;
	/** Ends the connection, or the attempt to open one. */
	signal: AbortSignal;
}

/** What RingCentral says of a connection that has just been opened. */
export interface ConnectionDetails {
	/** Whether the earlier session goes on, its subscription included. */
	isRecovered: boolean;
	/** When RingCentral opened it, in milliseconds since the epoch, by RingCentral's clock. */
	openedAt: number;
	/** How many notifications RingCentral keeps for a session whose connection is lost. */
	bufferSize: number;
	/** With what the session can be taken up again after the connection is lost. */
	recoveryToken?: string;
}

/** RingCentral's answer to a request over the connection. */
export interface SocketAnswer {
	statusCode: number;
	headers: Fields;
	body: unknown;
}

/** Why a connection ended, or did not come about. */
export class SocketEnd extends Error {
	readonly refusal: Refusal;

	/** Whether RingCentral had opened the connection before. */
	readonly wasOpen: boolean;

	constructor(refusal: Refusal, wasOpen: boolean) {
		super(refusal.message ?? 'RingCentral gave no reason');
		this.refusal = refusal;
		this.wasOpen = wasOpen;
	}
}

/** https://developers.ringcentral.com/guide/notifications/websockets/session-recovery */
const USUAL_BUFFER_SIZE = 100;

/**
 * One connection of RingCentral's WebSocket protocol.
 * https://developers.ringcentral.com/guide/notifications/websockets/subscribing
 */
export class EventSocket {
	readonly #opening: Opening;

	readonly #socket: WebSocket;

	readonly #over = new AbortController();

	readonly #detailsArrived = deferred<ConnectionDetails>();

	readonly #hasEnded = deferred<Refusal>();

	readonly #answersAwaited = new Map<string, (answer: SocketAnswer) => void>();

	#isOpen = false;

	/** In milliseconds, by a clock that is never set. */
	#lastArrival = Number.NEGATIVE_INFINITY;

	#lastSending = Number.NEGATIVE_INFINITY;

	/** Begins to open a connection. Nothing may be sent before `details` has resolved. */
	constructor(opening: Opening) {
		this.#opening = opening;
		const address = new URL(opening.uri);
		address.searchParams.set('access_token', opening.accessToken);
		if (opening.recoveryToken !== undefined) {
			address.searchParams.set('wsc', opening.recoveryToken);
		}
		this.#socket = new WebSocket(address);
		this.#socket.addEventListener('message', ({ data }) => this.#receive(data));
		this.#socket.addEventListener('error', () => this.#end('the connection broke off'));
		this.#socket.addEventListener('close', ({ code, reason }) => {
			this.#end(reason === '' ? `RingCentral closed it with code ${code}` : reason);
		});
		opening.signal.addEventListener('abort', () => this.close(), {
			once: true,
			signal: this.#over.signal,
		});
		void this.#watch();
	}

	/** @throws SocketEnd when the connection does not come about. */
	async details(): Promise<ConnectionDetails> {
		return await Promise.race([this.#detailsArrived.promise, this.#rejectAtEnd()]);
	}

	/** Waits for the end of the connection, and says why it came. */
	async ended(): Promise<SocketEnd> {
		return new SocketEnd(await this.#hasEnded.promise, this.#isOpen);
	}

	/**
	 * Sends a request that would else go by HTTP.
	 *
	 * @throws SocketEnd when no answer comes; the connection is not used any more then.
	 */
	async request(method: IHttpRequestMethods, path: string, body?: object): Promise<SocketAnswer> {
		const messageId = randomUUID();
		const answer = new Promise<SocketAnswer>((resolve) => {
			this.#answersAwaited.set(messageId, resolve);
		});
		this.#send({ type: 'ClientRequest', messageId, method, path }, body);
		void this.#dropUnlessAnswered(messageId);
		try {
			return await Promise.race([answer, this.#rejectAtEnd()]);
		} finally {
			this.#answersAwaited.delete(messageId);
		}
	}

	close(): void {
		this.#drop('n8n closed it');
	}

	#receive(data: unknown): void {
		this.#lastArrival = performance.now();
		const frame = socketFrameOf(data);
		if (typeof frame === 'string') {
			this.#opening.audience.unexpected(frame);
			return;
		}
		if (frame.recoveryToken !== undefined && this.#isOpen) {
			this.#opening.audience.recoverableWith(frame.recoveryToken);
		}
		this.#take(frame);
	}

	#take(frame: SocketFrame): void {
		switch (frame.type) {
			case 'ServerNotification':
				this.#opening.audience.notified(frame.body);
				break;
			case 'ClientRequest':
				this.#answersAwaited.get(frame.messageId ?? '')?.({
					statusCode: frame.status,
					headers: frame.headers,
					body: frame.body,
				});
				break;
			case 'ConnectionDetails':
				this.#open(detailsOf(frame));
				break;
			case 'Error':
				// RingCentral says why before it closes, which it does once a day at the latest.
				this.#hasEnded.resolve(refusalOf(frame.status, frame.body));
				this.#drop('RingCentral gave no reason');
				break;
			case 'Heartbeat':
				break;
			default:
				this.#opening.audience.unexpected(
					`a frame of the unknown type "${frame.type.slice(0, 40)}"`,
				);
		}
	}

	/** At once: what was missed may have arrived together with it. */
	#open(details: ConnectionDetails): void {
		if (this.#isOpen) return;
		this.#isOpen = true;
		this.#opening.audience.opened(details);
		this.#detailsArrived.resolve(details);
	}

	#send(meta: object, body?: object): void {
		if (this.#socket.readyState !== WebSocket.OPEN) return;
		this.#lastSending = performance.now();
		this.#socket.send(JSON.stringify(body === undefined ? [meta] : [meta, body]));
	}

	async #dropUnlessAnswered(messageId: string): Promise<void> {
		await pause(this.#opening.pace.patience, this.#over.signal);
		if (this.#answersAwaited.has(messageId)) this.#drop('no answer came to a request');
	}

	/** Notices when nobody is at the other end any more: a lost connection need not say so. */
	async #watch(): Promise<void> {
		const { heartbeat, patience } = this.#opening.pace;
		const { signal } = this.#over;
		await pause(patience, signal);
		if (this.#lastArrival === Number.NEGATIVE_INFINITY) this.#drop('no answer came');
		while (!signal.aborted) {
			const dueAt = Math.min(
				this.#lastArrival + heartbeat,
				this.#lastSending + LONGEST_WITHOUT_HEARTBEAT * heartbeat,
			);
			const now = performance.now();
			if (dueAt > now) {
				await pause(dueAt - now, signal);
				continue;
			}
			this.#send({ type: 'Heartbeat', messageId: randomUUID() });
			await pause(patience, signal);
			if (this.#lastArrival < now) this.#drop('no answer came to a heartbeat');
		}
	}

	#drop(message: string): void {
		this.#end(message);
		this.#socket.close();
	}

	/** The first reason counts. */
	#end(message: string): void {
		this.#hasEnded.resolve({ statusCode: 0, message });
		this.#over.abort();
	}

	async #rejectAtEnd(): Promise<never> {
		throw await this.ended();
	}
}

function detailsOf({ body, recoveryToken }: SocketFrame): ConnectionDetails {
	const { creationTime, recoveryBufferSize, recoveryState } = isFields(body) ? body : {};
	const openedAt = Date.parse(textOf(creationTime) ?? '');
	return {
		isRecovered: recoveryState === 'Successful',
		openedAt: Number.isNaN(openedAt) ? Date.now() : openedAt,
		bufferSize: typeof recoveryBufferSize === 'number' ? recoveryBufferSize : USUAL_BUFFER_SIZE,
		recoveryToken,
	};
}
