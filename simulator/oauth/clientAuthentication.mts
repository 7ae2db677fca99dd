import { application } from '../account.mts';
import { OAuthError } from './oauthError.mts';

/**
 * Confidential applications authenticate with the Basic header; RingCentral does not support a
 * secret in the body.
 * https://developers.ringcentral.com/api-reference/Get-Token
 *
 * @returns the client ID
 */
export function authenticateClient(authorization: string | undefined): string {
	const encoded = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1];
	if (encoded === undefined) {
		throw new OAuthError(401, 'invalid_client', 'OAU-123', 'Client authentication is required');
	}
	const [clientId, clientSecret] = Buffer.from(encoded, 'base64')
		.toString('utf8')
		.split(':')
		.map(decodeFormValue);
	if (clientId !== application.clientId || clientSecret !== application.clientSecret) {
		throw new OAuthError(401, 'invalid_client', 'OAU-146', 'Invalid client credentials');
	}
	return clientId;
}

/** Clients that follow RFC 6749 section 2.3.1 encode both parts; others send them unencoded. */
function decodeFormValue(value: string): string {
	try {
		return decodeURIComponent(value.replaceAll('+', ' '));
	} catch {
		return value;
	}
}
