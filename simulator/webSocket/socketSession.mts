import { randomBytes, randomUUID } from 'node:crypto';

import type { LoginSession } from '../oauth/loginSessions.mts';
import type { Envelope, Reception, Transport } from '../subscriptions/transport.mts';
import { type ConnectionToken, writeFrame } from './frame.mts';
import type { SocketConnection } from './socketConnection.mts';

/** The limit of events that wait for a disconnected client; the oldest are dropped. */
export const recoveryBufferSize = 100;

/**
 * Milliseconds.
 *
 * Assumption REPLAY-PAUSE: replayed events come a moment after the ConnectionDetails. RingCentral's own client
 * begins to listen only after parsing those.
 */
const replayPause = 20;

/** An event in flight; `settle` receives the status, null when the event is lost. */
export interface OutgoingEvent {
	envelope: Envelope;
	settle: (status: number | null) => void;
}

/** A WebSocket session of a client, which later connections recover. */
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

	/** The next position in the stream. */
	nextPosition(): ConnectionToken {
		this.#sequence += 1;
		return { token: this.#token, sequence: this.#sequence };
	}

	/** Attaches a first or a recovering connection. Events wait until `replay`. */
	connect(connection: SocketConnection): void {
		const before = this.#connection;
		this.#connection = connection;
		this.connections += 1;
		// The client has noticed the loss of its former connection before the platform.
		before?.cut();
		if (this.connections > 1) this.#token = newToken();
		this.#isReplaying = true;
	}

	/** Sends the missed events, and new events after them. */
	replay(): void {
		if (this.#waiting.length === 0) this.#isReplaying = false;
		else setTimeout(() => this.#flush(), replayPause).unref();
	}

	/** @returns whether this was the session's connection */
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

	/** Drops the waiting events, because the session can no longer be recovered. */
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
			wsc: this.nextPosition(),
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

/** Whether a token has the form of the gateway's tokens. */
export function isConnectionToken(token: string): boolean {
	return token.startsWith(tokenForm);
}

function newToken(): string {
	return `${tokenForm}${randomBytes(48).toString('base64url')}`;
}
