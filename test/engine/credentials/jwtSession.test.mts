import { randomUUID } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { jwts } from '../../../simulator/account.mts';
import { testMessage } from '../../harness/credentialTest.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { loggedRequests } from '../../harness/requestLog.mts';

const stage = engineOnSimulator();

let tests = 0;

/** Each test has its own fields, because a process remembers the session of the fields. */
beforeEach(() => {
	tests += 1;
	keep({ customServer: `${stage.simulator.url}${'/'.repeat(tests)}` });
});

/** The requested grants since the log was emptied, in order. */
async function grants(): Promise<unknown[]> {
	const requests = await loggedRequests(stage.simulator);
	return requests
		.filter(({ path }) => path === '/restapi/oauth/token')
		.map(({ body }) => String(Object(body).grant_type).split(':').at(-1));
}

function stored(): ICredentialDataDecryptedObject {
	return stage.engine.credentials.read('ringCentralJwtApi');
}

function keep(changes: ICredentialDataDecryptedObject): void {
	stage.engine.credentials.keep('ringCentralJwtApi', { ...stored(), ...changes });
}

/** Runs a workflow; returns the message of its error, if any. */
async function run(): Promise<string | undefined> {
	const { fault } = await stage.engine.run('session/getMany', [{}]);
	return fault?.message;
}

describe('a session', () => {
	it('continues when the access token expires, so that its WebSocket session can be resumed', async () => {
		await run();
		const before = stored();
		await stage.simulator.control.post('/tokens/expire');

		expect(await run()).toBeUndefined();

		expect(await grants()).toEqual(['jwt-bearer', 'refresh_token']);
		expect(stored().refreshToken).not.toBe(before.refreshToken);
		expect(stored().tokenSource).toBe(before.tokenSource);
	});

	it('is begun anew when it is over', async () => {
		await run();
		await stage.simulator.control.post('/tokens/revoke');

		expect(await run()).toBeUndefined();
		expect(await grants()).toEqual(['jwt-bearer', 'refresh_token', 'jwt-bearer']);
	});

	it('is not given up because RingCentral is not there for a moment', async () => {
		await run();
		await stage.simulator.control.post('/tokens/expire');
		await stage.simulator.control.post('/faults', { path: '/oauth/token$', status: 503 });

		expect(await run()).toBeUndefined();
		expect(await grants()).toEqual(['jwt-bearer', 'refresh_token', 'refresh_token']);
	});

	it('is renewed once for many executions', async () => {
		await run();
		await stage.simulator.control.post('/tokens/expire');

		const messages = await Promise.all(Array.from({ length: 10 }, run));

		expect(messages.filter((message) => message !== undefined)).toEqual([]);
		expect(await grants()).toEqual(['jwt-bearer', 'refresh_token']);
	});
});

describe('an edited credential', () => {
	it('acts for the new user at once', async () => {
		await run();
		keep({ jwtToken: jwts.ofAccountManager.assertion });

		expect(await run()).toBeUndefined();

		expect(await grants()).toEqual(['jwt-bearer', 'jwt-bearer']);
		await stage.simulator.control.delete('/requests');
		expect(await run()).toBeUndefined();
		expect(await grants()).toEqual([]);
	});

	it('reports a wrong new secret at once', async () => {
		await run();
		keep({ clientSecret: 'another-secret' });

		expect(await run()).toContain("'Client ID' or 'Client Secret'");
	});

	it('sends no token of the old fields to another server', async () => {
		await run();
		await stage.simulator.control.delete('/requests');
		keep({ customServer: stage.simulator.url.replace('127.0.0.1', 'localhost') });

		await run();

		const [first] = await loggedRequests(stage.simulator);
		expect(first).toMatchObject({ status: 401, authorization: 'none' });
	});
});

describe('a test of the credential', () => {
	it('runs with the typed fields and leaves the stored fields alone', async () => {
		await run();
		const before = { ...stored() };

		const typed = { ...before, jwtToken: jwts.ofAccountManager.assertion };
		expect(await testMessage(stage.engine.credentials, typed)).toBeUndefined();

		expect(stored()).toEqual(before);
		expect(await run()).toBeUndefined();
		expect(await grants()).toEqual(['jwt-bearer', 'jwt-bearer']);
	});

	it('reports an error in the typed fields, although the stored fields are right', async () => {
		await run();

		const typed = { ...stored(), clientSecret: 'another-secret' };

		expect(await testMessage(stage.engine.credentials, typed)).toContain('Client Secret');
	});

	it('uses up no sessions, however often it is repeated', async () => {
		await run();
		const typed = { ...stored(), jwtToken: jwts.ofAccountManager.assertion };

		for (let repetition = 0; repetition < 4; repetition++) {
			expect(await testMessage(stage.engine.credentials, typed)).toBeUndefined();
			expect(await testMessage(stage.engine.credentials, stored())).toBeUndefined();
		}

		expect(await grants()).toEqual(['jwt-bearer', 'jwt-bearer']);
	});

	it('renews the session of the stored fields', async () => {
		await run();
		await stage.simulator.control.post('/tokens/expire');

		expect(await testMessage(stage.engine.credentials, stored())).toBeUndefined();

		expect(await grants()).toEqual(['jwt-bearer', 'refresh_token']);
		await stage.simulator.control.delete('/requests');
		expect(await run()).toBeUndefined();
		expect(await grants()).toEqual([]);
	});

	it('stores the session when there is none yet', async () => {
		expect(await testMessage(stage.engine.credentials, stored())).toBeUndefined();

		expect(await run()).toBeUndefined();
		expect(await grants()).toEqual(['jwt-bearer']);
	});

	it('names the missing permission', async () => {
		await stage.simulator.control.patch('/options', { permissions: ['CallControl'] });

		expect(await testMessage(stage.engine.credentials, stored())).toContain("'Read Accounts'");
	});

	it('follows no redirect', async () => {
		await stage.simulator.control.post('/faults', {
			path: '/extension/~$',
			status: 302,
			headers: { Location: 'https://login.example.com/' },
		});

		expect(await testMessage(stage.engine.credentials, stored())).toContain('does not redirect');
	});
});

it.each([
	'ReadAccounts CallControl WebSocket',
	'ReadAccounts TelephonySession',
	'AccountInfo CallLog ExtensionInfo Messages SMS',
	'ReadPresence RingOut',
	'',
])('signs in with any scope in the answer: %j', async (scope) => {
	await stage.simulator.control.post('/faults', {
		path: '/oauth/token$',
		status: 200,
		body: { access_token: `token-${randomUUID()}`, token_type: 'bearer', scope },
	});
	keep({ jwtToken: `${jwts.allowed.assertion}-${randomUUID()}` });
	await stage.simulator.control.post('/faults', {
		path: '/presence$',
		status: 200,
		body: { presenceStatus: 'Available', activeCalls: [] },
	});

	expect(await run()).toBeUndefined();
});

describe('an answer to the sign-in that is not RingCentral’s', () => {
	it.each([
		{ status: 200, body: '<html><body>Welcome to our guest network</body></html>' },
		{ status: 200, body: '{}' },
		{ status: 200, body: '' },
		{ status: 401, body: '<html><body>Proxy</body></html>' },
		{ status: 403, body: '' },
	])('is no refusal of the JWT: %j', async (answer) => {
		await stage.simulator.control.post('/faults', { path: '/oauth/token$', times: 3, ...answer });
		keep({ jwtToken: `${jwts.allowed.assertion}-${randomUUID()}` });

		expect(await run()).toContain("not RingCentral's");
	});

	it('is followed nowhere', async () => {
		await stage.simulator.control.post('/faults', {
			path: '/oauth/token$',
			status: 307,
			headers: { Location: 'https://login.example.com/token?secret=1' },
		});
		keep({ jwtToken: `${jwts.allowed.assertion}-${randomUUID()}` });

		expect(await run()).toContain('redirected to https://login.example.com/token,');
	});
});
