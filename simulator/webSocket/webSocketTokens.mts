import { randomBytes } from 'node:crypto';

import type { Clock } from '../clock.mts';
import type { LoginSession } from '../oauth/loginSessions.mts';

/** Short-lived tokens, each of which opens one WebSocket. */
export class WebSocketTokens {
	readonly #clock: Clock;
	readonly #issued = new Map<string, { login: LoginSession; expiresAt: number }>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** @param lifetime in seconds */
	issue(login: LoginSession, lifetime: number): string {
		const token = `SIMsocket${randomBytes(48).toString('base64url')}`;
		this.#issued.set(token, { login, expiresAt: this.#clock.now() + lifetime * 1000 });
		return token;
	}

	/** Uses the token up; undefined if it is unknown, used or expired. */
	redeem(token: string): LoginSession | undefined {
		const issued = this.#issued.get(token);
		this.#issued.delete(token);
		if (!issued || issued.expiresAt <= this.#clock.now()) return undefined;
		return issued.login;
	}

	/** Revokes the tokens of a login session that has ended. */
	revoke(login: LoginSession): void {
		for (const [token, issued] of this.#issued) {
			if (issued.login === login) this.#issued.delete(token);
		}
	}
}
