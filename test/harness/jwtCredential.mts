import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { application, jwtCredential } from '../../simulator/account.mts';

/** Reception's JWT credential as n8n stores it before the first sign-in. */
export function jwtCredentialFor(simulatorUrl: string): ICredentialDataDecryptedObject {
	return {
		server: 'custom',
		customServer: simulatorUrl,
		clientId: application.clientId,
		clientSecret: application.clientSecret,
		jwtToken: jwtCredential,
		accessToken: '',
	};
}
