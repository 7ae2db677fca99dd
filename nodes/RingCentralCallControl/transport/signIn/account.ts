import { createHash } from 'node:crypto';

import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { isFields, textOf } from '../../calls/events/unknown';
import { mediaServerOf, serverOf } from './server';

/** The contexts of n8n that may send a request to RingCentral. */
export type RequestContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

/** The sign-in behind a request, and the servers that it is for. */
export interface Account {
	credentialName: string;
	baseURL: string;
	/** The server with the files of recordings. */
	mediaURL: string;
	clientId?: string;
	/** Identifies the credential's user; undefined when the credential names none. */
	user?: string;
	/** Identifies credential, server, app and user, without a secret. */
	identity: string;
}

/**
 * The account of the credential that the node has chosen.
 *
 * @throws UserError when the credential's server is not a usable address.
 */
export async function chosenAccount(context: RequestContext): Promise<Account> {
	const { credentials = {} } = context.getNode();
	const credentialName = chosenCredential(context);
	const fields = await context.getCredentials(credentialName);
	const baseURL = serverOf(fields);
	const credentialId = credentials[credentialName]?.id;
	const clientId = textOf(fields.clientId);
	const user = userOf(fields);
	return {
		credentialName,
		baseURL,
		mediaURL: mediaServerOf(fields),
		clientId,
		user,
		identity: JSON.stringify([credentialId, baseURL, clientId, user]),
	};
}

/** The client secret in the node's credential; undefined when it has none. */
export async function appSecret(context: RequestContext): Promise<string | undefined> {
	const { clientSecret } = await context.getCredentials(chosenCredential(context));
	return textOf(clientSecret)?.trim() || undefined;
}

/** Read from the node itself, because n8n's contexts read parameters in different ways. */
function chosenCredential(context: RequestContext): string {
	return context.getNode().parameters.authentication === 'jwt'
		? 'ringCentralJwtApi'
		: 'ringCentralOAuth2Api';
}

/**
 * A JWT belongs to one user. With OAuth2, RingCentral names the user beside the tokens:
 * https://developers.ringcentral.com/api-reference/Get-Token
 */
function userOf({ jwtToken, oauthTokenData }: ICredentialDataDecryptedObject): string | undefined {
	const jwt = textOf(jwtToken);
	if (jwt !== undefined) return createHash('sha256').update(jwt).digest('base64url');
	return textOf(isFields(oauthTokenData) ? oauthTokenData.owner_id : undefined);
}
