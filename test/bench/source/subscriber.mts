import { once } from 'node:events';

import type { WebSocket } from 'ws';

import { account, reception } from '../../../simulator/account.mts';
import { writeFrame } from '../../../simulator/webSocket/frame.mts';
import type { CallEvent } from './callEvents.mts';

/** The sender waits after so many frames until they have left. */
const FRAMES_AT_ONCE = 256;

/** The notification of an event, for delivery by webhook or over a connection. */
export function envelopeOf({ event, body }: CallEvent, subscriptionId: string): object {
	return {
		uuid: newUuid(),
		event,
		timestamp: new Date().toISOString(),
		subscriptionId,
		ownerId: reception.id,
		body,
	};
}

/** A client that has subscribed over its connection. */
export class Subscriber {
	readonly subscriptionId: string;
	readonly #socket: WebSocket;
	readonly #recoveryToken: string;
	#sequence = 0;

	constructor(socket: WebSocket, subscriptionId: string) {
		this.subscriptionId = subscriptionId;
		this.#socket = socket;
		this.#recoveryToken = `SIMwsc${subscriptionId}${subscriptionId}`;
	}

	get isThere(): boolean {
		return this.#socket.readyState === this.#socket.OPEN;
	}

	/** Serializes the events to frames in advance, outside the measured time. */
	framesOf(events: Iterable<CallEvent>): Buffer[] {
		return Array.from(events, (event) => Buffer.from(this.frameOf(event)));
	}

	send(frame: Buffer | string): void {
		this.#socket.send(frame, { binary: false });
	}

	/** Sends no faster than the connection drains. */
	async sendAll(frames: readonly Buffer[]): Promise<void> {
		for (const [index, frame] of frames.entries()) {
			if ((index + 1) % FRAMES_AT_ONCE !== 0) this.send(frame);
			else {
				await new Promise<void>((resolve) => {
					this.#socket.send(frame, { binary: false }, () => resolve());
				});
			}
		}
	}

	/**
	 * Resolves when the client has handled all earlier frames: a WebSocket answers pings in the order of the
	 * frames, and Node's has called its listeners for the earlier frames by then.
	 */
	async hasHandledAll(): Promise<void> {
		const answered = once(this.#socket, 'pong');
		this.#socket.ping();
		await answered;
	}

	frameOf(event: CallEvent): string {
		this.#sequence += 1;
		const envelope = envelopeOf(event, this.subscriptionId);
		return writeFrame(
			{
				type: 'ServerNotification',
				messageId: newUuid(),
				status: 200,
				headers: { RCRequestId: newUuid() },
				wsc: { token: this.#recoveryToken, sequence: this.#sequence },
			},
			envelope,
		);
	}
}

let uuidsSoFar = 0;

/** A unique number of nineteen digits, like RingCentral's UUIDs of notifications. */
function newUuid(): string {
	uuidsSoFar += 1;
	return `${Date.now()}${String(uuidsSoFar % 1_000_000).padStart(6, '0')}`;
}

/** RingCentral puts the account ID in the place of "~". */
export function grantedFilters(requested: readonly string[]): string[] {
	return requested.map((filter) => filter.replace('/account/~', `/account/${account.id}`));
}
