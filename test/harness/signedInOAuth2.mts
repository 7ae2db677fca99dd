import axios from 'axios';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { application } from '../../simulator/account.mts';

const redirectUri = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';

/** Reception's OAuth2 credential as n8n stores it after the sign-in on RingCentral's page. */
export async function signedInOAuth2(
	simulatorUrl: string,
): Promise<ICredentialDataDecryptedObject> {
	return {
		server: 'custom',
		customServer: simulatorUrl,
		clientId: application.clientId,
		clientSecret: application.clientSecret,
		grantType: 'authorizationCode',
		accessTokenUrl: `${simulatorUrl}/restapi/oauth/token`,
		oauthTokenData: await tokensOfPerson(simulatorUrl),
	};
}

async function tokensOfPerson(simulatorUrl: string): Promise<IDataObject> {
	const authorized = await axios.post(
		`${simulatorUrl}/restapi/oauth/authorize`,
		new URLSearchParams({
			response_type: 'code',
			client_id: application.clientId,
			redirect_uri: redirectUri,
			state: 'state',
			extensionNumber: '101',
		}),
		{ maxRedirects: 0, validateStatus: (status) => status === 302 },
	);
	const code = new URL(String(authorized.headers.location)).searchParams.get('code') ?? '';
	const { data } = await axios.post<IDataObject>(
		`${simulatorUrl}/restapi/oauth/token`,
		new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
		{ auth: { username: application.clientId, password: application.clientSecret } },
	);
	return data;
}
