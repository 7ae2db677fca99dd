import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { application, jwtCredential } from '../../simulator/account.mts';

/** The JWT credential of Reception, as n8n keeps it before the first sign-in. */
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
