import {
	jsonParse,
	NodeApiError,
	type IDataObject,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { isFields, textOf, type Fields } from '../../calls/events/unknown';
import type { Account, RequestContext } from '../signIn/account';
import { delayIn } from '../signIn/tokenRequest';
import { extensionPath } from './extensionPath';
import { hasRingCentralHeaders, kindOfAnswer } from './documentedAnswer';
import { isFileStream, readSmallFile } from './fileStream';
import { redirectTarget, refusalOf, type Refusal } from './refusal';
import { TimeLimitReached, withinTime } from './timeLimit';

export interface RingCentralRequest {
	method: IHttpRequestMethods;
	/** Built with `apiPath`, so that every inserted value is one path segment. */
	path: string;
	query?: IDataObject;
	/** Sent as JSON. */
	body?: object;
	/** Whether to request a file: from the media server, as a stream. */
	isFile?: boolean;
	/** The item to name in messages. */
	itemIndex?: number;
	/** Ends the wait for a turn where n8n has no cancel signal of its own. */
	cancelSignal?: AbortSignal;
}

/** One attempt at a request: the answer, and the refusal if there was one. */
export interface Attempt {
	/** 0 when no answer arrived. */
	statusCode: number;
	headers: Fields;
	body: unknown;
	/** undefined: accepted. */
	refusal?: Refusal;
}

/** Limit of one attempt, including the answer's body and a new sign-in. */
const TIME_LIMIT_MILLISECONDS = 30_000;

/**
 * Sends a request once; n8n renews an expired sign-in on the way.
 *
 * @throws NodeApiError when the request could not be sent, with the message of n8n or the credential.
 */
export async function attemptOnce(
	context: RequestContext,
	account: Account,
	request: RingCentralRequest,
): Promise<Attempt> {
	const attempt = await sendAuthenticated(context, account, request);
	if (attempt.statusCode !== 401 || attempt.wasThrown) return attempt;
	const refusal = await refusedRenewalOfOlderN8n(context, account, request);
	return refusal === undefined
		? await sendAuthenticated(context, account, request)
		: unanswered(refusal);
}

/**
 * n8n renews a sign-in after a thrown 401. Before n8n 2.9 it takes the exception in `sendAuthenticated`
 * for "ignore all" and throws none. There a harmless GET that ignores no status makes it renew the
 * sign-in. A failure of this GET does not answer the request itself, which was not carried out.
 *
 * @returns undefined when the request may be sent once more.
 */
async function refusedRenewalOfOlderN8n(
	context: RequestContext,
	{ credentialName, baseURL }: Account,
	{ itemIndex }: RingCentralRequest,
): Promise<Refusal | undefined> {
	const probe: IHttpRequestOptions = {
		method: 'GET',
		baseURL,
		url: extensionPath('~'),
		json: true,
		timeout: TIME_LIMIT_MILLISECONDS,
		disableFollowRedirect: true,
	};
	try {
		await withinTime(
			TIME_LIMIT_MILLISECONDS,
			context.helpers.httpRequestWithAuthentication.call(context, credentialName, probe),
		);
		return undefined;
	} catch (error) {
		const thrown: Fields = isFields(error) ? error : {};
		const delay = delayIn(thrown);
		if (delay) return signInDelayed(delay.message, delay.waitSeconds);
		const data = isFields(thrown.context) ? thrown.context.data : undefined;
		const code = error instanceof TimeLimitReached ? 'ETIMEDOUT' : textOf(thrown.httpCode);
		if (code === undefined) return unsent(context, thrown, itemIndex);
		if (code === '401' || code === 'EAUTH') return refusalOf(401, data);
		// The GET itself may be refused, e.g. with 403, after a successful renewal.
		if (/^4\d\d$/.test(code) && code !== '429') return undefined;
		return notRenewed(code);
	}
}

async function sendAuthenticated(
	context: RequestContext,
	{ credentialName, baseURL, mediaURL }: Account,
	request: RingCentralRequest,
): Promise<Attempt & { wasThrown: boolean }> {
	const { method, path, query, body, isFile = false } = request;
	const options: IHttpRequestOptions = {
		method,
		baseURL: isFile ? mediaURL : baseURL,
		url: path,
		qs: wellFormed(query),
		// RingCentral reads several values from a repeated name.
		arrayFormat: 'repeat',
		body,
		// As RingCentral's SDK, for a command without a body too: RingCentral answers 415 to other types.
		...(isCommand(method) && { headers: { 'Content-Type': 'application/json' } }),
		...(isFile ? { encoding: 'stream' } : { json: true }),
		timeout: TIME_LIMIT_MILLISECONDS,
		// A redirect's target would get the sign-in, and with a 307 the body too.
		disableFollowRedirect: true,
		returnFullResponse: true,
		// n8n renews the sign-in only after a thrown 401.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
	};
	try {
		const response: unknown = await withinTime(
			TIME_LIMIT_MILLISECONDS,
			context.helpers.httpRequestWithAuthentication.call(context, credentialName, options),
		);
		return { ...(await attemptOf(response, request, baseURL)), wasThrown: false };
	} catch (error) {
		return { ...(await thrownAttempt(context, error, request, baseURL)), wasThrown: true };
	}
}

/**
 * Replaces lone surrogates, which no URL can hold, with U+FFFD, as everywhere on the web. n8n's
 * query serializer would turn them into other characters.
 */
function wellFormed(query: IDataObject = {}): IDataObject {
	const repaired = <Value>(value: Value): Value | string =>
		typeof value === 'string' ? value.replaceAll(/\p{Surrogate}/gu, '\ufffd') : value;
	const entries = Object.entries(query).map(([name, value]): [string, IDataObject[string]] => [
		name,
		Array.isArray(value) ? value.map(repaired) : repaired(value),
	]);
	return Object.fromEntries(entries);
}

/** @param response n8n's full response, with `statusCode`, `headers` and `body`. */
async function attemptOf(
	response: unknown,
	request: RingCentralRequest,
	baseURL: string,
): Promise<Attempt> {
	const fields = isFields(response) ? response : {};
	const statusCode = Number(fields.statusCode);
	const headers = isFields(fields.headers) ? fields.headers : {};
	if (statusCode < 200 || statusCode >= 300) {
		const body = await refusalBody(fields.body);
		const refusal = refusalIn(request, { statusCode, headers, body }, baseURL);
		return { statusCode: refusal.statusCode, headers, body, refusal };
	}
	const { body } = fields;
	const kind = kindOfAnswer(request, { statusCode, headers, body });
	if (kind === 'documented') return { statusCode, headers, body };
	if (kind === 'unknown') return { statusCode, headers, body: knownPart(body) };
	discard(body);
	const mayHaveArrived = isCommand(request.method);
	const refusal: Refusal =
		kind === 'foreign'
			? { statusCode: 0, foreignStatus: statusCode, mayHaveArrived }
			: { statusCode: 0, unreadableStatus: statusCode, requestId: textOf(headers.rcrequestid) };
	return { statusCode: 0, headers, body: undefined, refusal };
}

/** An undocumented body is useful only with fields. */
function knownPart(body: unknown): unknown {
	return isFields(body) ? body : undefined;
}

/** The refusal of a request for a file may arrive as a stream or as bytes. */
async function refusalBody(body: unknown): Promise<unknown> {
	const text = isFileStream(body) ? await readSmallFile(body) : body;
	if (!Buffer.isBuffer(text)) return text;
	return jsonParse<unknown>(text.toString(), { fallbackValue: null });
}

function discard(body: unknown): void {
	if (isFileStream(body)) body.destroy();
}

function refusalIn(
	{ method, path }: RingCentralRequest,
	{ statusCode, headers, body }: Attempt,
	baseURL: string,
): Refusal {
	const refusal = {
		...refusalOf(statusCode, body, textOf(headers.rcrequestid)),
		isCallRequest: path.includes('/telephony/'),
		isDeletion: method === 'DELETE',
	};
	if (statusCode >= 300 && statusCode < 400) {
		const redirectedTo = redirectTarget(headers.location, baseURL);
		return { ...refusal, statusCode: 0, foreignStatus: statusCode, redirectedTo };
	}
	// From any sender, a 401, 429 or 5xx cannot pass for "not found".
	const isUnambiguous = statusCode === 401 || statusCode === 429 || statusCode >= 500;
	const isForeign = !hasRingCentralHeaders(headers) && refusal.errorCode === undefined;
	if (isForeign && !isUnambiguous) {
		return { statusCode: 0, foreignStatus: statusCode, isDeletion: refusal.isDeletion };
	}
	return { ...refusal, mayHaveArrived: statusCode >= 500 && isCommand(method) };
}

/**
 * n8n throws an answer that it does not ignore, a connection failure, a failed renewal of the sign-in,
 * or a message of its own or of the credential.
 */
async function thrownAttempt(
	context: RequestContext,
	error: unknown,
	request: RingCentralRequest,
	baseURL: string,
): Promise<Attempt> {
	const { method, itemIndex } = request;
	if (error instanceof TimeLimitReached) {
		return unanswered({
			statusCode: 0,
			errorCode: 'ETIMEDOUT',
			mayHaveArrived: isCommand(method),
			isDeletion: method === 'DELETE',
		});
	}
	const thrown: Fields = isFields(error) ? error : {};
	const cause: Fields = isFields(thrown.cause) ? thrown.cause : {};
	const delay = delayIn(thrown) ?? delayIn(cause);
	if (delay) return unanswered(signInDelayed(delay.message, delay.waitSeconds));
	const renewal = refusedRenewal(cause);
	if (renewal !== undefined) return unanswered(renewal);
	const response = answerIn(thrown, cause);
	if (response !== undefined) return await attemptOf(response, request, baseURL);
	const code = connectionCode(thrown, cause);
	if (code !== undefined) {
		return unanswered({
			statusCode: 0,
			errorCode: code,
			mayHaveArrived: isCommand(method) && !NEVER_SENT.test(code),
			isDeletion: method === 'DELETE',
		});
	}
	return unsent(context, thrown, itemIndex);
}

/** Passes on the message of n8n or the credential unchanged. */
function unsent(context: RequestContext, thrown: Fields, itemIndex: number | undefined): never {
	throw new NodeApiError(
		context.getNode(),
		{},
		{
			message: textOf(thrown.message) ?? 'The request to RingCentral could not be sent',
			description: textOf(thrown.description),
			itemIndex,
		},
	);
}

function unanswered(refusal: Refusal): Attempt {
	return { statusCode: refusal.statusCode, headers: {}, body: undefined, refusal };
}

/** The answer that n8n threw instead of returning it; axios keeps it in the error. */
function answerIn(thrown: Fields, cause: Fields): Fields | undefined {
	if (isFields(cause.response)) {
		const { status, headers, data } = cause.response;
		return { statusCode: status, headers: plainHeaders(headers), body: data };
	}
	const statusCode = Number(textOf(thrown.httpCode));
	if (!Number.isInteger(statusCode) || statusCode < 300) return undefined;
	const data = isFields(thrown.context) ? thrown.context.data : undefined;
	return { statusCode, headers: {}, body: data };
}

function plainHeaders(headers: unknown): Fields {
	return isFields(headers) ? { ...headers } : {};
}

/**
 * The refusal in an error of n8n's OAuth2 client, thrown when RingCentral does not renew the sign-in.
 * Its errors carry the address of the token request, or a code of their own. The request itself was
 * refused with 401 before, and so not carried out.
 */
function refusedRenewal(cause: Fields): Refusal | undefined {
	const { response } = cause;
	const config = isFields(cause.config) ? cause.config : {};
	if (cause.code === 'EAUTH') {
		// RingCentral's final refusal, with an error code of OAuth.
		const { errorCode, message } = refusalOf(401, cause.body);
		return { statusCode: 401, errorCode, message };
	}
	const isTokenRequest = textOf(config.url)?.endsWith('/restapi/oauth/token') ?? false;
	if (!isTokenRequest && cause.code !== 'ESTATUS') return undefined;
	return notRenewed(textOf(isFields(response) ? response.status : cause.status));
}

/** @param status HTTP status, or code of a connection failure. */
function notRenewed(status: string | undefined): Refusal {
	const reason = /^\d+$/.test(status ?? '') ? `HTTP status ${status}` : 'it gave no answer';
	return signInDelayed(
		`RingCentral did not renew the expired sign-in of this credential just now: ${reason}`,
		status === '429' ? 60 : undefined,
	);
}

function signInDelayed(message: string | undefined, waitSeconds?: number): Refusal {
	return { statusCode: 0, message, isSignInDelayed: true, waitSeconds };
}

/**
 * Codes of connection failures before the request was sent: no server, no encryption, or no trusted
 * certificate. ERR_SSL is none of them: Node reports a failed handshake as EPROTO, and with ERR_SSL a
 * connection that broke while the answer was awaited.
 * https://nodejs.org/api/errors.html#common-system-errors
 */
const NEVER_SENT =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_TLS|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/;

/**
 * Node's code of a connection failure, e.g. "ECONNRESET": in the cause of n8n's error, and before n8n 2
 * in its status.
 */
function connectionCode(thrown: Fields, cause: Fields): string | undefined {
	const code = textOf(cause.code) ?? textOf(thrown.code) ?? textOf(thrown.httpCode);
	return code !== undefined && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : undefined;
}

function isCommand(method: IHttpRequestMethods): boolean {
	return method !== 'GET';
}
