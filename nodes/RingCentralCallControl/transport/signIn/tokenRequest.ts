import { OperationalError, UserError, type IHttpRequestHelper } from 'n8n-workflow';

import { isFields, textOf, type Fields } from '../../calls/events/unknown';
import { hasRingCentralHeaders } from '../http/documentedAnswer';
import { redirectTarget, refusalOf, type Refusal } from '../http/refusal';
import { TimeLimitReached, withinTime } from '../http/timeLimit';

export type HttpRequest = IHttpRequestHelper['helpers']['httpRequest'];

/** Marks a delayed sign-in in n8n's own error: see `httpCode`. */
const DELAYED_CODE = /^sign-in-delayed:(\d*)$/;

/** The sign-in failed for now, and may succeed later without any change by the user. */
export class SignInDelayed extends OperationalError {
	/**
	 * n8n makes an error of its own from this one and keeps this code; before n8n 2 it keeps neither the
	 * cause nor any other field.
	 */
	readonly httpCode: string;

	/** @param details.waitSeconds seconds until the next try; undefined: soon. */
	constructor(message: string, details: { waitSeconds?: number; description?: string } = {}) {
		super(message, { description: details.description });
		this.httpCode = `sign-in-delayed:${details.waitSeconds ?? ''}`;
	}
}

/** Reads a delayed sign-in from n8n's error; undefined for any other error. */
export function delayIn(error: Fields): { message?: string; waitSeconds?: number } | undefined {
	const code = DELAYED_CODE.exec(textOf(error.httpCode) ?? '');
	if (code === null) return undefined;
	const [, seconds = ''] = code;
	return {
		message: textOf(error.message),
		waitSeconds: seconds === '' ? undefined : Number(seconds),
	};
}

/** RingCentral's final refusal of a request for tokens. */
export interface TokensRefused {
	refusal: Refusal;
	/** Error code of OAuth, e.g. "invalid_grant" (RFC 6749 section 5.2). */
	oauthError?: string;
}

/** The app that signs in, and its server. */
export interface App {
	server: string;
	clientId: string;
	clientSecret: string;
}

/** The tokens of one RingCentral session. A type and not an interface, so that n8n can store it. */
export type Tokens = {
	accessToken: string;
	/** Empty when the app is not set up to get one. */
	refreshToken: string;
};

const TIME_LIMIT_MILLISECONDS = 15_000;

/** RingCentral allows a user five requests for tokens a minute. */
const PENALTY_SECONDS = 60;

/**
 * Requests the tokens of a session. https://developers.ringcentral.com/api-reference/Get-Token
 *
 * @param grant the fields of the form, e.g. `grant_type`.
 * @throws SignInDelayed when RingCentral cannot be reached, takes no more sign-ins for now, or another
 * server answers.
 * @throws UserError for a redirect, which is not followed.
 */
export async function requestTokens(
	httpRequest: HttpRequest,
	{ server, clientId, clientSecret }: App,
	grant: Record<string, string>,
): Promise<Tokens | TokensRefused> {
	const response = await reach(server, async () => {
		const answer: unknown = await httpRequest({
			method: 'POST',
			baseURL: server,
			url: '/restapi/oauth/token',
			auth: { username: clientId, password: clientSecret },
			body: new URLSearchParams(grant),
			headers: { Accept: 'application/json' },
			timeout: TIME_LIMIT_MILLISECONDS,
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		});
		return answer;
	});
	const { statusCode, headers, body } = isFields(response) ? response : {};
	const status = Number(statusCode);
	const answerHeaders = isFields(headers) ? { ...headers } : {};
	const token = isFields(body) ? body : {};
	const accessToken = textOf(token.access_token);
	if (status === 200 && accessToken !== undefined) {
		return { accessToken, refreshToken: textOf(token.refresh_token) ?? '' };
	}
	if (status >= 300 && status < 400) {
		throw new UserError(
			`The sign-in was redirected to ${redirectTarget(answerHeaders.location, server)}, and was not sent there. Check 'Server' of the credential and the network of n8n.`,
		);
	}
	return refused(status, hasRingCentralHeaders(answerHeaders), body);
}

async function reach<T>(server: string, attempt: () => Promise<T>): Promise<T> {
	try {
		return await withinTime(TIME_LIMIT_MILLISECONDS, attempt());
	} catch (error) {
		// Not the error itself: it carries the request, and with it the secrets.
		const code = isFields(error) ? textOf(error.code) : undefined;
		return unreachable(server, error instanceof TimeLimitReached ? 'ETIMEDOUT' : code);
	}
}

function unreachable(server: string, code: string | undefined): never {
	throw new SignInDelayed(
		`RingCentral could not be reached at ${server}. Check 'Server' of the credential and the network of n8n.`,
		// Not in the message: n8n replaces a message that contains such a code with its own.
		{ description: code },
	);
}

function refused(status: number, isRingCentral: boolean, body: unknown): TokensRefused {
	const refusal = refusalOf(status, body);
	if (status === 429) {
		throw new SignInDelayed(
			'RingCentral allows five sign-ins a minute for one user, and this was one more. Wait a minute, then try again.',
			{ waitSeconds: PENALTY_SECONDS },
		);
	}
	if (status >= 500) {
		throw new SignInDelayed(
			`RingCentral takes no sign-in at the moment (HTTP ${status}). Try again in a minute.`,
		);
	}
	const isForeign = !isRingCentral && refusal.errorCode === undefined;
	if (isForeign || status < 400) {
		throw new SignInDelayed(
			`The answer to the sign-in is not RingCentral's (HTTP ${status}). Check 'Server' of the credential and the network of n8n: a proxy, a guest network or a maintenance page may have answered instead.`,
			{ waitSeconds: PENALTY_SECONDS },
		);
	}
	return { refusal, oauthError: isFields(body) ? textOf(body.error) : undefined };
}
