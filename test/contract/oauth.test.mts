import { createHash } from 'node:crypto';

import { accountManager, jwtCredential, jwts, reception } from '../../simulator/account.mts';
import { applicationAuth, createClient, jwtForm, requestToken } from './apiClient.mts';
import { useSimulator } from './useSimulator.mts';

const redirectUri = 'http://localhost:5678/rest/oauth2-credential/callback';
const authorizeForm = {
	response_type: 'code',
	client_id: 'simulator-app',
	redirect_uri: redirectUri,
	state: 'state & more',
};

describe('signing in', () => {
	const simulator = useSimulator({ rateLimits: { Auth: 100 } });

	/** Sends the browser's form after a click on the sign-in page. */
	async function authorize(form: Record<string, string> = {}) {
		const response = await createClient(simulator.url).post(
			'/restapi/oauth/authorize',
			new URLSearchParams({ ...authorizeForm, extensionNumber: '101', ...form }).toString(),
		);
		return { status: response.status, location: String(response.headers['location']) };
	}

	async function freshCode(form: Record<string, string> = {}): Promise<string> {
		const { location } = await authorize(form);
		return new URL(location).searchParams.get('code') ?? '';
	}

	const exchangeCode = (code: string, more: Record<string, string> = {}) =>
		requestToken(simulator.url, {
			grant_type: 'authorization_code',
			code,
			redirect_uri: redirectUri,
			...more,
		});
	const refresh = (token: string) =>
		requestToken(simulator.url, { grant_type: 'refresh_token', refresh_token: token });
	const advance = (seconds: number) =>
		simulator.control.post('/clock', { advanceSeconds: seconds });

	async function whoIs(accessToken: string) {
		const client = createClient(simulator.url, { Authorization: `Bearer ${accessToken}` });
		const { status, data } = await client.get('/restapi/v1.0/account/~/extension/~');
		return { status, data };
	}

	async function signInWithJwt() {
		const { data } = await requestToken(simulator.url, jwtForm);
		return data;
	}

	describe('the authorize page', () => {
		it('offers each user by name and keeps the parameters', async () => {
			const { data, headers } = await createClient(simulator.url).get('/restapi/oauth/authorize', {
				params: { ...authorizeForm, state: '"><script>' },
			});

			expect(headers['content-type']).toContain('text/html');
			expect(data).toContain('Sign in as Reception');
			expect(data).toContain('Sign in as Account Manager');
			expect(data).toContain('value="&quot;&gt;&lt;script&gt;"');
		});

		it('redirects back with code, state and the life of the code', async () => {
			const { status, location } = await authorize();
			const target = new URL(location);

			expect(status).toBe(302);
			expect(`${target.origin}${target.pathname}`).toBe(redirectUri);
			expect(target.searchParams.get('state')).toBe('state & more');
			expect(target.searchParams.get('expires_in')).toBe('60');
			expect(target.searchParams.get('code')).toMatch(/.{20}/);
		});

		it('does not redirect to an address outside this computer', async () => {
			const form = { ...authorizeForm, redirect_uri: 'https://example.com/callback' };
			const response = await createClient(simulator.url).get('/restapi/oauth/authorize', {
				params: form,
			});

			expect(response.status).toBe(400);
			expect(response.data).toContain('OAU-109');
		});

		it('does not redirect for an application that does not exist', async () => {
			expect((await authorize({ client_id: 'another-app' })).status).toBe(400);
		});

		it('returns a refusal where no user may sign in', async () => {
			await simulator.control.patch('/options', { rejectLogin: true });

			const { location } = await authorize();

			expect(new URL(location).searchParams.get('error')).toBe('access_denied');
		});
	});

	describe('an authorization code', () => {
		it('signs in the user that was chosen', async () => {
			const { data, status } = await exchangeCode(await freshCode({ extensionNumber: '102' }));

			expect(status).toBe(200);
			expect(data).toMatchObject({
				token_type: 'bearer',
				expires_in: 3600,
				refresh_token_expires_in: 604_800,
				owner_id: accountManager.id,
			});
			expect((await whoIs(data.access_token)).data.name).toBe('Account Manager');
		});

		it('works once', async () => {
			const code = await freshCode();
			await exchangeCode(code);

			const { status, data } = await exchangeCode(code);

			expect(status).toBe(400);
			expect(data).toMatchObject({ error: 'invalid_grant', errors: [{ errorCode: 'OAU-106' }] });
		});

		it('lives for 60 seconds', async () => {
			const code = await freshCode();
			await advance(60);

			expect((await exchangeCode(code)).data.errors[0].errorCode).toBe('OAU-108');
		});

		it('belongs to its redirect address, exactly', async () => {
			const { data } = await exchangeCode(await freshCode(), { redirect_uri: `${redirectUri}/` });

			expect(data.errors[0].errorCode).toBe('OAU-109');
		});

		it.each([
			['S256', createHash('sha256').update('verifier').digest('base64url')],
			['plain', 'verifier'],
		])('with a %s challenge needs its verifier', async (method, challenge) => {
			const pkce = { code_challenge: challenge, code_challenge_method: method };

			const without = await exchangeCode(await freshCode(pkce));
			const wrong = await exchangeCode(await freshCode(pkce), { code_verifier: 'guess' });
			const right = await exchangeCode(await freshCode(pkce), { code_verifier: 'verifier' });

			expect([without.status, wrong.status, right.status]).toEqual([400, 400, 200]);
		});
	});

	describe('a JWT', () => {
		it('signs Reception in', async () => {
			expect((await signInWithJwt()).owner_id).toBe(reception.id);
		});

		it.each([
			['with a line break in it', `${jwtCredential.slice(0, 20)}\n${jwtCredential.slice(20)}`],
			['that is none', 'not a JWT'],
		])('%s is refused', async (_case, assertion) => {
			const { status, data } = await requestToken(simulator.url, { ...jwtForm, assertion });

			expect(status).toBe(400);
			expect(data.error).toBe('invalid_grant');
		});

		it('that was made for another app is refused', async () => {
			const { assertion } = jwts.notAllowedForThisApp;
			const { status, data } = await requestToken(simulator.url, { ...jwtForm, assertion });

			expect(status).toBe(400);
			expect(data.error).toBe('unauthorized_client');
		});

		it('signs in no user while logins are refused', async () => {
			await simulator.control.patch('/options', { rejectLogin: true });

			expect((await requestToken(simulator.url, jwtForm)).status).toBe(400);
		});
	});

	describe('the application', () => {
		it('must authenticate in the Basic header', async () => {
			const { username, password } = applicationAuth;
			const inBody = { ...jwtForm, client_id: username, client_secret: password };
			const response = await createClient(simulator.url).post(
				'/restapi/oauth/token',
				new URLSearchParams(inBody).toString(),
			);

			expect(response.status).toBe(401);
			expect(response.data).toMatchObject({
				error: 'invalid_client',
				errors: [{ errorCode: 'OAU-123' }],
			});
		});

		it('must know its secret', async () => {
			const wrong = { ...applicationAuth, password: 'guess' };
			const { status, data } = await requestToken(simulator.url, jwtForm, wrong);

			expect(status).toBe(401);
			expect(data.errors[0].errorCode).toBe('OAU-146');
		});

		it('may use only the grants that exist', async () => {
			const { data } = await requestToken(simulator.url, { grant_type: 'password' });

			expect(data).toMatchObject({
				error: 'unsupported_grant_type',
				errors: [{ errorCode: 'OAU-250' }],
			});
		});
	});

	describe('an access token', () => {
		it('expires with the clock', async () => {
			const { access_token } = await signInWithJwt();
			await advance(3599);
			expect((await whoIs(access_token)).status).toBe(200);

			await advance(1);
			const { status, data } = await whoIs(access_token);

			expect(status).toBe(401);
			expect(data.errors[0].errorCode).toBe('OAU-128');
		});

		it('lives as long as it was asked for', async () => {
			const { data } = await requestToken(simulator.url, { ...jwtForm, access_token_ttl: '600' });

			expect(data.expires_in).toBe(600);
			expect(
				(await requestToken(simulator.url, { ...jwtForm, access_token_ttl: '599' })).status,
			).toBe(400);
		});

		it('that was never issued is refused', async () => {
			expect((await whoIs('guess')).data.errors[0].errorCode).toBe('OAU-213');
		});

		it('is needed', async () => {
			const { status } = await createClient(simulator.url).get('/restapi/v1.0/account/~');

			expect(status).toBe(401);
		});
	});

	describe('refreshing', () => {
		it('replaces both tokens in the same session; the old access token dies at once', async () => {
			const before = await signInWithJwt();
			const { data: after } = await refresh(before.refresh_token);

			expect(after.session_id).toBe(before.session_id);
			expect(after.refresh_token).not.toBe(before.refresh_token);
			expect((await whoIs(before.access_token)).status).toBe(401);
			expect((await whoIs(after.access_token)).status).toBe(200);
		});

		it('again with the old token gives the same pair until 10 s after its first use', async () => {
			const before = await signInWithJwt();
			const { data: after } = await refresh(before.refresh_token);
			await whoIs(after.access_token);

			await advance(9);
			expect((await refresh(before.refresh_token)).data.access_token).toBe(after.access_token);

			await advance(1);
			expect((await refresh(before.refresh_token)).data.error).toBe('invalid_grant');
		});

		it('again with the old token works for an hour while the new one is unused', async () => {
			const before = await signInWithJwt();
			await refresh(before.refresh_token);

			await advance(3599);
			expect((await refresh(before.refresh_token)).status).toBe(200);

			await advance(1);
			expect((await refresh(before.refresh_token)).status).toBe(400);
		});

		it('works after the access tokens have died, not after all tokens were revoked', async () => {
			const { refresh_token } = await signInWithJwt();
			await simulator.control.post('/tokens/expire');
			const { status, data } = await refresh(refresh_token);
			expect(status).toBe(200);

			await simulator.control.post('/tokens/revoke');
			expect((await refresh(data.refresh_token)).data.errors[0].errorCode).toBe('OAU-211');
		});

		it('ends with the life of the refresh token', async () => {
			const { refresh_token } = await signInWithJwt();
			await advance(604_800);

			expect((await refresh(refresh_token)).status).toBe(400);
		});
	});

	it('keeps five sessions for a user, and ends the oldest', async () => {
		const tokens = [];
		for (let count = 0; count < 6; count += 1) tokens.push((await signInWithJwt()).access_token);

		const statuses = [];
		for (const token of tokens) statuses.push((await whoIs(token)).status);

		expect(statuses).toEqual([401, 200, 200, 200, 200, 200]);
	});

	it('ends with a revocation by either token', async () => {
		for (const kind of ['access_token', 'refresh_token']) {
			const token = await signInWithJwt();
			const { status } = await createClient(simulator.url).post(
				'/restapi/oauth/revoke',
				new URLSearchParams({ token: token[kind] }).toString(),
				{ auth: applicationAuth },
			);

			expect(status).toBe(200);
			expect((await whoIs(token.access_token)).status).toBe(401);
			expect((await refresh(token.refresh_token)).status).toBe(400);
		}
	});
});
