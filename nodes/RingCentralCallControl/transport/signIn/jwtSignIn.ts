import { OperationalError, UserError, type IHttpRequestHelper } from 'n8n-workflow';

import { isFields, textOf, type Fields } from '../../calls/events/unknown';
import { refusalOf, type Refusal } from '../http/refusal';
import { callControlNotGranted } from '../http/refusalMessage';
import { serverOf } from './server';
import { sharedAccessToken } from './sharedAccessToken';

type HttpRequest = IHttpRequestHelper['helpers']['httpRequest'];

const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** The sign-in did not come about now, and may later with nothing changed by anybody. */
export class SignInDelayed extends OperationalError {
	/** After how many seconds another sign-in may be tried; undefined: soon. */
	readonly waitSeconds?: number;

	constructor(
		message: string,
		{ waitSeconds, description }: { waitSeconds?: number; description?: string } = {},
	) {
		super(message, { description });
		this.waitSeconds = waitSeconds;
	}
}

interface JwtCredential {
	server: string;
	clientId: string;
	clientSecret: string;
	jwtToken: string;
	/** The access token that n8n has kept; RingCentral refused it, or there is none yet. */
	accessToken: string;
}

/**
 * Signs in with the JWT credential of a RingCentral user and returns an access token.
 * https://developers.ringcentral.com/guide/authentication/jwt-flow
 *
 * @throws UserError that names the field which does not fit, or says why RingCentral refused.
 * @throws SignInDelayed when RingCentral cannot be reached, or takes no more sign-ins for now.
 */
export async function signInWithJwt(httpRequest: HttpRequest, fields: unknown): Promise<string> {
	const credential = checkedCredential(isFields(fields) ? fields : {});
	return await sharedAccessToken(credential, async () => await grant(httpRequest, credential));
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
		accessToken: textOf(fields.accessToken) ?? '',
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

async function grant(httpRequest: HttpRequest, credential: JwtCredential): Promise<string> {
	const { server, clientId, clientSecret, jwtToken } = credential;
	const response = await reach(server, async () => {
		const answer: unknown = await httpRequest({
			method: 'POST',
			baseURL: server,
			url: '/restapi/oauth/token',
			auth: { username: clientId, password: clientSecret },
			body: new URLSearchParams({ grant_type: JWT_GRANT, assertion: jwtToken }),
			headers: { Accept: 'application/json' },
			timeout: 15_000,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		});
		return answer;
	});
	const { statusCode, body } = isFields(response) ? response : {};
	const token = isFields(body) ? body : {};
	const accessToken = textOf(token.access_token);
	if (statusCode !== 200 || accessToken === undefined) {
		throw refusedSignIn(refusalOf(Number(statusCode), body), body);
	}
	requireCallControl(textOf(token.scope));
	return accessToken;
}

async function reach<T>(server: string, attempt: () => Promise<T>): Promise<T> {
	try {
		return await attempt();
	} catch (error) {
		// Not the error itself: it carries the request, and with it the secrets.
		const code = isFields(error) ? textOf(error.code) : undefined;
		return unreachable(server, code);
	}
}

function unreachable(server: string, code: string | undefined): never {
	throw new SignInDelayed(
		`RingCentral could not be reached at ${server}. Check 'Server' of the credential and the network of n8n.`,
		// Not in the message: n8n replaces messages that have such a code in them by its own.
		{ description: code },
	);
}

/**
 * What a refused sign-in means. RingCentral answers in OAuth's words (RFC 6749 section 5.2).
 *
 * Assumption: a JWT that was not made for this app, or an app without the JWT flow, is answered
 * with "unauthorized_client"; RingCentral documents no list.
 */
function refusedSignIn(refusal: Refusal, body: unknown): UserError | SignInDelayed {
	const oauthError = isFields(body) ? textOf(body.error) : undefined;
	if (refusal.statusCode === 429) {
		return new SignInDelayed(
			'RingCentral allows five sign-ins a minute for one user, and this was one more. Wait a minute, then try again.',
		);
	}
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
	const message = `RingCentral refused the sign-in with HTTP status ${refusal.statusCode}${code}: ${refusal.message ?? 'it gave no reason'}. Check the app in RingCentral's developer console.`;
	return refusal.statusCode >= 500 ? new SignInDelayed(message) : new UserError(message);
}

/** The answer to a sign-in lists the app's permissions; without this one no call can be followed. */
function requireCallControl(scope: string | undefined): void {
	if (scope === undefined || scope.split(/[\s,]+/).includes('CallControl')) return;
	const { message, description } = callControlNotGranted;
	throw new UserError(`${message}. ${description}`);
}
