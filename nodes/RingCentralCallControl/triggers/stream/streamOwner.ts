import { createHash } from 'node:crypto';

import type { ITriggerFunctions } from 'n8n-workflow';

import { SIGNED_IN_USER } from '../../calls/events/eventFilters';
import { isFields, textOf } from '../../calls/events/unknown';
import { ownerOf } from '../../calls/output/liveParty';
import { extensionPath } from '../../transport/http/extensionPath';
import { presenceRequest } from '../../transport/http/presenceRequest';
import { refusalError, send, type RingCentralRequest } from '../../transport/http/request';
import { chosenAccount } from '../../transport/signIn/account';

/** The server, the app and the user that own a stream. */
export interface StreamOwner {
	/** The account's identity, see `chosenAccount`. */
	identity: string;
	/** The extension of the user ("~"); undefined when the app may read neither it nor its presence. */
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

/** Either answer names the extension, and an app may lack the permission for one of them. */
async function ownExtensionId(
	context: ITriggerFunctions,
	cancelSignal: AbortSignal,
): Promise<string | undefined> {
	const path = extensionPath(SIGNED_IN_USER);
	const extension = await answerTo(context, { method: 'GET', path, cancelSignal });
	const extensionId = textOf(isFields(extension) ? extension.id : undefined);
	if (extensionId !== undefined) return extensionId;
	const request = { ...presenceRequest(SIGNED_IN_USER), cancelSignal };
	const [ownerId] = ownerOf(await answerTo(context, request));
	// Without both permissions, the first notification names the extension.
	return ownerId;
}

/** @returns undefined when RingCentral refuses for good. */
async function answerTo(context: ITriggerFunctions, request: RingCentralRequest): Promise<unknown> {
	const answer = await send(context, request);
	if (!answer.isRefused) return answer.body;
	const error = refusalError(context, answer.refusal);
	if (error.context.isPassing === true) throw error;
	return undefined;
}
