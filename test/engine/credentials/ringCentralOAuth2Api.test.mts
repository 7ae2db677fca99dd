import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';

import { application } from '../../../simulator/account.mts';
import { createEngine, type Engine } from '../../harness/engine.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { requestLines } from '../../harness/requestLog.mts';
import { answeredCall, ownParty, type CallIds } from '../../harness/ringingCall.mts';

const redirectUri = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';

const stage = engineOnSimulator();
let engine: Engine;
let call: CallIds;

beforeEach(async () => {
	engine = createEngine('oAuth2');
	engine.credentials.keep('ringCentralOAuth2Api', {
		server: 'custom',
		customServer: stage.simulator.url,
		clientId: application.clientId,
		clientSecret: application.clientSecret,
		grantType: 'authorizationCode',
		accessTokenUrl: `${stage.simulator.url}/restapi/oauth/token`,
		oauthTokenData: await signInAsAPerson(),
	});
	call = await answeredCall(stage.simulator);
	await stage.simulator.control.delete('/requests');
});

/** What n8n keeps after a person has signed in on RingCentral's page. */
async function signInAsAPerson() {
	const authorized = await axios.post(
		`${stage.simulator.url}/restapi/oauth/authorize`,
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
		`${stage.simulator.url}/restapi/oauth/token`,
		new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
		{ auth: { username: application.clientId, password: application.clientSecret } },
	);
	return data;
}

it('acts for the person who has signed in', async () => {
	const { items } = await engine.run('party/hold', [{ ...call }]);

	expect(items[0]?.json).toMatchObject({ ...call, status: 'Hold' });
	expect((await ownParty(stage.simulator, call))?.status.code).toBe('Hold');
});

it('is refreshed once when the access token has expired, and the run goes on', async () => {
	await stage.simulator.control.post('/tokens/expire');

	const { items } = await engine.run('party/hold', [{ ...call }]);

	expect(items[0]?.json).toMatchObject({ status: 'Hold' });
	expect(await requestLines(stage.simulator)).toEqual([
		'POST hold 401',
		'POST token 200',
		'POST hold 200',
	]);
});

it('has to be connected again when RingCentral has ended the sign-in', async () => {
	await stage.simulator.control.post('/tokens/revoke');

	const { fault } = await engine.run('party/hold', [{ ...call }]);

	expect(fault?.message).toContain('needs to be reconnected');
	expect(fault?.description).toContain('reconnect');
});

it('brings a file too, and renews an expired sign-in for it', async () => {
	const started = await engine.run('party/startRecording', [{ ...call }]);
	const { recordingId } = started.items[0]?.json ?? {};
	await stage.simulator.control.post(`/calls/${call.telephonySessionId}/hangup`);
	await stage.simulator.control.post('/tokens/expire');
	await stage.simulator.control.delete('/requests');

	const { items } = await engine.run('recording/download', [{ recordingId }]);

	expect(items[0]?.binary?.data?.mimeType).toBe('audio/wav');
	expect(await requestLines(stage.simulator)).toEqual([
		'GET content 401',
		'POST token 200',
		'GET content 200',
	]);
});
