import { createHash } from 'node:crypto';

import type { ITriggerFunctions } from 'n8n-workflow';

import { isFields, textOf } from '../../calls/events/unknown';
import { refusalError, send } from '../../transport/http/request';
import { chosenAccount } from '../../transport/signIn/account';

/** The server, the app and the user that own a stream. */
export interface StreamOwner {
	/** The account's identity, see `chosenAccount`. */
	identity: string;
	/** The extension of the user ("~"); undefined when RingCentral does not say. */
	extensionId?: string;
	/**
	 * A digest of all three, for what n8n stores; undefined when neither the credential nor RingCentral
	 * tells the user.
	 */
	name?: string;
}

/**
 * The owner of the stream that the credential of a node opens. RingCentral is asked for the user when
 * the credential has changed or does not tell the user itself.
 *
 * @param known the owner at the last connection.
 * @throws what `send` throws; NodeApiError when RingCentral cannot answer for the moment.
 */
export async function streamOwner(
	context: ITriggerFunctions,
	known: StreamOwner | undefined,
	cancelSignal: AbortSignal,
): Promise<StreamOwner> {
	const { identity, baseURL, clientId, user } = await chosenAccount(context);
	if (known?.identity === identity && user !== undefined) return known;
	const extensionId = await ownExtensionId(context, cancelSignal);
	const name =
		user === undefined && extensionId === undefined
			? undefined
			: createHash('sha256')
					.update(JSON.stringify([baseURL, clientId, user, extensionId]))
					.digest('base64url');
	return { identity, extensionId, name };
}

async function ownExtensionId(
	context: ITriggerFunctions,
	cancelSignal: AbortSignal,
): Promise<string | undefined> {
	const path = '/restapi/v1.0/account/~/extension/~';
	const answer = await send(context, { method: 'GET', path, cancelSignal });
	if (!answer.isRefused) return textOf(isFields(answer.body) ? answer.body.id : undefined);
	const error = refusalError(context, answer.refusal);
	if (error.context.isPassing === true) throw error;
	// Without the permission to read it, the events tell.
	return undefined;
}
