import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { refuseForRate } from '../../harness/answers.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { jwtCredentialFor } from '../../harness/jwtCredential.mts';
import { loggedRequests, requestLines } from '../../harness/requestLog.mts';

const stage = engineOnSimulator();

/** The user's message when the node signs in with this credential. */
async function signInMessage(fields: ICredentialDataDecryptedObject): Promise<string | undefined> {
	stage.engine.credentials.keep('ringCentralJwtApi', {
		...jwtCredentialFor(stage.simulator.url),
		...fields,
	});
	const { fault } = await stage.engine.run('session/getMany', [{}]);
	return fault?.message;
}

it('sends the JWT as it is, with the client in the Basic header', async () => {
	expect(await signInMessage({})).toBeUndefined();

	const requests = await loggedRequests(stage.simulator);
	const signIn = requests.find(({ path }) => path === '/restapi/oauth/token');
	expect(signIn).toMatchObject({
		method: 'POST',
		status: 200,
		authorization: 'basic',
		body: { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' },
	});
});

it('keeps the access token, as n8n stores it', async () => {
	await signInMessage({});

	expect(stage.engine.credentials.read('ringCentralJwtApi').accessToken).toEqual(
		expect.any(String),
	);
	expect(stage.engine.credentials.read('ringCentralJwtApi').accessToken).not.toBe('');
});

it('signs in once for many executions at the same moment', async () => {
	await signInMessage({});
	await stage.simulator.control.post('/tokens/expire');
	await stage.simulator.control.delete('/requests');

	await Promise.all(Array.from({ length: 10 }, () => stage.engine.run('session/getMany', [{}])));

	const signIns = (await requestLines(stage.simulator)).filter((line) => line.includes(' token '));
	expect(signIns).toEqual(['POST token 200']);
});

describe('a refused sign-in reports the reason', () => {
	it.each([
		['the client ID', { clientId: 'another-app' }, "'Client ID' or 'Client Secret'"],
		['the client secret', { clientSecret: 'another-secret' }, "'Client ID' or 'Client Secret'"],
		['the JWT', { jwtToken: 'eyJraWQiOiI4NzYyZjU5OGQwNTk0NGRi' }, "refused the 'JWT'"],
	])('with %s', async (_what, fields, message) => {
		expect(await signInMessage(fields)).toContain(message);
	});

	it('when there were too many sign-ins', async () => {
		await refuseForRate(stage.simulator, '/oauth/token');

		expect(await signInMessage({ jwtToken: 'eyJhbGciOiJSUzI1NiJ9' })).toContain(
			'five sign-ins a minute',
		);
	});
});

it('lets the operation name the missing permission', async () => {
	await stage.simulator.control.patch('/options', { permissions: ['ReadAccounts', 'RingOut'] });

	expect(await signInMessage({ clientSecret: 'simulator-app-secret ' })).toBe(
		"The app lacks the permission 'Read Presence' in RingCentral",
	);
});

describe('an invalid field is named before any request', () => {
	it.each([
		['Client ID', { clientId: ' ' }],
		['Client Secret', { clientSecret: '' }],
		['JWT', { jwtToken: '' }],
		['JWT', { jwtToken: 'eyJraWQi\nOiI4NzYy' }],
		['Custom Server URL', { customServer: 'http://platform.example.com' }],
		['Custom Server URL', { customServer: '' }],
	])('%s', async (displayName, fields) => {
		expect(await signInMessage(fields)).toContain(`'${displayName}' of the credential`);

		expect(await loggedRequests(stage.simulator)).toEqual([]);
	});
});

it('never shows a secret', async () => {
	const jwtToken = 'eyJraWQiOiI4NzYyZjU5OGQwNTk0NGRi';
	stage.engine.credentials.keep('ringCentralJwtApi', {
		...jwtCredentialFor(stage.simulator.url),
		jwtToken,
	});

	const outcome = await stage.engine.run('session/getMany', [{}]);

	const everything = JSON.stringify([outcome, outcome.fault?.message, outcome.fault?.stack]);
	expect(everything).not.toContain(jwtToken);
	expect(everything).not.toContain('simulator-app-secret');
});
