import { createHash, randomBytes } from 'node:crypto';

import type { Clock } from '../clock.mts';
import { OAuthError } from './oauthError.mts';

/** A request to the authorize endpoint, kept until its code is exchanged. */
export interface Authorization {
	clientId: string;
	extensionId: string;
	redirectUri: string;
	codeChallenge?: string;
	codeChallengeMethod: 'S256' | 'plain';
}

/** In seconds; the redirect carries it as `expires_in`. */
export const codeLifetime = 60;

export class AuthorizationCodes {
	readonly #clock: Clock;
	readonly #issued = new Map<string, { authorization: Authorization; expiresAt: number }>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	issue(authorization: Authorization): string {
		const code = `SIMcode${randomBytes(32).toString('base64url')}`;
		this.#issued.set(code, {
			authorization,
			expiresAt: this.#clock.now() + codeLifetime * 1000,
		});
		return code;
	}

	/** The authorization behind a code, without using the code up. */
	peek(code: string): Authorization | undefined {
		return this.#issued.get(code)?.authorization;
	}

	/** Uses the code up, whether the exchange succeeds or not. */
	redeem(
		code: string,
		offered: { clientId: string; redirectUri?: string; codeVerifier?: string },
	): Authorization {
		const issued = this.#issued.get(code);
		this.#issued.delete(code);
		if (!issued || issued.authorization.clientId !== offered.clientId) {
			throw new OAuthError(400, 'invalid_grant', 'OAU-106', 'Invalid authorization code');
		}
		if (issued.expiresAt <= this.#clock.now()) {
			throw new OAuthError(400, 'invalid_grant', 'OAU-108', 'Authorization code is expired');
		}
		if (issued.authorization.redirectUri !== offered.redirectUri) {
			throw new OAuthError(400, 'invalid_grant', 'OAU-109', 'Redirect URIs do not match');
		}
		if (!provesChallenge(issued.authorization, offered.codeVerifier)) {
			// Assumption VERIFIER-CODE: no source has the error code for a code verifier that does not match.
			throw new OAuthError(400, 'invalid_grant', 'OAU-106', 'Code verifier does not match');
		}
		return issued.authorization;
	}

	clear(): void {
		this.#issued.clear();
	}
}

/** https://datatracker.ietf.org/doc/html/rfc7636#section-4.6 */
function provesChallenge(authorization: Authorization, codeVerifier: string | undefined): boolean {
	const { codeChallenge, codeChallengeMethod } = authorization;
	if (codeChallenge === undefined) return true;
	if (codeVerifier === undefined) return false;
	if (codeChallengeMethod === 'plain') return codeVerifier === codeChallenge;
	return createHash('sha256').update(codeVerifier).digest('base64url') === codeChallenge;
}
