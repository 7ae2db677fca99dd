import { randomUUID } from 'node:crypto';

import { sleep, type IHttpRequestMethods } from 'n8n-workflow';

import { isFields, textOf, type Fields } from '../telephony/unknown';
import { deferred } from './deferred';
import { refusalOf, type Refusal } from './refusal';
import { socketFrameOf, type SocketFrame } from './socketFrame';

/** Who hears what arrives on a connection. None of these may throw. */
export interface SocketAudience {
	/** A notification, unchecked. */
	notified(notification: unknown): void;
	/** A token with which the session can be taken up again; it replaces earlier ones. */
	recoverableWith(recoveryToken: string): void;
	/** Something that has no place in the protocol, in words. */
	puzzled(what: string): void;
}

/** In milliseconds. */
export interface SocketPace {
	/** From one heartbeat to the next. */
	heartbeat: number;
	/** How long to wait for any answer: to opening, to a heartbeat, to a request. */
	patience: number;
}

/**
 * RingCentral wants heartbeats no more often than every 30 seconds, and closes a connection whose
 * client has said nothing for half an hour.
 * https://developers.ringcentral.com/guide/notifications/websockets/heart-beats
 */
export const USUAL_PACE: SocketPace = { heartbeat: 60_000, patience: 15_000 };

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

	constructor(refusal: Refusal) {
		super(refusal.message ?? 'RingCentral gave no reason');
		this.refusal = refusal;
	}
}

/** https://developers.ringcentral.com/guide/notifications/websockets/session-recovery */
const USUAL_BUFFER_SIZE = 100;

/**
 * One connection of RingCentral's WebSocket protocol.
 * https://developers.ringcentral.com/guide/notifications/websockets/subscribing
 */
export class EventSocket {
	private readonly opening: Opening;

	private readonly socket: WebSocket;

	private readonly over = new AbortController();

	private readonly detailsArrived = deferred<ConnectionDetails>();

	private readonly hasEnded = deferred<Refusal>();

	private readonly answersAwaited = new Map<string, (answer: SocketAnswer) => void>();

	private lastArrival = Number.NEGATIVE_INFINITY;

	/** Begins to open a connection. Nothing may be sent before `details` has resolved. */
	constructor(opening: Opening) {
		this.opening = opening;
		const address = new URL(opening.uri);
		address.searchParams.set('access_token', opening.accessToken);
		if (opening.recoveryToken !== undefined) {
			address.searchParams.set('wsc', opening.recoveryToken);
		}
		this.socket = new WebSocket(address);
		this.socket.addEventListener('message', ({ data }) => this.receive(data));
		this.socket.addEventListener('error', () => this.end('the connection broke off'));
		this.socket.addEventListener('close', ({ code, reason }) => {
			this.end(reason === '' ? `RingCentral closed it with code ${code}` : reason);
		});
		opening.signal.addEventListener('abort', () => this.close(), {
			once: true,
			signal: this.over.signal,
		});
		void this.watch();
	}

	/** @throws SocketEnd when the connection does not come about. */
	async details(): Promise<ConnectionDetails> {
		return await Promise.race([this.detailsArrived.promise, this.rejectAtEnd()]);
	}

	/** Waits for the end of the connection, whatever the reason. */
	async ended(): Promise<Refusal> {
		return await this.hasEnded.promise;
	}

	/**
	 * Sends a request that would else go by HTTP.
	 *
	 * @throws SocketEnd when no answer comes; the connection is not used any more then.
	 */
	async request(method: IHttpRequestMethods, path: string, body?: object): Promise<SocketAnswer> {
		const messageId = randomUUID();
		const answer = new Promise<SocketAnswer>((resolve) => {
			this.answersAwaited.set(messageId, resolve);
		});
		this.send({ type: 'ClientRequest', messageId, method, path }, body);
		void this.dropUnlessAnswered(messageId);
		try {
			return await Promise.race([answer, this.rejectAtEnd()]);
		} finally {
			this.answersAwaited.delete(messageId);
		}
	}

	close(): void {
		this.drop('n8n closed it');
	}

	private receive(data: unknown): void {
		this.lastArrival = performance.now();
		const frame = socketFrameOf(data);
		if (typeof frame === 'string') {
			this.opening.audience.puzzled(frame);
			return;
		}
		if (frame.recoveryToken !== undefined) {
			this.opening.audience.recoverableWith(frame.recoveryToken);
		}
		this.take(frame);
	}

	private take(frame: SocketFrame): void {
		switch (frame.type) {
			case 'ServerNotification':
				this.opening.audience.notified(frame.body);
				break;
			case 'ClientRequest':
				this.answersAwaited.get(frame.messageId ?? '')?.({
					statusCode: frame.status,
					headers: frame.headers,
					body: frame.body,
				});
				break;
			case 'ConnectionDetails':
				this.detailsArrived.resolve(detailsOf(frame));
				break;
			case 'Error':
				// RingCentral says why before it closes, which it does once a day at the latest.
				this.hasEnded.resolve(refusalOf(frame.status, frame.body));
				this.drop('RingCentral gave no reason');
				break;
			case 'Heartbeat':
				break;
			default:
				this.opening.audience.puzzled(`a frame of the unknown type "${frame.type.slice(0, 40)}"`);
		}
	}

	private send(meta: object, body?: object): void {
		if (this.socket.readyState !== WebSocket.OPEN) return;
		this.socket.send(JSON.stringify(body === undefined ? [meta] : [meta, body]));
	}

	private async dropUnlessAnswered(messageId: string): Promise<void> {
		await this.pause(this.opening.pace.patience);
		if (this.answersAwaited.has(messageId)) this.drop('no answer came to a request');
	}

	/** Notices when nobody is at the other end any more: a lost connection need not say so. */
	private async watch(): Promise<void> {
		const { heartbeat, patience } = this.opening.pace;
		await this.pause(patience);
		if (this.lastArrival === Number.NEGATIVE_INFINITY) this.drop('no answer came');
		while (!this.over.signal.aborted) {
			await this.pause(heartbeat);
			const sentAt = performance.now();
			this.send({ type: 'Heartbeat', messageId: randomUUID() });
			await this.pause(patience);
			if (this.lastArrival < sentAt) this.drop('no answer came to a heartbeat');
		}
	}

	private drop(message: string): void {
		this.end(message);
		this.socket.close();
	}

	/** The first reason counts. */
	private end(message: string): void {
		this.hasEnded.resolve({ statusCode: 0, message });
		this.over.abort();
	}

	private async rejectAtEnd(): Promise<never> {
		throw new SocketEnd(await this.hasEnded.promise);
	}

	/** Returns early when the connection is over. */
	private async pause(milliseconds: number): Promise<void> {
		await sleep(milliseconds, this.over.signal).catch(() => {});
	}
}

function detailsOf({ body }: SocketFrame): ConnectionDetails {
	const { creationTime, recoveryBufferSize, recoveryState } = isFields(body) ? body : {};
	const openedAt = Date.parse(textOf(creationTime) ?? '');
	return {
		isRecovered: recoveryState === 'Successful',
		openedAt: Number.isNaN(openedAt) ? Date.now() : openedAt,
		bufferSize: typeof recoveryBufferSize === 'number' ? recoveryBufferSize : USUAL_BUFFER_SIZE,
	};
}
