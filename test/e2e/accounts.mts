import type { CredentialReference } from '../../lab/src/n8nClient.mts';
import {
	connectOAuth2,
	oAuth2CredentialData,
	oAuth2CredentialType,
} from '../../lab/src/oauthConnect.mts';
import { jwtCredentialFor } from '../harness/jwtCredential.mts';
import type { Stage } from '../harness/stage.mts';

export const jwtCredentialType = 'ringCentralJwtApi';

/** Creates an OAuth2 credential and signs in as Reception. */
export async function connectWithOAuth2({
	client,
	simulator,
}: Stage): Promise<Record<string, CredentialReference>> {
	const credential = await client.createCredential(
		oAuth2CredentialType,
		'Reception by OAuth2',
		oAuth2CredentialData(simulator.url),
	);
	await connectOAuth2(client, credential);
	return { [oAuth2CredentialType]: credential };
}

export async function connectWithJwt({
	client,
	simulator,
}: Stage): Promise<Record<string, CredentialReference>> {
	const credential = await client.createCredential(
		jwtCredentialType,
		'Reception by JWT',
		jwtCredentialFor(simulator.url),
	);
	return { [jwtCredentialType]: credential };
}
