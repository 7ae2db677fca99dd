import { createHash } from 'node:crypto';

/**
 * Shared by everything in this process: the access token that each JWT credential got last, and
 * the sign-ins that are under way.
 *
 * RingCentral allows five sign-ins a minute and five sessions at once for a user, and ends the
 * oldest session beyond that. Many executions see the same access token refused at the same
 * moment; only the first of them signs in, the others take what it got.
 * https://developers.ringcentral.com/guide/authentication/jwt-flow
 */
const newestTokens = new Map<string, string>();
const signInsUnderWay = new Map<string, Promise<string>>();

interface SignInIdentity {
	server: string;
	clientId: string;
	clientSecret: string;
	jwtToken: string;
	/** The token that was refused, or nothing. */
	accessToken: string;
}

/** The newest access token of this identity, unless it is the refused one; then a new one. */
export async function sharedAccessToken(
	identity: SignInIdentity,
	signIn: () => Promise<string>,
): Promise<string> {
	const key = keyOf(identity);
	const newest = newestTokens.get(key);
	if (newest !== undefined && newest !== identity.accessToken) return newest;
	const underWay = signInsUnderWay.get(key);
	if (underWay) return await underWay;
	const signingIn = signIn().finally(() => signInsUnderWay.delete(key));
	signInsUnderWay.set(key, signingIn);
	const token = await signingIn;
	newestTokens.set(key, token);
	return token;
}

/** A digest, so that no secret is kept as the key of a map. */
function keyOf({ server, clientId, clientSecret, jwtToken }: SignInIdentity): string {
	return createHash('sha256')
		.update(JSON.stringify([server, clientId, clientSecret, jwtToken]))
		.digest('hex');
}
