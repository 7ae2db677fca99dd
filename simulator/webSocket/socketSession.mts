import { randomBytes, randomUUID } from 'node:crypto';

import type { LoginSession } from '../oauth/loginSessions.mts';
import type { Envelope, Reception, Transport } from '../subscriptions/transport.mts';
import { type ConnectionToken, writeFrame } from './frame.mts';
import type { SocketConnection } from './socketConnection.mts';

/** How many events wait for a client that is away; the oldest give way. */
export const recoveryBufferSize = 100;

/**
 * Assumption REPLAY-PAUSE: replayed events come a moment after the ConnectionDetails. RingCentral's own client
 * begins to listen only when it has read those.
 */
const replayPause = 20;

/** An event on its way; `settle` is told the status, null when the event is lost. */
export interface OutgoingEvent {
	envelope: Envelope;
	settle: (status: number | null) => void;
}

/** What a client keeps over several connections, because each recovers what the last one left. */
export class SocketSession implements Transport {
	readonly id = randomUUID();
	readonly openedAt: number;
	readonly deliveryMode = { transportType: 'WebSocket', encryption: false } as const;
	readonly renewsItself = true;
	/** How often a client has connected: once, and once more with each recovery. */
	connections = 0;
	login: LoginSession;
	readonly #throughDisturbance: (event: OutgoingEvent) => void;
	#token = newToken();
	#sequence = 0;
	#connection?: SocketConnection;
	#waiting: OutgoingEvent[] = [];
	#isReplaying = false;

	constructor(
		login: LoginSession,
		openedAt: number,
		disturb: (pass: (event: OutgoingEvent) => void) => (event: OutgoingEvent) => void,
	) {
		this.login = login;
		this.openedAt = openedAt;
		this.#throughDisturbance = disturb((event) => this.#send(event));
	}

	get token(): string {
		return this.#token;
	}

	get connection(): SocketConnection | undefined {
		return this.#connection;
	}

	get bufferedEvents(): number {
		return this.#waiting.length;
	}

	/** The next place in the stream. */
	nextPlace(): ConnectionToken {
		this.#sequence += 1;
		return { token: this.#token, sequence: this.#sequence };
	}

	/** A client is there, at first or again. Events wait until `replay`. */
	connect(connection: SocketConnection): void {
		const before = this.#connection;
		this.#connection = connection;
		this.connections += 1;
		// The client has noticed sooner than the platform that the connection is gone.
		before?.cut();
		if (this.connections > 1) this.#token = newToken();
		this.#isReplaying = true;
	}

	/** What the client has missed leaves, then what comes. */
	replay(): void {
		if (this.#waiting.length === 0) this.#isReplaying = false;
		else setTimeout(() => this.#flush(), replayPause).unref();
	}

	/** @returns whether it was this connection that the session lived on */
	disconnect(connection: SocketConnection): boolean {
		if (this.#connection !== connection) return false;
		this.#connection = undefined;
		return true;
	}

	deliver(envelope: Envelope): Promise<Reception> {
		return new Promise((resolve) => {
			this.#throughDisturbance({ envelope, settle: (status) => resolve({ status }) });
		});
	}

	/** Nobody will come back for what waits. */
	end(): void {
		for (const event of this.#waiting) event.settle(null);
		this.#waiting = [];
	}

	#send(event: OutgoingEvent): void {
		if (!this.#connection?.canSend || this.#isReplaying) {
			this.#waiting.push(event);
			if (this.#waiting.length > recoveryBufferSize) this.#waiting.shift()?.settle(null);
			return;
		}
		this.#transmit(this.#connection, event);
	}

	#transmit(connection: SocketConnection, { envelope, settle }: OutgoingEvent): void {
		const meta = {
			type: 'ServerNotification',
			messageId: envelope.uuid,
			status: 200,
			headers: { RCRequestId: randomUUID() },
			wsc: this.nextPlace(),
		} as const;
		connection.send(writeFrame(meta, envelope));
		settle(200);
	}

	#flush(): void {
		const connection = this.#connection;
		if (!connection?.canSend) return;
		this.#isReplaying = false;
		const waiting = this.#waiting;
		this.#waiting = [];
		for (const event of waiting) this.#transmit(connection, event);
	}
}

const tokenForm = 'SIMwsc';

/** Whether the gateway could have given it. */
export function isPlaceToken(token: string): boolean {
	return token.startsWith(tokenForm);
}

function newToken(): string {
	return `${tokenForm}${randomBytes(48).toString('base64url')}`;
}
