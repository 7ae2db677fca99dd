import type { Clock } from '../clock.mts';
import type { LoginSession } from '../oauth/loginSessions.mts';
import type { Options } from '../options.mts';
import type { Subscriptions } from '../subscriptions/subscriptions.mts';
import { EventDisturbance } from './eventDisturbance.mts';
import { SocketSession } from './socketSession.mts';

/** In seconds, from the loss of the connection. */
export const recoveryTimeout = 180;

/** Assumption SOCKET-SIGNED-OUT: how a socket ends whose login session has ended; only that it ends is known. */
const policyViolation = 1008;

/** Clients that are connected, and those that may still come back. */
export class SocketSessions {
	readonly #clock: Clock;
	readonly #subscriptions: Subscriptions;
	readonly #options: () => Options;
	readonly #sessions = new Set<SocketSession>();
	/** How to keep a lost session from being forgotten. */
	readonly #keep = new Map<SocketSession, () => void>();

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
	 * A client comes back within the same OAuth session, which a refreshed token belongs to and one of
	 * a new sign-in does not; an option lets any of the user's in.
	 *
	 * @returns RingCentral's code when nothing can be recovered with this token
	 */
	recover(token: string, login: LoginSession): SocketSession | 'WSG-1003' | 'WSG-1005' {
		const session = this.all().find((candidate) => candidate.token === token);
		if (!session) return 'WSG-1005';
		if (!this.#mayRecover(session.login, login)) return 'WSG-1003';
		this.#keep.get(session)?.();
		this.#keep.delete(session);
		session.login = login;
		return session;
	}

	#mayRecover(before: LoginSession, now: LoginSession): boolean {
		if (this.#options().recoveryBy === 'sameSignIn') return before === now;
		return before.extensionId === now.extensionId && before.clientId === now.clientId;
	}

	/** Its client has a while to come back. */
	lose(session: SocketSession): void {
		if (!this.#sessions.has(session) || this.#keep.has(session)) return;
		const keep = this.#clock.after(recoveryTimeout * 1000, () => this.forget(session));
		this.#keep.set(session, keep);
	}

	/** The connection stands but carries nothing any more; for the client it is as good as lost. */
	silence(session: SocketSession): void {
		session.connection?.silence();
		this.lose(session);
	}

	/** The session ends, and its subscription with it. */
	forget(session: SocketSession): void {
		this.#keep.get(session)?.();
		this.#keep.delete(session);
		this.#sessions.delete(session);
		const subscription = this.#subscriptions.through(session);
		if (subscription) this.#subscriptions.remove(subscription);
		session.end();
	}

	/** Who is signed out has no socket any more. */
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
