import axios from 'axios';

import { application } from '../../simulator/account.mts';
import type { CredentialReference, N8nClient } from './n8nClient.mts';

export const oAuth2CredentialType = 'ringCentralOAuth2Api';

/** The fields of the OAuth2 credential, for the simulator's application. */
export function oAuth2CredentialData(simulatorUrl: string): Record<string, unknown> {
	return {
		server: 'custom',
		customServer: simulatorUrl,
		clientId: application.clientId,
		clientSecret: application.clientSecret,
	};
}

/**
 * Connects an OAuth2 credential as a user does: n8n opens RingCentral's sign-in page, the user signs
 * in there as Reception, and RingCentral sends the browser back to n8n, which fetches the token.
 *
 * @throws {Error} with the text of the page, when it is not n8n's page of success
 */
export async function connectOAuth2(
	n8n: N8nClient,
	credential: CredentialReference,
): Promise<void> {
	const signInPage = new URL(await n8n.authorizeUrl(credential));
	const signedIn = await axios.post(
		signInPage.origin + signInPage.pathname,
		new URLSearchParams([...signInPage.searchParams, ['extensionNumber', '101']]),
		{ maxRedirects: 0, validateStatus: (status) => status === 302 },
	);
	const page = await n8n.openInBrowser(String(signedIn.headers.location));
	if (!/Connection successful/i.test(page)) {
		const text = page.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
		throw new Error(`n8n did not connect the credential. Its page says: ${text.trim()}`);
	}
}
