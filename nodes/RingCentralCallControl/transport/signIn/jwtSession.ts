import type { Tokens } from './tokenRequest';

/** The two ways to get tokens from RingCentral. */
export interface TokenSource {
	/** Continues a session; undefined: it is over. */
	refresh(refreshToken: string): Promise<Tokens | undefined>;
	/** Begins a session. */
	signIn(): Promise<Tokens>;
}

interface Session {
	tokens: Tokens;
	/** In milliseconds of a monotonic clock. */
	obtainedAt: number;
	/** Earlier access tokens, oldest first. */
	replaced: string[];
}

/**
 * Shared by this process: the sessions and the renewals in flight, by the digest of their sign-in
 * fields.
 *
 * RingCentral allows a user five requests for tokens a minute and five sessions at once, and ends the
 * oldest session beyond that. Many executions see the same access token refused at the same moment;
 * only the first of them renews it. A WebSocket session can be resumed only within the same sign-in
 * session, so a new one begins only when the old one is over.
 * https://developers.ringcentral.com/guide/authentication/refresh-tokens
 */
const sessions = new Map<string, Session>();
const renewalsInFlight = new Map<string, Promise<Tokens>>();

/** Maximum age of this process's tokens for a credential with older tokens or none. */
const FRESH_MILLISECONDS = 60_000;

const MOST_REPLACED = 20;

/**
 * Tokens newer than n8n's stored tokens.
 *
 * Another process of n8n may have renewed the session and stored its tokens: tokens that this process
 * does not know are not older than its own.
 *
 * @param digest identifies the sign-in fields.
 * @param stored n8n's tokens for these fields, whose access token was refused; undefined: there are
 * none.
 */
export async function renewedTokens(
	digest: string,
	stored: Tokens | undefined,
	source: TokenSource,
): Promise<Tokens> {
	const inFlight = renewalsInFlight.get(digest);
	if (inFlight) return await inFlight;
	const known = sessions.get(digest);
	const isOlder = stored === undefined || known?.replaced.includes(stored.accessToken) === true;
	if (known && isOlder && performance.now() - known.obtainedAt < FRESH_MILLISECONDS) {
		return known.tokens;
	}
	const base = isOlder ? (known?.tokens ?? stored) : stored;
	const renewal = renewed(base, source).finally(() => renewalsInFlight.delete(digest));
	renewalsInFlight.set(digest, renewal);
	const tokens = await renewal;
	remember(digest, tokens, [known?.tokens.accessToken, stored?.accessToken]);
	return tokens;
}

async function renewed(base: Tokens | undefined, source: TokenSource): Promise<Tokens> {
	if (base === undefined || base.refreshToken === '') return await source.signIn();
	const refreshed = await source.refresh(base.refreshToken);
	if (refreshed === undefined) return await source.signIn();
	return { ...refreshed, refreshToken: refreshed.refreshToken || base.refreshToken };
}

function remember(digest: string, tokens: Tokens, older: Array<string | undefined>): void {
	const replaced = new Set(sessions.get(digest)?.replaced);
	for (const token of older) if (token) replaced.add(token);
	replaced.delete(tokens.accessToken);
	sessions.set(digest, {
		tokens,
		obtainedAt: performance.now(),
		replaced: [...replaced].slice(-MOST_REPLACED),
	});
}
