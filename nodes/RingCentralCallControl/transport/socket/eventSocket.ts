import { randomUUID } from 'node:crypto';

import type { IHttpRequestMethods } from 'n8n-workflow';

import { isFields, textOf, type Fields } from '../../calls/events/unknown';
import type { Clock } from '../clock';
import { deferred } from '../deferred';
import { refusalOf, type Refusal } from '../http/refusal';
import { socketFrameOf, type SocketFrame } from './socketFrame';

/** An incoming frame, other than heartbeats and the answers to requests. */
export type Arrival =
	/** Unvalidated. */
	| { kind: 'notification'; notification: unknown }
	/** The latest token to resume the session with. */
	| { kind: 'recoveryToken'; recoveryToken: string }
	/** An unexpected frame, described for the log. */
	| { kind: 'unexpected'; description: string };

/** In milliseconds. */
export interface SocketPace {
	/** Silence before a heartbeat is sent. */
	heartbeat: number;
	/** Limit for each answer: to opening, to a heartbeat, to a request. */
	patience: number;
}

/**
 * RingCentral asks for 30 seconds between heartbeats at the least.
 * https://developers.ringcentral.com/guide/notifications/websockets/heart-beats
 */
export const USUAL_PACE: SocketPace = { heartbeat: 60_000, patience: 15_000 };

/**
 * In multiples of the usual pace: RingCentral closes a connection whose client has been silent for half
 * an hour, even if notifications keep arriving.
 */
const LONGEST_WITHOUT_HEARTBEAT = 10;

export interface Opening {
	/** Address and token of the connection, see `socketToken.ts`. */
	uri: string;
	accessToken: string;
	/** The token of the session to resume. */
	recoveryToken?: string;
	pace: SocketPace;
	clock: Clock;
	/** Closes the connection, or aborts the attempt to open it. */
	signal: AbortSignal;
}

/** RingCentral's first frame on a new connection. */
export interface ConnectionDetails {
	/** Whether the earlier session continues, including its subscription. */
	isResumed: boolean;
	/** Time of opening, in milliseconds since the epoch by RingCentral's clock. */
	openedAt?: number;
	/** Number of notifications that RingCentral keeps for a session without connection. */
	bufferSize: number;
	/** Resumes the session after the connection is lost. */
	recoveryToken?: string;
}

/** RingCentral's answer to a request over the connection. */
export interface SocketAnswer {
	statusCode: number;
	headers: Fields;
	body: unknown;
}

/** The reason why a connection ended or could not be opened. */
export class SocketEnd extends Error {
	/** With code and status if RingCentral sent an error frame. */
	readonly refusal: Refusal;

	/** Whether RingCentral had confirmed the connection. */
	readonly wasOpen: boolean;

	/** Whether n8n gave up an unresponsive connection: it may have been dead for minutes. */
	readonly wasSilent: boolean;

	constructor(refusal: Refusal, wasOpen: boolean, wasSilent = false) {
		super(refusal.message ?? 'RingCentral gave no reason');
		this.refusal = refusal;
		this.wasOpen = wasOpen;
		this.wasSilent = wasSilent;
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

	readonly #details = deferred<ConnectionDetails>();

	readonly #end = deferred<SocketEnd>();

	readonly #pendingAnswers = new Map<string, (answer: SocketAnswer) => void>();

	#unread: Arrival[] = [];

	#news = deferred<void>();

	#isOpen = false;

	/** The latest; almost every frame repeats it. */
	#recoveryToken?: string;

	/** By the elapsed time of the clock. */
	#lastArrival = Number.NEGATIVE_INFINITY;

	#lastSending = Number.NEGATIVE_INFINITY;

	/** Begins to open a connection. Requests have to wait until `details` has resolved. */
	constructor(opening: Opening) {
		this.#opening = opening;
		const address = new URL(opening.uri);
		address.searchParams.set('access_token', opening.accessToken);
		if (opening.recoveryToken !== undefined) {
			address.searchParams.set('wsc', opening.recoveryToken);
		}
		this.#socket = new WebSocket(address);
		this.#socket.addEventListener('message', ({ data }) => this.#receive(data));
		this.#socket.addEventListener('error', () => this.#close('the connection broke off'));
		this.#socket.addEventListener('close', ({ code, reason }) => {
			this.#close(reason === '' ? `RingCentral closed it with code ${code}` : reason);
		});
		opening.signal.addEventListener('abort', () => this.close(), {
			once: true,
			signal: this.#over.signal,
		});
		void this.#limitOpening();
		void this.#watch();
	}

	/** @throws SocketEnd when the connection cannot be opened. */
	async details(): Promise<ConnectionDetails> {
		return await Promise.race([this.#details.promise, this.#rejectAtEnd()]);
	}

	/** All arrivals after the details, until the connection ends; one list for frames received together. */
	async *arrivals(): AsyncGenerator<readonly Arrival[], void, undefined> {
		for (;;) {
			if (this.#unread.length > 0) yield this.#unread.splice(0);
			else if (this.isOver) return;
			else {
				this.#news = deferred();
				await this.#news.promise;
			}
		}
	}

	get isOver(): boolean {
		return this.#over.signal.aborted;
	}

	/** Resolves with the reason when the connection has ended. */
	async ended(): Promise<SocketEnd> {
		return await this.#end.promise;
	}

	/**
	 * Sends a request of RingCentral's API over the connection.
	 *
	 * @throws SocketEnd when the connection ends without an answer; it is closed for lack of one, too.
	 */
	async request(method: IHttpRequestMethods, path: string, body?: object): Promise<SocketAnswer> {
		const messageId = randomUUID();
		const answer = new Promise<SocketAnswer>((resolve) => {
			this.#pendingAnswers.set(messageId, resolve);
		});
		this.#send({ type: 'ClientRequest', messageId, method, path }, body);
		void this.#dropUnlessAnswered(messageId);
		try {
			return await Promise.race([answer, this.#rejectAtEnd()]);
		} finally {
			this.#pendingAnswers.delete(messageId);
		}
	}

	close(): void {
		this.#close('n8n closed it');
	}

	#receive(data: unknown): void {
		this.#lastArrival = this.#opening.clock.elapsed();
		const frame = socketFrameOf(data);
		if (typeof frame === 'string') {
			this.#add({ kind: 'unexpected', description: frame });
			return;
		}
		const { recoveryToken } = frame;
		if (recoveryToken !== undefined && recoveryToken !== this.#recoveryToken) {
			this.#recoveryToken = recoveryToken;
			if (this.#isOpen) this.#add({ kind: 'recoveryToken', recoveryToken });
		}
		this.#take(frame);
	}

	#take(frame: SocketFrame): void {
		switch (frame.type) {
			case 'ServerNotification':
				this.#add({ kind: 'notification', notification: frame.body });
				break;
			case 'ClientRequest':
				this.#pendingAnswers.get(frame.messageId ?? '')?.({
					statusCode: frame.status,
					headers: frame.headers,
					body: frame.body,
				});
				break;
			case 'ConnectionDetails':
				this.#isOpen = true;
				this.#details.resolve(detailsOf(frame));
				break;
			case 'Error':
				// RingCentral gives its reason before it closes a connection, which it does once a day at the latest.
				this.#conclude(refusalOf(frame.status, frame.body, requestIdIn(frame)));
				break;
			case 'Heartbeat':
				break;
			default:
				this.#add({
					kind: 'unexpected',
					description: `a frame of the unknown type "${frame.type.slice(0, 40)}"`,
				});
		}
	}

	#add(arrival: Arrival): void {
		this.#unread.push(arrival);
		if (this.#unread.length === 1) this.#news.resolve();
	}

	#send(meta: object, body?: object): void {
		if (this.#socket.readyState !== WebSocket.OPEN) return;
		this.#lastSending = this.#opening.clock.elapsed();
		this.#socket.send(JSON.stringify(body === undefined ? [meta] : [meta, body]));
	}

	async #dropUnlessAnswered(messageId: string): Promise<void> {
		const { clock, pace } = this.#opening;
		await clock.pause(pace.patience, this.#over.signal);
		if (this.#pendingAnswers.has(messageId)) this.#giveUp('no answer came to a request');
	}

	/** A connection without details is of no use, even if other frames arrive and heartbeats are answered. */
	async #limitOpening(): Promise<void> {
		const { clock, pace } = this.#opening;
		await clock.pause(pace.patience, this.#over.signal);
		if (!this.#isOpen) this.#giveUp('RingCentral did not confirm it in time');
	}

	/** Detects a dead connection, which need not raise an error. */
	async #watch(): Promise<void> {
		await Promise.race([this.#details.promise, this.#end.promise]);
		const { clock, pace } = this.#opening;
		const { signal } = this.#over;
		this.#lastSending = clock.elapsed();
		while (!signal.aborted) {
			const dueAt = Math.min(
				this.#lastArrival + pace.heartbeat,
				this.#lastSending + LONGEST_WITHOUT_HEARTBEAT * pace.heartbeat,
			);
			const now = clock.elapsed();
			if (dueAt > now) {
				await clock.pause(dueAt - now, signal);
				continue;
			}
			this.#send({ type: 'Heartbeat', messageId: randomUUID() });
			await clock.pause(pace.patience, signal);
			if (this.#lastArrival < now) this.#giveUp('no answer came to a heartbeat');
		}
	}

	#close(message: string): void {
		this.#conclude({ statusCode: 0, message });
	}

	#giveUp(message: string): void {
		this.#conclude({ statusCode: 0, message }, true);
	}

	/** The first reason counts. */
	#conclude(refusal: Refusal, wasSilent = false): void {
		this.#end.resolve(new SocketEnd(refusal, this.#isOpen, wasSilent));
		this.#over.abort();
		this.#news.resolve();
		this.#socket.close();
	}

	async #rejectAtEnd(): Promise<never> {
		throw await this.ended();
	}
}

function detailsOf({ body, recoveryToken }: SocketFrame): ConnectionDetails {
	const { creationTime, recoveryBufferSize, recoveryState } = isFields(body) ? body : {};
	const openedAt = Date.parse(textOf(creationTime) ?? '');
	return {
		isResumed: recoveryState === 'Successful',
		openedAt: Number.isNaN(openedAt) ? undefined : openedAt,
		bufferSize: typeof recoveryBufferSize === 'number' ? recoveryBufferSize : USUAL_BUFFER_SIZE,
		recoveryToken,
	};
}

function requestIdIn({ headers }: SocketFrame): string | undefined {
	return textOf(headers.RCRequestId);
}
