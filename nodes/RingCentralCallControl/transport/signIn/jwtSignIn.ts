import { createHash } from 'node:crypto';

import { UserError } from 'n8n-workflow';

import { textOf, type Fields } from '../../calls/events/unknown';
import { renewedTokens } from './jwtSession';
import { serverOf } from './server';
import {
	requestTokens,
	type App,
	type HttpRequest,
	type Tokens,
	type TokensRefused,
} from './tokenRequest';

/** The session in the hidden fields of the JWT credential. */
export type StoredSession = Tokens & {
	/** Digest of the fields that the tokens come from. */
	tokenSource: string;
};

interface JwtCredential extends App {
	jwtToken: string;
}

const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/**
 * Signs in with the JWT credential of a RingCentral user, or continues its session, and returns the
 * session to store. https://developers.ringcentral.com/guide/authentication/jwt-flow
 *
 * @param fields the credential's; their access token was refused, or comes from other fields.
 * @throws UserError that names the wrong field, or RingCentral's reason to refuse.
 * @throws SignInDelayed when RingCentral cannot be reached, or takes no more sign-ins for now.
 */
export async function signInWithJwt(
	httpRequest: HttpRequest,
	fields: Fields,
): Promise<StoredSession> {
	const credential = checkedCredential(fields);
	const tokenSource = sourceOf(fields);
	const stored = isFromFields(fields)
		? {
				accessToken: textOf(fields.accessToken) ?? '',
				refreshToken: textOf(fields.refreshToken) ?? '',
			}
		: undefined;
	const tokens = await renewedTokens(tokenSource, stored, {
		refresh: async (refreshToken) => {
			const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
			const answer = await requestTokens(httpRequest, credential, form);
			return 'refusal' in answer ? undefined : answer;
		},
		signIn: async () => await newSession(httpRequest, credential),
	});
	return { ...tokens, tokenSource };
}

/** Whether the stored access token comes from the current fields. */
export function isFromFields(fields: Fields): boolean {
	return textOf(fields.accessToken) !== undefined && fields.tokenSource === sourceOf(fields);
}

/**
 * A digest, so that no secret is stored twice or becomes the key of a map. Editing the credential
 * changes it.
 */
function sourceOf({ server, customServer, clientId, clientSecret, jwtToken }: Fields): string {
	const address = server === 'custom' ? customServer : server;
	const values = [address, clientId, clientSecret, jwtToken].map((value) => textOf(value)?.trim());
	return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

function checkedCredential(fields: Fields): JwtCredential {
	const jwtToken = requiredText(fields.jwtToken, 'JWT');
	if (/\s/.test(jwtToken)) {
		throw new UserError(
			"'JWT' of the credential holds a line break or a space. Copy it again in one piece from RingCentral's developer console, under 'Credentials'.",
		);
	}
	return {
		server: serverOf(fields),
		clientId: requiredText(fields.clientId, 'Client ID'),
		clientSecret: requiredText(fields.clientSecret, 'Client Secret'),
		jwtToken,
	};
}

function requiredText(value: unknown, displayName: string): string {
	const text = textOf(value)?.trim() ?? '';
	if (text === '') {
		throw new UserError(
			`'${displayName}' of the credential is empty. Copy it from RingCentral's developer console, under 'Credentials'.`,
		);
	}
	return text;
}

async function newSession(httpRequest: HttpRequest, credential: JwtCredential): Promise<Tokens> {
	const answer = await requestTokens(httpRequest, credential, {
		grant_type: JWT_GRANT,
		assertion: credential.jwtToken,
	});
	if ('refusal' in answer) throw refusedSignIn(answer);
	return answer;
}

/**
 * Explains a refused sign-in, from OAuth's error codes (RFC 6749 section 5.2). The app's permissions
 * are not checked here: the names in `scope` are not fixed, and the request that needs a permission
 * reports it.
 *
 * Assumption JWT-REFUSALS: RingCentral refuses a JWT that was not made for this app, or an app without
 * the JWT flow, with "unauthorized_client"; it documents no list.
 */
function refusedSignIn({ refusal, oauthError }: TokensRefused): UserError {
	if (oauthError === 'invalid_client') {
		return new UserError(
			"RingCentral does not know this app: 'Client ID' or 'Client Secret' of the credential does not match. Copy both again from the app's 'Credentials' page, and check that 'Server' is the platform the app was made on.",
		);
	}
	if (oauthError === 'unauthorized_client') {
		return new UserError(
			"This app may not sign in with this 'JWT'. In RingCentral's developer console choose 'JWT auth flow' for the app, and make sure that the JWT allows this app's client ID.",
		);
	}
	if (oauthError === 'invalid_grant') {
		return new UserError(
			"RingCentral refused the 'JWT' of the credential: it is not complete, has expired or was revoked. Make a new one in RingCentral's developer console under 'Credentials'.",
		);
	}
	const code = refusal.errorCode === undefined ? '' : ` (${refusal.errorCode})`;
	return new UserError(
		`RingCentral refused the sign-in with HTTP status ${refusal.statusCode}${code}: ${refusal.message ?? 'it gave no reason'}. Check the app in RingCentral's developer console.`,
	);
}
