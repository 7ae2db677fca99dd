import {
	jsonParse,
	NodeApiError,
	sleep,
	type IDataObject,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { isFields, textOf, type Fields } from '../../calls/events/unknown';
import { chosenAccount, type Account, type RequestContext } from '../signIn/account';
import { SignInDelayed } from '../signIn/jwtSignIn';
import { takeTurn } from '../rate/rateGovernor';
import { rateGroupOf } from '../rate/rateGroup';
import { refusalOf, type Refusal } from './refusal';
import { explain } from './refusalMessage';
import { pauseBeforeNextAttempt } from './retry';

export interface RingCentralRequest {
	method: IHttpRequestMethods;
	/** Made by `apiPath`, so that every inserted value is one path segment. */
	path: string;
	query?: IDataObject;
	/** Sent as JSON. */
	body?: object;
	/** Whether to ask the host that keeps files. Its answer is a file, which comes as a Buffer. */
	isFile?: boolean;
	/** The item that the request is for, to be named in messages. */
	itemIndex?: number;
	/** Ends the wait for a turn, where n8n has no signal of its own for that. */
	cancelSignal?: AbortSignal;
}

/** RingCentral's answer: what it sent, or why it did not do what it was asked. */
export type Answer =
	| { isRefused: false; statusCode: number; body: unknown; contentType?: string }
	| { isRefused: true; refusal: Refusal };

const TIMEOUT_MILLISECONDS = 30_000;

/**
 * A person waits for a list in the editor: it is better to say that RingCentral is busy than to
 * let them wait for the minute that its penalty takes.
 */
const LONGEST_WAIT_IN_EDITOR_MILLISECONDS = 5_000;

/** For a request that was not sent, because RingCentral would refuse it as one too many. */
const NO_TURN: Refusal = { statusCode: 429 };

/**
 * Sends a request with the credential that the node has chosen and returns the parsed answer.
 *
 * @throws NodeApiError that says what happened and what to do, with RingCentral's code in
 * `context.errorCode`, the HTTP status in `httpCode`, and in `context.isPassing` whether the same
 * request may succeed later.
 * @throws UserError when the credential's server is not a usable address.
 */
export async function request(
	context: RequestContext,
	ringCentralRequest: RingCentralRequest,
): Promise<unknown> {
	const answer = await send(context, ringCentralRequest);
	if (answer.isRefused) {
		throw refusalError(context, answer.refusal, ringCentralRequest.itemIndex);
	}
	return answer.body;
}

/** Like `request`, for callers that have an answer of their own to a refusal. */
export async function send(
	context: RequestContext,
	ringCentralRequest: RingCentralRequest,
): Promise<Answer> {
	let refusal: Refusal = NO_TURN;
	for (let earlierAttempts = 0; ; earlierAttempts++) {
		const attempt = await sendInTurn(context, ringCentralRequest);
		if (attempt === undefined) return { isRefused: true, refusal };
		if (attempt.statusCode >= 200 && attempt.statusCode < 300) {
			return {
				isRefused: false,
				statusCode: attempt.statusCode,
				body: attempt.body,
				contentType: textOf(attempt.headers['content-type']),
			};
		}
		refusal = attempt.refusal;
		const pause = pauseBeforeNextAttempt({
			method: ringCentralRequest.method,
			earlierAttempts,
			statusCode: attempt.statusCode,
		});
		if (pause === undefined) return { isRefused: true, refusal };
		await sleep(pause, cancelSignal(context, ringCentralRequest));
	}
}

/** The error to throw for a refusal, with words of one's own where one knows more. */
export function refusalError(
	context: RequestContext,
	refusal: Refusal,
	itemIndex?: number,
	explanation = explain(refusal),
): NodeApiError {
	const error = new NodeApiError(
		context.getNode(),
		{},
		{
			...explanation,
			httpCode: refusal.statusCode === 0 ? undefined : String(refusal.statusCode),
			itemIndex,
		},
	);
	error.context.errorCode = refusal.errorCode;
	error.context.requestId = refusal.requestId;
	error.context.isPassing = isPassing(refusal);
	return error;
}

/** Whether trying again later may succeed with nothing changed by anybody. */
function isPassing({ statusCode }: Refusal): boolean {
	return statusCode === 0 || statusCode === 408 || statusCode === 429 || statusCode >= 500;
}

interface Attempt {
	statusCode: number;
	headers: Fields;
	body: unknown;
	refusal: Refusal;
}

/** Sends a request as soon as RingCentral's limits allow it; undefined: that takes too long. */
async function sendInTurn(
	context: RequestContext,
	ringCentralRequest: RingCentralRequest,
): Promise<Attempt | undefined> {
	const account = await chosenAccount(context);
	const turn = await takeTurn({
		credential: account.identity,
		group: rateGroupOf(ringCentralRequest.method, ringCentralRequest.path),
		longestWait: longestWait(context),
		cancelSignal: cancelSignal(context, ringCentralRequest),
	});
	if (turn === undefined) return undefined;
	let outcome: Pick<Attempt, 'statusCode' | 'headers'> = { statusCode: 0, headers: {} };
	try {
		const attempt = await sendOnce(context, account, ringCentralRequest);
		outcome = attempt;
		return attempt;
	} finally {
		turn.end(outcome.statusCode, outcome.headers);
	}
}

async function sendOnce(
	context: RequestContext,
	{ credentialName, baseURL, mediaURL }: Account,
	ringCentralRequest: RingCentralRequest,
): Promise<Attempt> {
	const { method, path, query, body, isFile = false } = ringCentralRequest;
	const options: IHttpRequestOptions = {
		method,
		baseURL: isFile ? mediaURL : baseURL,
		url: path,
		qs: wellFormed(query),
		// RingCentral reads several values of one name as the same name several times.
		arrayFormat: 'repeat',
		body,
		...(isFile ? { encoding: 'arraybuffer' } : { json: true }),
		timeout: TIMEOUT_MILLISECONDS,
		returnFullResponse: true,
		// n8n renews the sign-in when it sees a 401 thrown, so that one has to stay thrown.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
	};
	try {
		const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialName,
			options,
		);
		return attemptOf(response, method);
	} catch (error) {
		return unansweredAttempt(context, error, ringCentralRequest);
	}
}

/**
 * Half a character, which no address can hold, becomes the sign for an unknown one, as everywhere on
 * the web. Left to itself, the writer of queries that n8n uses makes another character of it.
 */
function wellFormed(query: IDataObject = {}): IDataObject {
	const repaired = (value: unknown) =>
		typeof value === 'string' ? value.replaceAll(/\p{Surrogate}/gu, '\ufffd') : value;
	const entries = Object.entries(query).map(([name, value]) => [
		name,
		Array.isArray(value) ? value.map(repaired) : repaired(value),
	]);
	return Object.fromEntries(entries);
}

function attemptOf(response: unknown, method: IHttpRequestMethods): Attempt {
	const { statusCode, headers, body } = isFields(response) ? response : {};
	const status = Number(statusCode);
	const refusalBody = status >= 400 && Buffer.isBuffer(body) ? jsonIn(body) : body;
	const headerFields = isFields(headers) ? headers : {};
	return {
		statusCode: status,
		headers: headerFields,
		body,
		refusal: {
			...refusalOf(status, refusalBody, textOf(headerFields.rcrequestid)),
			mayHaveArrived: status >= 500 && isCommand(method),
		},
	};
}

/** Where a file was asked for, a refusal comes as bytes too. */
function jsonIn(bytes: Buffer): unknown {
	return jsonParse<unknown>(bytes.toString(), { fallbackValue: null });
}

/**
 * What n8n throws is either a 401 that a new sign-in did not cure, a connection that gave no
 * answer, or a message of n8n's own or of the credential, which is passed on as it is.
 */
function unansweredAttempt(
	context: RequestContext,
	error: unknown,
	{ method, itemIndex }: RingCentralRequest,
): Attempt {
	const thrown: Fields = isFields(error) ? error : {};
	if (thrown.httpCode === '401') {
		const data = isFields(thrown.context) ? thrown.context.data : undefined;
		return { statusCode: 401, headers: {}, body: data, refusal: refusalOf(401, data) };
	}
	const code = connectionCode(thrown);
	if (code === undefined) {
		const unsent = new NodeApiError(
			context.getNode(),
			{},
			{
				message: textOf(thrown.message) ?? 'The request to RingCentral could not be sent',
				description: textOf(thrown.description),
				itemIndex,
			},
		);
		unsent.context.isPassing = thrown.cause instanceof SignInDelayed;
		throw unsent;
	}
	const refusal: Refusal = {
		statusCode: 0,
		errorCode: code,
		mayHaveArrived: isCommand(method) && !NEVER_SENT.test(code),
	};
	return { statusCode: 0, headers: {}, body: undefined, refusal };
}

/**
 * Codes of connections that did not come about, so that nothing was sent: nobody there, or
 * somebody whose certificate is not trusted. https://nodejs.org/api/errors.html#common-system-errors
 */
const NEVER_SENT =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/;

/** Node's code of a connection without an answer ("ECONNRESET"), which n8n's error has as cause. */
function connectionCode(thrown: Fields): string | undefined {
	const cause = isFields(thrown.cause) ? thrown.cause : {};
	const code = textOf(cause.code) ?? textOf(thrown.code);
	return code !== undefined && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : undefined;
}

function isCommand(method: IHttpRequestMethods): boolean {
	return method === 'POST' || method === 'PATCH' || method === 'PUT';
}

/** Executions and triggers have time; everywhere else a person waits. */
function longestWait(context: RequestContext): number | undefined {
	const hasTime = 'getExecutionCancelSignal' in context || 'emit' in context;
	return hasTime ? undefined : LONGEST_WAIT_IN_EDITOR_MILLISECONDS;
}

function cancelSignal(
	context: RequestContext,
	{ cancelSignal: ownSignal }: RingCentralRequest,
): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : ownSignal;
}
