import { randomBytes } from 'node:crypto';

import type { Clock } from '../clock.mts';
import type { LoginSession } from '../oauth/loginSessions.mts';

/** Short-lived tokens that open one WebSocket each. */
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

	/** Uses the token up; undefined when it is unknown, used, or too old. */
	redeem(token: string): LoginSession | undefined {
		const issued = this.#issued.get(token);
		this.#issued.delete(token);
		if (!issued || issued.expiresAt <= this.#clock.now()) return undefined;
		return issued.login;
	}

	/** The tokens of a login session die with it. */
	revoke(login: LoginSession): void {
		for (const [token, issued] of this.#issued) {
			if (issued.login === login) this.#issued.delete(token);
		}
	}
}
