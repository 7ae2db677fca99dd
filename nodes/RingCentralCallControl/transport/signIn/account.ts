import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { mediaServerOf, serverOf } from './server';

/** The parts of n8n from which a request to RingCentral may be sent. */
export type RequestContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

/** Who asks, and where. */
export interface Account {
	credentialName: string;
	baseURL: string;
	/** Where the files of recordings are. */
	mediaURL: string;
	/** Tells the user and the app from others without a secret. */
	identity: string;
}

/**
 * The account behind the credential that the node has chosen.
 *
 * @throws UserError when the credential's server is not a usable address.
 */
export async function chosenAccount(context: RequestContext): Promise<Account> {
	const { parameters, credentials = {} } = context.getNode();
	// Read from the node itself, because each of n8n's contexts has another way to ask for it.
	const credentialName =
		parameters.authentication === 'jwt' ? 'ringCentralJwtApi' : 'ringCentralOAuth2Api';
	const fields = await context.getCredentials(credentialName);
	const baseURL = serverOf(fields);
	const credentialId = credentials[credentialName]?.id;
	return {
		credentialName,
		baseURL,
		mediaURL: mediaServerOf(fields),
		identity: JSON.stringify([credentialId, baseURL, fields.clientId]),
	};
}
