import { createServer, type Server, type ServerResponse } from 'node:http';

import { withinTime } from '../../../../nodes/RingCentralCallControl/transport/http/timeLimit.ts';
import { ringCentralHeaders } from '../../../harness/answers.mts';
import { createEngine, type Engine } from '../../../harness/engine.mts';
import { eventually } from '../../../harness/eventually.mts';
import { jwtCredentialFor } from '../../../harness/jwtCredential.mts';
import { listenLocally, stopServer } from '../../../harness/localServer.mts';

/** A platform with the test's answers to all requests but the sign-in. */
let server: Server;
let engine: Engine;
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
	server = createServer((request, response) => {
		request.resume();
		response.setHeaders(new Map(Object.entries(ringCentralHeaders)));
		if (request.url?.startsWith('/restapi/oauth/') !== true) return answer(response);
		response.setHeader('Content-Type', 'application/json');
		response.end(JSON.stringify({ access_token: 'token', refresh_token: 'refresh' }));
	});
	engine = createEngine();
	engine.credentials.keep('ringCentralJwtApi', jwtCredentialFor(await listenLocally(server)));
});

afterEach(async () => {
	jest.restoreAllMocks();
	await stopServer(server);
});

/** Lets every time limit of more than so many milliseconds pass at once. */
function hurry(milliseconds: number): void {
	const timeout = AbortSignal.timeout.bind(AbortSignal);
	jest
		.spyOn(AbortSignal, 'timeout')
		.mockImplementation((limit) => timeout(limit > milliseconds ? 200 : limit));
}

/** One byte now and then, for as long as the connection lasts. */
function drip(response: ServerResponse, contentType: string): void {
	response.writeHead(200, { 'Content-Type': contentType });
	const drops = setInterval(() => response.write(' '), 20);
	response.on('close', () => clearInterval(drops));
}

const call = { telephonySessionId: 's-1', partyId: 'p-1' };

it('ends a command whose answer drips for ever, and reports that it may have been carried out', async () => {
	answer = (response) => drip(response, 'application/json');
	hurry(20_000);

	const { fault } = await engine.run('party/hold', [call]);

	expect(fault?.message).toContain('not known whether this was carried out');
	expect(fault?.context).toMatchObject({ errorCode: 'ETIMEDOUT' });
});

it('ends a recording that drips for ever', async () => {
	let isOpen = true;
	answer = (response) => {
		response.on('close', () => (isOpen = false));
		drip(response, 'audio/mpeg');
	};
	hurry(60_000);

	const { fault, items } = await engine.run('recording/download', [{ recordingId: '1' }]);

	expect(items).toEqual([]);
	expect(fault?.message).toContain('The file broke off before its end');
	await eventually(async () => await Promise.resolve(expect(isOpen).toBe(false)));
});

it('discards a recording that breaks off', async () => {
	answer = (response) => {
		response.writeHead(200, { 'Content-Type': 'audio/mpeg', 'Content-Length': '100000' });
		response.write(Buffer.alloc(1_000));
		setTimeout(() => response.destroy(), 20);
	};

	const { fault, items } = await engine.run('recording/download', [{ recordingId: '1' }]);

	expect(items).toEqual([]);
	expect(fault?.message).toContain('The file broke off before its end');
});

it('waits for answers within the limit', async () => {
	await expect(withinTime(1_000, Promise.resolve('in time'))).resolves.toBe('in time');
});
