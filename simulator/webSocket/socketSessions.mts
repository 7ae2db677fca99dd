import type { Clock } from '../clock.mts';
import type { LoginSession } from '../oauth/loginSessions.mts';
import type { Options } from '../options.mts';
import type { Subscriptions } from '../subscriptions/subscriptions.mts';
import { EventDisturbance } from './eventDisturbance.mts';
import { SocketSession } from './socketSession.mts';

/** In seconds, from the loss of the connection. */
export const recoveryTimeout = 180;

/** Assumption SOCKET-SIGNED-OUT: the close code after the end of the login session; only the close itself is known. */
const policyViolation = 1008;

/** The sessions of connected clients, and of lost clients that may still recover theirs. */
export class SocketSessions {
	readonly #clock: Clock;
	readonly #subscriptions: Subscriptions;
	readonly #options: () => Options;
	readonly #sessions = new Set<SocketSession>();
	/** For each lost session, a function that cancels forgetting it. */
	readonly #cancelForget = new Map<SocketSession, () => void>();

	constructor(clock: Clock, subscriptions: Subscriptions, options: () => Options) {
		this.#clock = clock;
		this.#subscriptions = subscriptions;
		this.#options = options;
	}

	all(): SocketSession[] {
		return [...this.#sessions];
	}

	open(login: LoginSession): SocketSession {
		const session = new SocketSession(login, this.#clock.now(), (pass) => {
			const disturbance = new EventDisturbance(this.#clock, this.#options, pass);
			return (event) => disturbance.take(event);
		});
		this.#sessions.add(session);
		return session;
	}

	/**
	 * Recovers a session for a client of the same OAuth session, which includes refreshed tokens but not
	 * a new sign-in; an option allows any OAuth session of the user.
	 *
	 * @returns the session, or RingCentral's code when this token cannot recover one
	 */
	recover(token: string, login: LoginSession): SocketSession | 'WSG-1003' | 'WSG-1005' {
		const session = this.all().find((candidate) => candidate.token === token);
		if (!session) return 'WSG-1005';
		if (!this.#mayRecover(session.login, login)) return 'WSG-1003';
		this.#cancelForget.get(session)?.();
		this.#cancelForget.delete(session);
		session.login = login;
		return session;
	}

	#mayRecover(before: LoginSession, now: LoginSession): boolean {
		if (this.#options().recoveryBy === 'sameSignIn') return before === now;
		return before.extensionId === now.extensionId && before.clientId === now.clientId;
	}

	/** Keeps a session without a connection until the recovery timeout. */
	lose(session: SocketSession): void {
		if (!this.#sessions.has(session) || this.#cancelForget.has(session)) return;
		const cancelForget = this.#clock.after(recoveryTimeout * 1000, () => this.forget(session));
		this.#cancelForget.set(session, cancelForget);
	}

	/** Silences the open connection and counts the session as lost. */
	silence(session: SocketSession): void {
		session.connection?.silence();
		this.lose(session);
	}

	/** Ends the session and its subscription. */
	forget(session: SocketSession): void {
		this.#cancelForget.get(session)?.();
		this.#cancelForget.delete(session);
		this.#sessions.delete(session);
		const subscription = this.#subscriptions.through(session);
		if (subscription) this.#subscriptions.remove(subscription);
		session.end();
	}

	/** Closes the WebSockets of a login session that has ended. */
	endLogin(login: LoginSession): void {
		for (const session of this.#sessions) {
			if (session.login !== login) continue;
			this.forget(session);
			session.connection?.close(policyViolation);
		}
	}

	closeAll(): void {
		for (const session of this.#sessions) {
			this.forget(session);
			session.connection?.close();
		}
	}
}
