import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { RingCentralCallControl } from '../../../../nodes/RingCentralCallControl/RingCentralCallControl.node.ts';
import { jwts } from '../../../../simulator/account.mts';
import { refuseForRate } from '../../../harness/answers.mts';
import { createEngine } from '../../../harness/engine.mts';
import { callAfterSignIn, engineOnSimulator } from '../../../harness/engineOnSimulator.mts';
import { jwtCredentialFor } from '../../../harness/jwtCredential.mts';
import { requestLines } from '../../../harness/requestLog.mts';
import { ownParty, type CallIds } from '../../../harness/ringingCall.mts';
import { startSimulator } from '../../../harness/simulator.mts';

const stage = engineOnSimulator();
let call: CallIds;

beforeEach(async () => {
	call = await callAfterSignIn(stage);
});

describe('a refused access token', () => {
	it('is renewed once and the command is sent again, because it was not carried out', async () => {
		await stage.simulator.control.post('/tokens/expire');

		const { items } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ status: 'Hold' });
		expect(await requestLines(stage.simulator)).toEqual([
			'POST hold 401',
			'POST token 200',
			'POST hold 200',
		]);
	});

	it('is renewed and kept for the next run', async () => {
		await stage.simulator.control.post('/tokens/expire');
		await stage.engine.run('party/hold', [{ ...call }]);
		await stage.simulator.control.delete('/requests');

		await stage.engine.run('party/unhold', [{ ...call }]);

		expect(await requestLines(stage.simulator)).toEqual(['POST unhold 200']);
	});

	it('is explained when a new sign-in does not help', async () => {
		await stage.simulator.control.post('/faults', {
			path: '/hold$',
			status: 401,
			body: { errorCode: 'OAU-213', message: 'Token not found' },
			times: 2,
		});

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault).toMatchObject({
			message: 'RingCentral no longer accepts the sign-in of this credential',
			httpCode: '401',
			context: { errorCode: 'OAU-213', itemIndex: 0 },
		});
	});
});

describe('a command without an answer', () => {
	it('is not sent again when the connection breaks', async () => {
		await stage.simulator.control.post('/faults', {
			path: '/hold$',
			dropConnection: true,
			times: 2,
		});

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault?.message).toBe(
			'RingCentral did not answer, so it is not known whether this was carried out',
		);
		expect(fault?.context).toMatchObject({ errorCode: 'ECONNRESET' });
		expect(await requestLines(stage.simulator)).toEqual(['POST hold no answer']);
	});

	it('is not sent again when RingCentral is not available', async () => {
		await stage.simulator.control.post('/faults', {
			path: '/hold$',
			status: 503,
			body: { errors: [{ errorCode: 'CMN-201', message: 'Service Temporary Unavailable' }] },
			times: 2,
		});

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault).toMatchObject({
			message: 'RingCentral is not available at the moment',
			httpCode: '503',
		});
		expect(fault?.description).toContain('not known whether this was carried out');
		expect(await requestLines(stage.simulator)).toEqual(['POST hold 503']);
	});
});

describe('a command that was refused for the rate of requests', () => {
	it('waits as long as RingCentral says and is sent again', async () => {
		await refuseForRate(stage.simulator, '/hold$', '1');

		const { items } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ status: 'Hold' });
		expect(await requestLines(stage.simulator)).toEqual(['POST hold 429', 'POST hold 200']);
	});

	it('is not sent again while RingCentral still works on the same one', async () => {
		await stage.simulator.control.post('/faults', {
			path: '/recordings$',
			status: 429,
			headers: { 'Retry-After': '1' },
			body: { errorCode: 'CMN-304', message: 'Request is already in progress' },
		});

		const { fault } = await stage.engine.run('party/startRecording', [{ ...call }]);

		expect(fault?.message).toBe('RingCentral is still working on the same request');
		expect(await requestLines(stage.simulator)).toEqual(['POST recordings 429']);
	});
});

/** The action node on a network where each connection ends with this code. */
function nodeWithoutConnection(code: string): RingCentralCallControl {
	class NodeWithoutConnection extends RingCentralCallControl {
		override async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const failure = Object.assign(new Error('The connection ended'), { code });
			const httpRequestWithAuthentication = async () => await Promise.reject(failure);
			const helpers = { ...this.helpers, httpRequestWithAuthentication };
			return await super.execute.call(Object.defineProperty(this, 'helpers', { value: helpers }));
		}
	}
	return new NodeWithoutConnection();
}

// Node's codes for encrypted connections that end before, and after, the request is on its way.
describe('a command on an encrypted connection', () => {
	it.each([
		['EPROTO', true],
		['DEPTH_ZERO_SELF_SIGNED_CERT', true],
		['ERR_TLS_CERT_ALTNAME_INVALID', true],
		['ERR_SSL_WRONG_VERSION_NUMBER', false],
		['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', false],
		['ERR_SSL_BAD_RECORD_TYPE', false],
	])('that ends with %s was certainly not carried out: %s', async (code, isCertain) => {
		const engine = createEngine('jwt', nodeWithoutConnection(code));
		engine.credentials.keep('ringCentralJwtApi', jwtCredentialFor(stage.simulator.url));

		const { fault } = await engine.run('party/hold', [{ ...call }]);

		expect(fault?.message).toBe(
			isCertain
				? 'RingCentral could not be reached'
				: 'RingCentral did not answer, so it is not known whether this was carried out',
		);
	});
});

describe('a deletion without an answer', () => {
	it('is sent again, and then reports that it may have been carried out', async () => {
		await stage.simulator.control.post('/faults', {
			method: 'DELETE',
			path: '/sessions/',
			dropConnection: true,
			times: 9,
		});

		const { fault } = await stage.engine.run('session/end', [{ ...call }]);

		expect(fault?.message).toContain('not known whether this was carried out');
		expect(fault?.description).toContain('It was sent again');
		expect(await requestLines(stage.simulator)).toHaveLength(3);
	});

	it('leaves open whether it ended a call that is gone at the next attempt', async () => {
		await stage.simulator.control.post('/faults', {
			method: 'DELETE',
			path: '/sessions/',
			dropConnection: true,
		});
		await stage.simulator.control.post('/faults', {
			method: 'DELETE',
			path: '/sessions/',
			status: 404,
			body: { errorCode: 'CMN-102', message: 'Not found' },
		});

		const { items } = await stage.engine.run('session/end', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ success: true, wasAlreadyOver: null });
	});
});

describe('too long a wait', () => {
	it.each([
		['99999999', 'a year'],
		['1e300', 'a year'],
		['Wed, 21 Oct 2099 07:28:00 GMT', 'a year'],
		['3600', '60 minutes'],
	])('is named when RingCentral asks for %s seconds', async (retryAfter, time) => {
		await refuseForRate(stage.simulator, '/hold$', retryAfter);

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault?.description).toContain(`Wait at least ${time}`);
		expect(await requestLines(stage.simulator)).toEqual(['POST hold 429']);
	});
});

describe('a read without an answer', () => {
	it('is sent again', async () => {
		await stage.simulator.control.post('/faults', { method: 'GET', path: 'parties', status: 502 });

		const { items } = await stage.engine.run('party/get', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ status: 'Answered' });
		expect(await requestLines(stage.simulator)).toHaveLength(2);
	});
});

describe('an unreachable RingCentral', () => {
	it('is distinguished from a command that may have been carried out', async () => {
		const other = await startSimulator();
		stage.engine.credentials.keep('ringCentralJwtApi', {
			...jwtCredentialFor(other.url),
			accessToken: 'token-of-an-earlier-run',
		});
		await other.stop();

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault?.message).toBe('RingCentral could not be reached');
		expect(fault?.description).toContain('ECONNREFUSED');
		expect(fault?.description).toContain('Nothing was carried out');
	});

	it('is named when the sign-in gets no answer', async () => {
		const other = await startSimulator();
		stage.engine.credentials.keep('ringCentralJwtApi', jwtCredentialFor(other.url));
		await other.stop();

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault?.message).toBe(
			`RingCentral could not be reached at ${other.url}. Check 'Server' of the credential and the network of n8n.`,
		);
	});
});

describe('an unusable credential', () => {
	it.each([
		[
			'a custom server without https',
			{ customServer: 'http://platform.example.com' },
			"'Custom Server URL' of the credential has to start with https://",
		],
		[
			'a JWT with a line break in it',
			{ jwtToken: 'eyJraWQi\nOiI4NzYy' },
			"'JWT' of the credential holds a line break or a space",
		],
		[
			'a JWT made for another app',
			{ jwtToken: jwts.notAllowedForThisApp.assertion },
			"This app may not sign in with this 'JWT'",
		],
	])('is reported for %s', async (_what, fields, message) => {
		stage.engine.credentials.keep('ringCentralJwtApi', {
			...jwtCredentialFor(stage.simulator.url),
			...fields,
		});

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault?.message).toContain(message);
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Answered');
	});
});
