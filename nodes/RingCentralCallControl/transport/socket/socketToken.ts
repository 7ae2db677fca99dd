import { NodeOperationError, type ITriggerFunctions } from 'n8n-workflow';

import { isFields, textOf } from '../../calls/events/unknown';
import { isLoopback } from '../signIn/loopback';
import { refusalError, send } from '../http/request';

/** Address and token for one connection; RingCentral accepts the token for some seconds. */
export interface SocketToken {
	uri: string;
	accessToken: string;
}

/**
 * Requests a token for a WebSocket connection, as soon as RingCentral's limit of five such requests a
 * minute allows.
 * https://developers.ringcentral.com/guide/notifications/websockets/subscribing
 *
 * @throws NodeApiError when RingCentral refuses, see `request`; NodeOperationError for an answer without
 * a usable address; the reason of the signal.
 */
export async function socketToken(
	context: ITriggerFunctions,
	cancelSignal: AbortSignal,
): Promise<SocketToken> {
	const answer = await send(context, {
		method: 'POST',
		path: '/restapi/oauth/wstoken',
		cancelSignal,
	});
	if (answer.isRefused) {
		// An unused token is harmless.
		throw refusalError(context, { ...answer.refusal, mayHaveArrived: false });
	}
	const { uri, ws_access_token: accessToken } = isFields(answer.body) ? answer.body : {};
	const address = textOf(uri);
	const token = textOf(accessToken);
	if (address === undefined || token === undefined || !isConfidential(address)) {
		throw new NodeOperationError(context.getNode(), 'RingCentral named no address to connect to', {
			description: "Check that 'Server' of the credential is RingCentral's platform.",
		});
	}
	return { uri: address, accessToken: token };
}

/** The token is part of the address, so that it must not be readable on its way to another computer. */
function isConfidential(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	return protocol === 'wss:' || (protocol === 'ws:' && isLoopback(hostname));
}
