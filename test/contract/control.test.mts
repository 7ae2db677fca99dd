import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import type { AxiosInstance } from 'axios';

import { jwtCredential } from '../../simulator/account.mts';
import { startSimulator } from '../harness/simulator.mts';
import { createClient } from './apiClient.mts';
import { outsideCaller, placeCall, stateOf } from './phones.mts';
import { useSimulator } from './useSimulator.mts';

const accountPath = '/restapi/v1.0/account/~';

describe('the control API', () => {
	const simulator = useSimulator();
	/** Returns refusals instead of throwing them. */
	let control: AxiosInstance;

	beforeEach(() => {
		control = createClient(`${simulator.url}/sim`);
	});

	describe('the list of requests', () => {
		it('shows the requests and their users, without secrets', async () => {
			await simulator.api.get(`${accountPath}?colour=blue`);

			const { data } = await control.get('/requests');

			expect(data).toMatchObject([
				{
					number: 1,
					method: 'POST',
					path: '/restapi/oauth/token',
					status: 200,
					authorization: 'basic',
					body: { assertion: '***' },
				},
				{
					number: 2,
					method: 'GET',
					path: accountPath,
					query: { colour: 'blue' },
					status: 200,
					authorization: 'bearer',
				},
			]);
			expect(JSON.stringify(data)).not.toContain(jwtCredential);
		});

		it('continues after a number, and can be emptied', async () => {
			await simulator.api.get(accountPath);
			expect((await control.get('/requests', { params: { after: 1 } })).data).toHaveLength(1);

			await control.delete('/requests');
			expect((await control.get('/requests')).data).toEqual([]);
			await simulator.api.get(accountPath);
			expect((await control.get('/requests')).data).toMatchObject([{ number: 3 }]);
		});

		it('leaves out the control API', async () => {
			await control.get('/calls');

			expect((await control.get('/requests')).data).toHaveLength(1);
		});
	});

	describe('a fault', () => {
		it('answers instead of RingCentral, as often as it was set', async () => {
			await control.post('/faults', {
				method: 'GET',
				path: '/account/~$',
				status: 503,
				body: { errors: [] },
				headers: { 'Retry-After': '7' },
				times: 2,
			});

			const answers = [];
			for (let count = 0; count < 3; count += 1) answers.push(await simulator.api.get(accountPath));

			expect(answers.map((answer) => answer.status)).toEqual([503, 503, 200]);
			expect(answers[0]?.headers['retry-after']).toBe('7');
			expect(answers[0]?.data).toEqual({ errors: [] });
		});

		it('hits only its method and path', async () => {
			await control.post('/faults', { method: 'POST', path: '/account/~$', status: 500 });
			await control.post('/faults', { path: '/device$', status: 500 });

			expect((await simulator.api.get(accountPath)).status).toBe(200);
		});

		it('drops the connection, and the log shows no answer', async () => {
			await control.post('/faults', { path: '/account/~$', dropConnection: true });

			await expect(simulator.api.get(accountPath)).rejects.toThrow('socket hang up');

			const { data } = await control.get('/requests', { params: { after: 1 } });
			expect(data).toMatchObject([{ path: accountPath, status: null }]);
		});

		it('delays an answer that is otherwise good', async () => {
			await control.post('/faults', { path: '/account/~$', delayMilliseconds: 300 });

			await expect(simulator.api.get(accountPath, { timeout: 100 })).rejects.toThrow('timeout');
			expect((await simulator.api.get(accountPath, { timeout: 2000 })).status).toBe(200);
		});

		it('is gone when all are taken back', async () => {
			await control.post('/faults', { path: '.', status: 500 });
			await control.delete('/faults');

			expect((await simulator.api.get(accountPath)).status).toBe(200);
		});

		it.each([{}, { path: '(' }, { path: '.', times: 'often' }])(
			'that is %j is refused',
			async (body) => {
				expect((await control.post('/faults', body)).status).toBe(400);
			},
		);
	});

	it.each([
		{ stepMilliseconds: 'slow' },
		{ voicemailSpelling: 'voice mail' },
		{ rateLimits: { Light: 'few' } },
		{ colour: 'blue' },
	])('refuses the options %j', async (options) => {
		expect((await control.patch('/options', options)).status).toBe(400);
	});

	it('goes back to the start', async () => {
		const call = await placeCall(simulator, { extensionNumber: '101' });
		await control.patch('/options', { permissions: [] });

		await control.post('/reset');

		expect((await control.get('/calls')).data).toEqual([]);
		expect((await control.get(`/calls/${call.telephonySessionId}`)).status).toBe(404);
		expect((await control.get('/requests')).data).toEqual([]);
		expect((await simulator.api.get(accountPath)).status).toBe(401);
		await simulator.signInAgain();
		expect((await simulator.api.get(accountPath)).status).toBe(200);
	});

	it('shows ended calls too', async () => {
		const call = await placeCall(simulator, { extensionNumber: '101' });
		await control.post(`/calls/${call.telephonySessionId}/hangup`);

		expect((await stateOf(simulator, call)).over).toBe(true);
		expect((await control.get('/calls')).data).toHaveLength(1);
		expect((await control.post(`/calls/${call.telephonySessionId}/hangup`)).status).toBe(404);
	});

	it.each([
		['nobody', {}, { extensionNumber: '101' }],
		['outside to outside', outsideCaller, { phoneNumber: '+12125550123' }],
		['a queue', { extensionNumber: '200' }, { extensionNumber: '101' }],
		['somebody to a park location', outsideCaller, { extensionNumber: '300' }],
	])('refuses a call from %s', async (_case, from, to) => {
		expect((await control.post('/calls', { from, to })).status).toBe(400);
	});
});

describe('the command', () => {
	const root = path.resolve(import.meta.dirname, '..', '..');

	async function run(...options: string[]): Promise<{ code: number; output: string }> {
		const child = spawn(process.execPath, ['simulator/main.mts', ...options], {
			cwd: root,
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				output += text;
			});
		}
		const [code] = await once(child, 'close');
		return { code, output };
	}

	it('reports in one line that a port is taken', async () => {
		const simulator = await startSimulator();
		const { port } = new URL(simulator.url);

		const { code, output } = await run('--port', port);

		await simulator.stop();
		expect(code).toBe(1);
		expect(output).toBe(
			`Port ${port} is taken: stop what listens there or choose another with --port\n`,
		);
	});

	it.each(['SIGTERM', 'SIGINT'] as const)(
		'ends with %s, and calls that a success',
		async (signal) => {
			const child = spawn(process.execPath, ['simulator/main.mts', '--port', '0'], { cwd: root });
			await once(child.stdout, 'data');

			child.kill(signal);

			expect(await once(child, 'exit')).toEqual([0, null]);
		},
	);

	it.each(['many', '70000', '-1'])('reports in one line that %s is not a port', async (port) => {
		const { code, output } = await run(`--port=${port}`);

		expect(code).toBe(1);
		expect(output).toBe(`'--port ${port}' is not a port: give a number from 0 to 65535\n`);
	});
});
