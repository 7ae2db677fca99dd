import type { Tokens } from './tokenRequest';

/** How RingCentral gives tokens. */
export interface TokenSource {
	/** Goes on with a session; undefined: it is over. */
	refresh(refreshToken: string): Promise<Tokens | undefined>;
	/** Begins a session. */
	signIn(): Promise<Tokens>;
}

interface Session {
	tokens: Tokens;
	/** By a clock that is never set, in milliseconds. */
	obtainedAt: number;
	/** Access tokens that these tokens, or the ones before, have replaced; oldest first. */
	replaced: string[];
}

/**
 * Shared by everything in this process: the session that each set of sign-in fields has, by their
 * digest, and the renewals that are under way.
 *
 * RingCentral allows five requests for tokens a minute and five sessions at once for a user, and ends
 * the oldest session beyond that. Many executions see the same access token refused at the same
 * moment; only the first of them renews it. A WebSocket session can be resumed within the same
 * session only, so that a new one is begun only when the old one is over.
 * https://developers.ringcentral.com/guide/authentication/refresh-tokens
 */
const sessions = new Map<string, Session>();
const renewalsUnderWay = new Map<string, Promise<Tokens>>();

/** For so long, tokens that this process has got are good for a credential that has none or older ones. */
const FRESH_MILLISECONDS = 60_000;

const MOST_REPLACED = 20;

/**
 * Tokens that are newer than the ones that n8n has stored.
 *
 * Another process of n8n may have renewed the session and stored its tokens: tokens that this process
 * does not know are not older than its own.
 *
 * @param digest tells the sign-in fields from others.
 * @param stored the tokens that n8n has stored for these fields, after a refusal of the access token;
 * undefined: it has none.
 */
export async function renewedTokens(
	digest: string,
	stored: Tokens | undefined,
	source: TokenSource,
): Promise<Tokens> {
	const underWay = renewalsUnderWay.get(digest);
	if (underWay) return await underWay;
	const known = sessions.get(digest);
	const isOlder = stored === undefined || known?.replaced.includes(stored.accessToken) === true;
	if (known && isOlder && performance.now() - known.obtainedAt < FRESH_MILLISECONDS) {
		return known.tokens;
	}
	const base = isOlder ? (known?.tokens ?? stored) : stored;
	const renewal = renewed(base, source).finally(() => renewalsUnderWay.delete(digest));
	renewalsUnderWay.set(digest, renewal);
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
	const replaced = [...(sessions.get(digest)?.replaced ?? []), ...older].filter(
		(token) => token !== undefined && token !== '' && token !== tokens.accessToken,
	);
	sessions.set(digest, {
		tokens,
		obtainedAt: performance.now(),
		replaced: [...new Set(replaced)].filter((token) => token !== undefined).slice(-MOST_REPLACED),
	});
}
