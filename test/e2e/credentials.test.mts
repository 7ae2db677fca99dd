import { jwtCredential, jwts } from '../../simulator/account.mts';
import { freePort } from '../../lab/src/ports.mts';
import { receivedRequests } from '../../lab/src/simulatorControl.mts';
import { jwtCredentialFor } from '../harness/jwtCredential.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { connectWithJwt, connectWithOAuth2, jwtCredentialType } from './accounts.mts';
import { runByHand } from './executions.mts';
import { action, chain, manualTrigger, type NodeCredentials } from './workflows.mts';

jest.setTimeout(400_000);

/** n8n's placeholder for a secret (`CREDENTIAL_BLANKING_VALUE`), which it accepts for "as stored". */
const BLANKED = '__n8n_BLANK_VALUE_e5362baf-c777-4d57-a609-6eaf1f9e87f6';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});

afterAll(() => stage.close());

beforeEach(() => stage.simulator.control.post('/reset'));

async function tokenRequests(): Promise<unknown[]> {
	const requests = await receivedRequests(stage.simulator.control);
	return requests
		.filter(({ path }) => path === '/restapi/oauth/token')
		.map(({ body, status }) => ({ body, status }));
}

async function signIns(): Promise<unknown[]> {
	return (await tokenRequests()).filter((request) =>
		JSON.stringify(request).includes('jwt-bearer'),
	);
}

function createLiveCallsWorkflow(credentials: NodeCredentials) {
	return stage.client.createWorkflow(
		chain('Live calls', [
			manualTrigger(),
			action('Get Live Calls', credentials, { resource: 'session', operation: 'getMany' }),
		]),
	);
}

describe('A RingCentral account connected with OAuth2', () => {
	it('is connected through the sign-in page, and a workflow uses it', async () => {
		const credentials = await connectWithOAuth2(stage);

		const workflow = await createLiveCallsWorkflow(credentials);
		const execution = await runByHand(stage.client, workflow, 'Start');

		expect(execution).toMatchObject({ status: 'success' });
		expect(await tokenRequests()).toEqual([
			{
				body: expect.objectContaining({ grant_type: 'authorization_code' }),
				status: 200,
			},
		]);
	});

	it('is not connected when the user at the sign-in page refuses', async () => {
		await stage.simulator.control.patch('/options', { rejectLogin: true });

		await expect(connectWithOAuth2(stage)).rejects.toThrow(/did not connect/);
	});
});

describe('A RingCentral account connected with a JWT', () => {
	async function testWith(changes: Record<string, unknown>) {
		const data = { ...jwtCredentialFor(stage.simulator.url), ...changes };
		const credential = await stage.client.createCredential(jwtCredentialType, 'JWT', data);
		return stage.client.testCredential(credential, jwtCredentialType, data);
	}

	it('passes the test of the credential', async () => {
		expect(await testWith({})).toMatchObject({ status: 'OK' });
	});

	it.each([
		[
			'a client secret of another app',
			{ clientSecret: 'not-the-secret' },
			/'Client ID'.*'Client Secret'/,
		],
		['a JWT that RingCentral does not know', { jwtToken: 'eyJ.eyJ.c2ln' }, /'JWT'/],
		[
			'a JWT that was pasted with a line break',
			{ jwtToken: `${jwtCredential.slice(0, 40)}\n${jwtCredential.slice(40)}` },
			/'JWT'.*line break/,
		],
		[
			'a JWT that was made for another app',
			{ jwtToken: jwts.notAllowedForThisApp.assertion },
			/'JWT'.*app|app.*'JWT'/,
		],
		[
			'a server without https outside this machine',
			{ customServer: 'http://ringcentral.example.com' },
			/https/,
		],
	])('explains why the test refuses %s', async (_, changes, explanation) => {
		expect(await testWith(changes)).toEqual({
			status: 'Error',
			message: expect.stringMatching(explanation),
		});
	});

	it('reports that the server cannot be reached', async () => {
		const customServer = `http://127.0.0.1:${await freePort()}`;

		const { status, message } = await testWith({ customServer });

		expect(status).toBe('Error');
		expect(message).toContain(new URL(customServer).host);
	});

	it('names the permission that the app lacks', async () => {
		await stage.simulator.control.patch('/options', { permissions: ['CallControl'] });

		expect(await testWith({})).toEqual({
			status: 'Error',
			message: expect.stringContaining("'Read Accounts'"),
		});
	});

	it('signs in once for many executions', async () => {
		const workflow = await createLiveCallsWorkflow(await connectWithJwt(stage));

		for (let run = 0; run < 3; run++) {
			const execution = await runByHand(stage.client, workflow, 'Start');
			expect(execution).toMatchObject({ status: 'success' });
		}

		expect(await signIns()).toHaveLength(1);
	});

	it('keeps its session when another user’s JWT is typed and tested, but not saved', async () => {
		const data = jwtCredentialFor(stage.simulator.url);
		const credential = await stage.client.createCredential(jwtCredentialType, 'JWT', data);
		const workflow = await createLiveCallsWorkflow({ [jwtCredentialType]: credential });
		await runByHand(stage.client, workflow, 'Start');
		// The editor sends hidden values like this.
		const hidden = { accessToken: BLANKED, refreshToken: BLANKED, tokenSource: BLANKED };
		const typed = { ...data, ...hidden, jwtToken: jwts.ofAccountManager.assertion };
		expect(await stage.client.testCredential(credential, jwtCredentialType, typed)).toMatchObject({
			status: 'OK',
		});
		await stage.simulator.control.delete('/requests');

		const execution = await runByHand(stage.client, workflow, 'Start');

		expect(execution).toMatchObject({ status: 'success' });
		expect(await tokenRequests()).toEqual([]);
	});
});
