import { randomBytes, randomUUID } from 'node:crypto';

import type { Clock } from '../clock.mts';

/** RingCentral's OAuth session: one signed-in user in one application. */
export interface LoginSession {
	id: string;
	clientId: string;
	extensionId: string;
	endpointId: string;
	accessToken: string;
	/** Milliseconds since the epoch, as all times here. */
	accessTokenExpiresAt: number;
	refreshToken: string;
	refreshTokenExpiresAt: number;
	lifetimes: TokenLifetimes;
	/** The refresh token before the present one, which stays valid for a while. */
	replaced?: { refreshToken: string; at: number };
	/** The first use of the present access token. */
	firstUsedAt?: number;
}

/** In seconds. */
export interface TokenLifetimes {
	access: number;
	refresh: number;
}

export type AccessTokenState =
	| { state: 'valid'; session: LoginSession }
	| { state: 'expired' }
	| { state: 'unknown' };

// https://developers.ringcentral.com/guide/authentication/refresh-tokens
const sessionsPerUserAndApp = 5;
const replacedTokenLivesAfterUse = 10 * 1000;
const replacedTokenLivesUnused = 60 * 60 * 1000;

function newToken(kind: 'access' | 'refresh'): string {
	return `SIM${kind}${randomBytes(48).toString('base64url')}`;
}

export class LoginSessions {
	readonly #clock: Clock;
	readonly #ended: (session: LoginSession) => void;
	/** Oldest first. */
	#sessions: LoginSession[] = [];

	/** @param ended receives every session that ends */
	constructor(clock: Clock, ended: (session: LoginSession) => void) {
		this.#clock = clock;
		this.#ended = ended;
	}

	/** Signs a user in; the user's oldest session ends when there are too many in this application. */
	open(login: {
		clientId: string;
		extensionId: string;
		endpointId?: string;
		lifetimes: TokenLifetimes;
	}): LoginSession {
		const now = this.#clock.now();
		const session: LoginSession = {
			id: randomUUID(),
			clientId: login.clientId,
			extensionId: login.extensionId,
			endpointId: login.endpointId ?? randomUUID(),
			accessToken: newToken('access'),
			accessTokenExpiresAt: now + login.lifetimes.access * 1000,
			refreshToken: newToken('refresh'),
			refreshTokenExpiresAt: now + login.lifetimes.refresh * 1000,
			lifetimes: login.lifetimes,
		};
		this.#sessions.push(session);

		const own = this.#sessions.filter(
			(other) => other.clientId === login.clientId && other.extensionId === login.extensionId,
		);
		this.#end(own.slice(0, -sessionsPerUserAndApp));
		return session;
	}

	/**
	 * Exchanges a refresh token. The previous access token expires at once. For a while, a refresh
	 * token that was already exchanged gets the same new pair again, so that a lost answer does not
	 * end the session.
	 */
	refresh(refreshToken: string, clientId: string): LoginSession | undefined {
		const session = this.findByRefreshToken(refreshToken);
		if (!session || session.clientId !== clientId) return undefined;
		if (session.refreshToken !== refreshToken) return session;

		const now = this.#clock.now();
		session.replaced = { refreshToken, at: now };
		delete session.firstUsedAt;
		session.accessToken = newToken('access');
		session.accessTokenExpiresAt = now + session.lifetimes.access * 1000;
		session.refreshToken = newToken('refresh');
		session.refreshTokenExpiresAt = now + session.lifetimes.refresh * 1000;
		return session;
	}

	findByRefreshToken(refreshToken: string): LoginSession | undefined {
		return this.#sessions.find(
			(session) =>
				(session.refreshToken === refreshToken &&
					session.refreshTokenExpiresAt > this.#clock.now()) ||
				this.#isStillValid(session, refreshToken),
		);
	}

	#isStillValid(session: LoginSession, refreshToken: string): boolean {
		if (session.replaced?.refreshToken !== refreshToken) return false;
		const end =
			session.firstUsedAt === undefined
				? session.replaced.at + replacedTokenLivesUnused
				: session.firstUsedAt + replacedTokenLivesAfterUse;
		return this.#clock.now() < end;
	}

	/** Looks an access token up and records its first use. */
	useAccessToken(accessToken: string): AccessTokenState {
		const session = this.#sessions.find((candidate) => candidate.accessToken === accessToken);
		if (!session) return { state: 'unknown' };
		if (session.accessTokenExpiresAt <= this.#clock.now()) return { state: 'expired' };
		session.firstUsedAt ??= this.#clock.now();
		return { state: 'valid', session };
	}

	/** Ends the session that either kind of token belongs to. */
	revoke(token: string): void {
		this.#end(
			this.#sessions.filter(
				(session) => session.accessToken === token || session.refreshToken === token,
			),
		);
	}

	expireAccessTokens(): void {
		for (const session of this.#sessions) session.accessTokenExpiresAt = this.#clock.now();
	}

	revokeAll(): void {
		this.#end(this.#sessions);
	}

	#end(sessions: readonly LoginSession[]): void {
		this.#sessions = this.#sessions.filter((session) => !sessions.includes(session));
		for (const session of sessions) this.#ended(session);
	}
}
