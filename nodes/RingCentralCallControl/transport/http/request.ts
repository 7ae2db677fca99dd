import { NodeApiError } from 'n8n-workflow';

import { textOf } from '../../calls/events/unknown';
import { pauseUnlessAborted } from '../pause';
import { refusedWait } from '../rate/rateBudget';
import { takeTurn } from '../rate/rateGovernor';
import { rateGroupOf } from '../rate/rateGroup';
import { chosenAccount, type RequestContext } from '../signIn/account';
import { attemptOnce, type Attempt, type RingCentralRequest } from './attempt';
import type { Refusal } from './refusal';
import { explain } from './refusalMessage';
import { pauseBeforeNextAttempt } from './retry';

export type { RingCentralRequest };

/** RingCentral's answer: its content, or its refusal. */
export type Answer =
	| {
			isRefused: false;
			statusCode: number;
			/** undefined for an answer without a usable body. */
			body: unknown;
			contentType?: string;
	  }
	| { isRefused: true; refusal: Refusal };

/**
 * In the editor a user waits for a list: a message that RingCentral is busy is better than a wait for
 * the minute of its penalty.
 */
const LONGEST_WAIT_IN_EDITOR_MILLISECONDS = 5_000;

/**
 * Sends a request with the node's credential and returns the parsed answer.
 *
 * @throws NodeApiError that explains the refusal and its remedy, with RingCentral's code in
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

/**
 * Like `request`, for code that handles refusals itself. An answer that is not RingCentral's is a
 * refusal too, with the status 0: it is no success, no empty list and no end of a call.
 */
export async function send(
	context: RequestContext,
	ringCentralRequest: RingCentralRequest,
): Promise<Answer> {
	const { method } = ringCentralRequest;
	let mayHaveArrived = false;
	for (let earlierAttempts = 0; ; earlierAttempts++) {
		const { statusCode, headers, body, refusal } = await sendInTurn(context, ringCentralRequest);
		if (refusal === undefined) {
			return {
				isRefused: false,
				statusCode,
				body,
				contentType: textOf(headers['content-type']),
			};
		}
		mayHaveArrived ||= refusal.mayHaveArrived ?? false;
		const pause = pauseBeforeNextAttempt({
			method,
			earlierAttempts,
			statusCode,
			isFinal: isFinal(refusal),
			wasCarriedOut: refusal.isSignInDelayed === true ? false : undefined,
			isUnderWay: refusal.errorCode === UNDER_WAY,
		});
		if (pause === undefined) return { isRefused: true, refusal: { ...refusal, mayHaveArrived } };
		await pauseUnlessAborted(pause, cancelSignal(context, ringCentralRequest));
	}
}

/** RingCentral's code for a request that equals one in progress. */
const UNDER_WAY = 'CMN-304';

/** Whether an immediate retry would end the same way. */
function isFinal({ foreignStatus, unreadableStatus, gotNoTurn, waitSeconds }: Refusal): boolean {
	return [foreignStatus, unreadableStatus, gotNoTurn, waitSeconds].some(
		(value) => value !== undefined,
	);
}

/** The error to throw for a refusal; code that knows more passes its own explanation. */
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

/** Whether a later retry may succeed without any change by the user. */
function isPassing({ statusCode }: Refusal): boolean {
	return statusCode === 0 || statusCode === 408 || statusCode === 429 || statusCode >= 500;
}

/** Sends a request as soon as RingCentral's limits allow it. */
async function sendInTurn(
	context: RequestContext,
	ringCentralRequest: RingCentralRequest,
): Promise<Attempt> {
	const account = await chosenAccount(context);
	const turn = await takeTurn({
		credential: account.identity,
		group: rateGroupOf(ringCentralRequest.method, ringCentralRequest.path),
		longestWait: longestWait(context),
		cancelSignal: cancelSignal(context, ringCentralRequest),
	});
	if (!turn.isGranted) {
		// Not sent, because RingCentral would refuse it for its limits.
		const waitSeconds = turn.wait === undefined ? undefined : Math.ceil(turn.wait / 1_000);
		const refusal: Refusal = { statusCode: 429, gotNoTurn: true, waitSeconds };
		return { statusCode: 429, headers: {}, body: undefined, refusal };
	}
	let outcome: Pick<Attempt, 'statusCode' | 'headers'> = { statusCode: 0, headers: {} };
	try {
		const attempt = await attemptOnce(context, account, ringCentralRequest);
		outcome = attempt;
		return withWait(attempt);
	} finally {
		turn.end(outcome.statusCode, outcome.headers);
	}
}

/** Adds the wait to a 429 that asks for longer than any request is made to wait. */
function withWait(attempt: Attempt): Attempt {
	const { statusCode, headers, refusal } = attempt;
	const waitSeconds = statusCode === 429 ? refusedWait(headers) : undefined;
	return refusal && waitSeconds !== undefined
		? { ...attempt, refusal: { ...refusal, waitSeconds } }
		: attempt;
}

/** Executions, triggers and answered deliveries have time; elsewhere a user waits. */
function longestWait(context: RequestContext): number | undefined {
	const hasTime =
		'getExecutionCancelSignal' in context || 'emit' in context || 'getResponseObject' in context;
	return hasTime ? undefined : LONGEST_WAIT_IN_EDITOR_MILLISECONDS;
}

function cancelSignal(
	context: RequestContext,
	{ cancelSignal: ownSignal }: RingCentralRequest,
): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : ownSignal;
}
