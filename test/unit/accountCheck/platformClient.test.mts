import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { inShort, PlatformClient } from '../../../lab/accountCheck/platformClient.mts';
import { Secrets } from '../../../lab/accountCheck/secrets.mts';
import { listenLocally, stopServer } from '../../harness/localServer.mts';

/** The platform's answers to the next requests, in order. */
let answers: Array<(response: ServerResponse) => void> = [];
let received: Array<{ url?: string; authorization?: string; at: number }> = [];
let server: Server;
let address: string;

beforeAll(async () => {
	server = createServer((request: IncomingMessage, response) => {
		const { authorization } = request.headers;
		received.push({ url: request.url, authorization, at: performance.now() });
		const answer = answers.shift() ?? json(200, {});
		request.resume().on('end', () => answer(response));
	});
	address = await listenLocally(server);
});
beforeEach(() => {
	answers = [];
	received = [];
});
afterAll(() => stopServer(server));

function json(status: number, body: unknown, headers: Record<string, string> = {}) {
	return (response: ServerResponse) => {
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(JSON.stringify(body));
	};
}

function client(said: string[] = [], secrets = new Secrets()): PlatformClient {
	const access = { clientId: 'the-client', clientSecret: 'the-secret', jwt: 'the.private.jwt' };
	return new PlatformClient({ server: address, ...access }, secrets, (text) => {
		said.push(text);
	});
}

describe('requests of the account check', () => {
	it('are sent once more after the wait that RingCentral asks for, and then no more', async () => {
		const limit = json(429, { errorCode: 'CMN-301' }, { 'retry-after': '0.05' });
		answers = [limit, limit];
		const said: string[] = [];
		const answer = await client(said).request({ method: 'POST', path: '/command' });

		expect(inShort(answer)).toBe('429 CMN-301');
		expect(received).toHaveLength(2);
		expect((received[1]?.at ?? 0) - (received[0]?.at ?? 0)).toBeGreaterThanOrEqual(45);
		expect(said).toEqual(["Waiting 1 s: RingCentral's limit of requests is reached."]);
	});

	it.each([
		['a failure', json(503, {})],
		['a broken connection', (response: ServerResponse) => void response.destroy()],
	])('are sent once where %s leaves open whether they were carried out', async (_, answer) => {
		answers = [answer];
		await client().request({ method: 'POST', path: '/command' });

		expect(received).toHaveLength(1);
	});

	it('for tokens wait when RingCentral has none left', async () => {
		answers = [json(200, {}, { 'x-rate-limit-remaining': '0', 'x-rate-limit-window': '0.05' })];
		const asking = client();
		await asking.signIn();
		await asking.signIn();

		expect((received[1]?.at ?? 0) - (received[0]?.at ?? 0)).toBeGreaterThanOrEqual(45);
	});

	it('do not carry the sign-in along to another address', async () => {
		answers = [
			json(200, { access_token: 'the-access-token' }),
			json(302, {}, { location: '/elsewhere' }),
		];
		const signedIn = client();
		await signedIn.signIn();
		const answer = await signedIn.get('/moved');

		expect(answer.status).toBe(302);
		expect(received.map(({ url }) => url)).toEqual(['/restapi/oauth/token', '/moved']);
		expect(received[1]?.authorization).toBe('Bearer the-access-token');
	});

	it('treat all received tokens as secrets', async () => {
		answers = [json(200, { access_token: 'the-access-token', refresh_token: 'the-refresh' })];
		const secrets = new Secrets();
		await client([], secrets).signIn();

		expect(secrets.hide('the.private.jwt private the-secret the-access-token the-refresh')).toBe(
			'*** *** *** *** ***',
		);
	});
});

describe('an answer in short', () => {
	it('has codes and no words that a user may have chosen', () => {
		const body = {
			errorCode: 'My name is',
			message: '+14155550123',
			error: 'Jane Doe',
			errors: [{ errorCode: 'CMN-101', parameterValue: '+14155550123' }],
		};

		expect(inShort({ status: 400, headers: {}, body, errorCode: 'CMN-101' })).toBe('400 CMN-101');
	});
});
