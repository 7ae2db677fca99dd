import { randomUUID } from 'node:crypto';

import type { WebSocket } from 'ws';

import type { Clock } from '../clock.mts';
import type { Options } from '../options.mts';
import { writeFrame } from './frame.mts';

/** In seconds. https://developers.ringcentral.com/guide/notifications/websockets/heart-beats */
export const idleTimeout = 30 * 60;
export const absoluteTimeout = 24 * 60 * 60;

/** Codes of RFC 6455, section 7.4.1. */
export const normalClosure = 1000;

export interface SocketListener {
	/** Receives the text of a frame, or undefined for a binary frame. */
	received(text: string | undefined): void;
	/** The connection has ended, from either side. */
	lost(): void;
}

/** One TCP connection with a client: its pings and timeouts, and the ways to end it. */
export class SocketConnection {
	readonly #webSocket: WebSocket;
	readonly #clock: Clock;
	readonly #pingTimer: NodeJS.Timeout;
	#pongTimer?: NodeJS.Timeout;
	#lastFrameAt: number;
	readonly #cancelAbsolute: () => void;
	#cancelIdle: () => void;
	#isSilent = false;

	constructor(
		webSocket: WebSocket,
		{ clock, options }: { clock: Clock; options: Options },
		listener: SocketListener,
	) {
		this.#webSocket = webSocket;
		this.#clock = clock;
		this.#lastFrameAt = clock.now();
		this.#cancelIdle = this.#watchIdle();
		this.#cancelAbsolute = clock.after(absoluteTimeout * 1000, () =>
			this.refuse('WSG-903', 'Absolute timeout expired'),
		);
		// Real seconds, not of the simulator's clock, because the client runs in real time.
		this.#pingTimer = setInterval(
			() => this.#ping(options.pongSeconds),
			options.pingSeconds * 1000,
		).unref();

		webSocket.on('message', (data, isBinary) => {
			this.#lastFrameAt = clock.now();
			listener.received(isBinary || !Buffer.isBuffer(data) ? undefined : data.toString('utf8'));
		});
		webSocket.on('pong', () => clearTimeout(this.#pongTimer));
		// `ws` itself closes the connection after a violation of the WebSocket protocol.
		webSocket.on('error', () => undefined);
		webSocket.on('close', () => {
			this.#stopWatching();
			listener.lost();
		});
	}

	get isOpen(): boolean {
		return this.#webSocket.readyState === this.#webSocket.OPEN;
	}

	get canSend(): boolean {
		return this.isOpen && !this.#isSilent;
	}

	send(text: string): void {
		if (this.canSend) this.#webSocket.send(text);
	}

	/** Ends the connection without a closing handshake, as a broken network does. */
	cut(): void {
		this.#webSocket.terminate();
	}

	close(code: number = normalClosure): void {
		this.#webSocket.close(code);
	}

	/** Sends an Error frame and closes. */
	refuse(errorCode: string, message: string, code?: number): void {
		this.send(errorFrame(errorCode, message));
		this.close(code);
	}

	/** Stops sending and receiving while the connection stays open. */
	silence(): void {
		this.#isSilent = true;
		this.#stopWatching();
		this.#webSocket.pause();
	}

	#ping(pongSeconds: number): void {
		this.#webSocket.ping();
		clearTimeout(this.#pongTimer);
		this.#pongTimer = setTimeout(() => this.cut(), pongSeconds * 1000).unref();
	}

	/** Assumption IDLE-FRAMES: frames count, pings and pongs do not, or no connection could ever be idle. */
	#watchIdle(): () => void {
		const rest = this.#lastFrameAt + idleTimeout * 1000 - this.#clock.now();
		return this.#clock.after(rest, () => {
			if (this.#clock.now() - this.#lastFrameAt < idleTimeout * 1000) {
				this.#cancelIdle = this.#watchIdle();
			} else {
				this.refuse('WSG-902', 'Idle timeout expired');
			}
		});
	}

	#stopWatching(): void {
		this.#cancelIdle();
		this.#cancelAbsolute();
		clearInterval(this.#pingTimer);
		clearTimeout(this.#pongTimer);
	}
}

export function errorFrame(errorCode: string, message: string, status?: number): string {
	const id = randomUUID();
	return writeFrame(
		{
			type: 'Error',
			messageId: id,
			...(status !== undefined && { status }),
			headers: { RCRequestId: id },
		},
		{ errorCode, message },
	);
}
