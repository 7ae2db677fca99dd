import type { IHttpRequestMethods, ITriggerFunctions } from 'n8n-workflow';

import type { Fields } from '../../calls/events/unknown';
import { chosenAccount } from '../signIn/account';
import type { EventSocket, SocketAnswer } from './eventSocket';
import { takeTurn } from '../rate/rateGovernor';
import { rateGroupOf } from '../rate/rateGroup';
import { refusalOf } from '../http/refusal';
import { refusalError } from '../http/request';
import { pauseBeforeNextAttempt } from '../http/retry';

interface SocketRequest {
	method: IHttpRequestMethods;
	path: string;
	body?: object;
	/** Ends the wait for a turn. */
	cancelSignal: AbortSignal;
}

/**
 * Sends a request over a connection, within the rate limits of HTTP requests, and returns the answer's body.
 *
 * @throws NodeApiError when RingCentral refuses, see `request`; SocketEnd when the connection is lost;
 * the reason of the signal.
 */
export async function requestOverSocket(
	context: ITriggerFunctions,
	socket: EventSocket,
	request: SocketRequest,
): Promise<unknown> {
	for (let earlierAttempts = 0; ; earlierAttempts++) {
		const { statusCode, headers, body } = await sendInTurn(context, socket, request);
		if (statusCode >= 200 && statusCode < 300) return body;
		const { method } = request;
		const pause = pauseBeforeNextAttempt({ method, earlierAttempts, statusCode });
		// Only a 429 is repeated; the wait for the next turn is the pause.
		if (pause !== 0) throw refusalError(context, refusalOf(statusCode, body, requestIdIn(headers)));
	}
}

async function sendInTurn(
	context: ITriggerFunctions,
	socket: EventSocket,
	{ method, path, body, cancelSignal }: SocketRequest,
): Promise<SocketAnswer> {
	const { identity } = await chosenAccount(context);
	const turn = await takeTurn({
		credential: identity,
		group: rateGroupOf(method, path),
		cancelSignal,
	});
	// RingCentral's own answer to one request too many.
	if (!turn.isGranted) return { statusCode: 429, headers: {}, body: undefined };
	let outcome: SocketAnswer = { statusCode: 0, headers: {}, body: undefined };
	try {
		const answer = await socket.request(method, path, body);
		outcome = { ...answer, headers: inLowerCase(answer.headers) };
		return outcome;
	} finally {
		turn.end(outcome.statusCode, outcome.headers);
	}
}

/** HTTP clients return header names in lower case. */
function inLowerCase(headers: Fields): Fields {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}

function requestIdIn({ rcrequestid }: Fields): string | undefined {
	return typeof rcrequestid === 'string' ? rcrequestid : undefined;
}
