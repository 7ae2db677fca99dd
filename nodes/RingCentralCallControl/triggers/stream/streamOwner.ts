import { createHash } from 'node:crypto';

import type { ITriggerFunctions } from 'n8n-workflow';

import { isFields, textOf } from '../../calls/events/unknown';
import { extensionPath } from '../../transport/http/extensionPath';
import { refusalError, send } from '../../transport/http/request';
import { chosenAccount } from '../../transport/signIn/account';

/** The server, the app and the user that own a stream. */
export interface StreamOwner {
	/** The account's identity, see `chosenAccount`. */
	identity: string;
	/** The extension of the user ("~"); undefined when the app may not read it. */
	extensionId?: string;
	/**
	 * A digest of all three, for n8n's static data; undefined when neither the credential nor RingCentral
	 * names the user.
	 */
	name?: string;
}

/**
 * The owner of the stream of a node's credential. The user is requested from RingCentral if the credential
 * has changed or does not name the user.
 *
 * @param known the owner at the last connection.
 * @throws NodeApiError when RingCentral cannot answer for the moment; the errors of `send`.
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
	const path = extensionPath('~');
	const answer = await send(context, { method: 'GET', path, cancelSignal });
	if (!answer.isRefused) return textOf(isFields(answer.body) ? answer.body.id : undefined);
	const error = refusalError(context, answer.refusal);
	if (error.context.isPassing === true) throw error;
	// Without the permission to read it, the first notification names the extension.
	return undefined;
}
