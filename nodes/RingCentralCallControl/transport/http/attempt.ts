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
import { hasRingCentralHeaders, kindOfAnswer } from './documentedAnswer';
import { isFileStream, readSmallFile } from './fileStream';
import { redirectTarget, refusalOf, type Refusal } from './refusal';
import { TimeLimitReached, withinTime } from './timeLimit';

export interface RingCentralRequest {
	method: IHttpRequestMethods;
	/** Made by `apiPath`, so that every inserted value is one path segment. */
	path: string;
	query?: IDataObject;
	/** Sent as JSON. */
	body?: object;
	/** Whether to ask the host that keeps files. Its answer is a file, which comes as a stream. */
	isFile?: boolean;
	/** The item that the request is for, to be named in messages. */
	itemIndex?: number;
	/** Ends the wait for a turn, where n8n has no signal of its own for that. */
	cancelSignal?: AbortSignal;
}

/** One attempt at a request: RingCentral's answer, and the reason of a refusal. */
export interface Attempt {
	/** 0 when no answer arrived. */
	statusCode: number;
	headers: Fields;
	body: unknown;
	/** undefined: it was accepted. */
	refusal?: Refusal;
}

/** How long one attempt may take altogether, the answer's body and a new sign-in included. */
const TIME_LIMIT_MILLISECONDS = 30_000;

/**
 * Sends a request once; n8n renews an expired sign-in on the way.
 *
 * @throws NodeApiError with a message of n8n's own or of the credential; then nothing was
 * sent.
 */
export async function attemptOnce(
	context: RequestContext,
	account: Account,
	request: RingCentralRequest,
): Promise<Attempt> {
	const attempt = await answered(context, account, request);
	if (attempt.statusCode !== 401 || attempt.wasThrown) return attempt;
	const refusal = await refusedRenewalOfOlderN8n(context, account, request);
	return refusal === undefined ? await answered(context, account, request) : unanswered(refusal);
}

/**
 * n8n renews a sign-in when it sees a 401 thrown. Before n8n 2.9 it takes the exception below for
 * "ignore all" and throws none. There a harmless question that ignores nothing makes it renew the
 * sign-in: what becomes of that is then no answer to the request itself, which was not carried out.
 *
 * @returns undefined when the request may be sent once more.
 */
async function refusedRenewalOfOlderN8n(
	context: RequestContext,
	{ credentialName, baseURL }: Account,
	{ itemIndex }: RingCentralRequest,
): Promise<Refusal | undefined> {
	const question: IHttpRequestOptions = {
		method: 'GET',
		baseURL,
		url: '/restapi/v1.0/account/~/extension/~',
		json: true,
		timeout: TIME_LIMIT_MILLISECONDS,
		disableFollowRedirect: true,
	};
	try {
		await withinTime(
			TIME_LIMIT_MILLISECONDS,
			context.helpers.httpRequestWithAuthentication.call(context, credentialName, question),
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
		// The question itself may be refused, e.g. with 403; the sign-in is renewed then.
		if (/^4\d\d$/.test(code) && code !== '429') return undefined;
		return notRenewed(code);
	}
}

async function answered(
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
		// RingCentral reads several values of one name as the same name several times.
		arrayFormat: 'repeat',
		body,
		...(isFile ? { encoding: 'stream' } : { json: true }),
		timeout: TIME_LIMIT_MILLISECONDS,
		// The server that a redirect points to would get the sign-in, and with a 307 the body too.
		disableFollowRedirect: true,
		returnFullResponse: true,
		// n8n renews the sign-in when it sees a 401 thrown, so that one has to stay thrown.
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
 * Half a character, which no address can hold, becomes the sign for an unknown one, as everywhere on
 * the web. Left to itself, the writer of queries that n8n uses makes another character of it.
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

/** @param response as n8n returns it, with `statusCode`, `headers` and `body`. */
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

/** Of a body that RingCentral does not document, only what has fields can say something. */
function knownPart(body: unknown): unknown {
	return isFields(body) ? body : undefined;
}

/** Where a file was asked for, a refusal comes as a stream or as bytes too. */
async function refusalBody(body: unknown): Promise<unknown> {
	const text = isFileStream(body) ? await readSmallFile(body) : body;
	if (!Buffer.isBuffer(text)) return text;
	return jsonParse<unknown>(text.toString(), { fallbackValue: null });
}

function discard(body: unknown): void {
	if (isFileStream(body)) body.destroy();
}

function refusalIn(
	{ method }: RingCentralRequest,
	{ statusCode, headers, body }: Attempt,
	baseURL: string,
): Refusal {
	const told = {
		...refusalOf(statusCode, body, textOf(headers.rcrequestid)),
		isDeletion: method === 'DELETE',
	};
	if (statusCode >= 300 && statusCode < 400) {
		const redirectedTo = redirectTarget(headers.location, baseURL);
		return { ...told, statusCode: 0, foreignStatus: statusCode, redirectedTo };
	}
	// These two and 5xx say by themselves that nothing of the kind "there is none" was meant.
	const speaksForItself = statusCode === 401 || statusCode === 429 || statusCode >= 500;
	const isForeign = !hasRingCentralHeaders(headers) && told.errorCode === undefined;
	if (isForeign && !speaksForItself) {
		return { statusCode: 0, foreignStatus: statusCode, isDeletion: told.isDeletion };
	}
	return { ...told, mayHaveArrived: statusCode >= 500 && isCommand(method) };
}

/**
 * What n8n throws is an answer that it does not ignore, a connection that gave no answer, a sign-in
 * that could not be renewed, or a message of n8n's own or of the credential.
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

/** A message of n8n's own or of the credential is passed on as it is. */
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

/** The answer that n8n threw instead of returning it; axios has it in the error. */
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
 * What n8n's OAuth2 client throws when RingCentral does not renew the sign-in. The request itself was
 * refused with 401 before, and so not carried out. Its errors carry the address of the token request,
 * or a code of their own.
 */
function refusedRenewal(cause: Fields): Refusal | undefined {
	const { response } = cause;
	const config = isFields(cause.config) ? cause.config : {};
	if (cause.code === 'EAUTH') {
		// RingCentral's definite no, in the words of OAuth.
		const { errorCode, message } = refusalOf(401, cause.body);
		return { statusCode: 401, errorCode, message };
	}
	const isTokenRequest = textOf(config.url)?.endsWith('/restapi/oauth/token') ?? false;
	if (!isTokenRequest && cause.code !== 'ESTATUS') return undefined;
	return notRenewed(textOf(isFields(response) ? response.status : cause.status));
}

/** @param status HTTP status or code of the connection. */
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
 * Codes of connections that did not come about, so that nothing was sent: no server, or one
 * without a trusted certificate. https://nodejs.org/api/errors.html#common-system-errors
 */
const NEVER_SENT =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/;

/**
 * Node's code of a connection without an answer ("ECONNRESET"), which n8n's error has in its cause, and
 * before n8n 2 as its status.
 */
function connectionCode(thrown: Fields, cause: Fields): string | undefined {
	const code = textOf(cause.code) ?? textOf(thrown.code) ?? textOf(thrown.httpCode);
	return code !== undefined && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : undefined;
}

function isCommand(method: IHttpRequestMethods): boolean {
	return method !== 'GET';
}
