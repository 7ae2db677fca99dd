import { NodeOperationError, type INode } from 'n8n-workflow';

import { isFields, textOf } from '../../calls/events/unknown';
import { SocketEnd } from '../../transport/socket/eventSocket';
import { explain } from '../../transport/http/refusalMessage';

const FORBIDDEN = 403;

/** The reason why a stream is not live, in words for the user. */
export interface StreamFailure {
	message: string;
	description?: string;
	/** Whether the user has to act, since waiting does not help. */
	isLasting: boolean;
}

/** Describes an error thrown while a stream opens; an unknown error counts as lasting. */
export function failureOf(thrown: unknown): StreamFailure {
	if (thrown instanceof SocketEnd) return failureOfEnd(thrown);
	const { message, description, context } = isFields(thrown) ? thrown : {};
	return {
		message: textOf(message) ?? 'The connection to RingCentral stopped for an unknown reason',
		description: textOf(description),
		isLasting: !(isFields(context) && context.isPassing === true),
	};
}

/** The failure of an attempt; undefined after a success. Awaiting the attempt still throws. */
export async function failureIn(attempt: Promise<void>): Promise<StreamFailure | undefined> {
	return await attempt.then(() => undefined, failureOf);
}

/**
 * Whether RingCentral cannot read the token of an earlier session; a connection without the token opens.
 * https://github.com/tylerlong/rc-ws-recover-test
 */
export function isUnreadableToken(thrown: unknown): boolean {
	return thrown instanceof SocketEnd && !thrown.wasOpen && thrown.refusal.errorCode === 'WSG-400';
}

function failureOfEnd(end: SocketEnd): StreamFailure {
	const { refusal, wasOpen, message } = end;
	const { errorCode, statusCode } = refusal;
	// Another attempt does not help without the permission.
	if (statusCode === FORBIDDEN) return { ...explain(refusal), isLasting: true };
	const reason = `The reason: ${message}${errorCode === undefined ? '' : ` (${errorCode})`}.`;
	if (wasOpen) {
		return {
			message: 'The connection to RingCentral was lost',
			description: `${reason}${adviceAfter(errorCode)}`,
			isLasting: false,
		};
	}
	if (errorCode !== undefined || statusCode > 0) {
		const { requestId } = refusal;
		const support = requestId === undefined ? '' : ` and name the request ${requestId}`;
		return {
			message: 'RingCentral did not open the connection',
			description: `${reason} Try again in a minute. If it stays so, ask RingCentral's support${support}.`,
			isLasting: false,
		};
	}
	return {
		message: 'The connection to RingCentral did not come about',
		description: `${reason} Check whether something between n8n and RingCentral, such as a proxy, stops WebSocket connections.`,
		isLasting: false,
	};
}

/** RingCentral's regular reasons to close, which need no action. */
function adviceAfter(errorCode: string | undefined): string {
	if (errorCode === 'WSG-903') return ' RingCentral closes every connection after a day.';
	if (errorCode === 'WSG-902') return ' RingCentral closes a connection that was idle.';
	return '';
}

export function failureError(
	node: INode,
	{ message, description }: StreamFailure,
): NodeOperationError {
	return new NodeOperationError(node, message, { description });
}
