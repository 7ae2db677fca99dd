import { jwtForm, requestToken } from './apiClient.mts';
import { useSimulator } from './useSimulator.mts';

const accountPath = '/restapi/v1.0/account/~';

describe('rate limits', () => {
	const simulator = useSimulator();

	const advance = (seconds: number) =>
		simulator.control.post('/clock', { advanceSeconds: seconds });
	const limit = (rateLimits: object) => simulator.control.patch('/options', { rateLimits });

	it.each([
		['light', '50', accountPath],
		['medium', '40', `${accountPath}/extension`],
		['heavy', '10', `${accountPath}/presence`],
		['auth', '5', '/restapi/oauth/userinfo'],
	])('are shown on every answer: %s, %s a minute', async (group, perMinute, path) => {
		const before = await simulator.api.get(path);
		const after = await simulator.api.get(path);

		expect(before.headers).toMatchObject({
			'x-rate-limit-group': group,
			'x-rate-limit-limit': perMinute,
			'x-rate-limit-window': '60',
		});
		const remaining = Number(before.headers['x-rate-limit-remaining']);
		expect(after.headers['x-rate-limit-remaining']).toBe(String(remaining - 1));
	});

	it('refuse requests beyond the limit, with the time to wait', async () => {
		await limit({ Light: 2 });
		await simulator.api.get(accountPath);
		await simulator.api.get(accountPath);

		const { status, data, headers } = await simulator.api.get(accountPath);

		expect(status).toBe(429);
		expect(data.errors[0].errorCode).toBe('CMN-301');
		expect(headers['retry-after']).toBe('60');
		expect(headers['x-rate-limit-remaining']).toBe('0');
	});

	it('start the penalty again with every request during it', async () => {
		await limit({ Light: 1 });
		await simulator.api.get(accountPath);
		expect((await simulator.api.get(accountPath)).status).toBe(429);
		await advance(59);
		expect((await simulator.api.get(accountPath)).status).toBe(429);

		await advance(59);
		expect((await simulator.api.get(accountPath)).status).toBe(429);
		await advance(60);
		expect((await simulator.api.get(accountPath)).status).toBe(200);
	});

	it('count a sliding minute', async () => {
		await limit({ Light: 2 });
		await simulator.api.get(accountPath);
		await advance(30);
		await simulator.api.get(accountPath);
		await advance(30);

		expect((await simulator.api.get(accountPath)).status).toBe(200);
		expect((await simulator.api.get(accountPath)).status).toBe(429);
	});

	it('are separate for each group', async () => {
		await limit({ Light: 0 });

		expect((await simulator.api.get(accountPath)).status).toBe(429);
		expect((await simulator.api.get(`${accountPath}/extension`)).status).toBe(200);
	});

	it('allow five sign-ins a minute', async () => {
		const statuses = [];
		for (let count = 0; count < 5; count += 1) {
			statuses.push((await requestToken(simulator.url, jwtForm)).status);
		}

		// One sign-in went before, for this test.
		expect(statuses).toEqual([200, 200, 200, 200, 429]);
	});

	it('only show, never refuse, when they are not enforced', async () => {
		await simulator.control.patch('/options', {
			enforceRateLimits: false,
			rateLimits: { Light: 0 },
		});

		expect((await simulator.api.get(accountPath)).status).toBe(200);
	});
});
