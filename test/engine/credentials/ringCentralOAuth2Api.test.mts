import { refuseForRate } from '../../harness/answers.mts';
import { createEngine, type Engine } from '../../harness/engine.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { requestLines } from '../../harness/requestLog.mts';
import { answeredCall, hangUp, ownParty, type CallIds } from '../../harness/ringingCall.mts';
import { signedInOAuth2 } from '../../harness/signedInOAuth2.mts';

const stage = engineOnSimulator();
let engine: Engine;
let call: CallIds;

beforeEach(async () => {
	engine = createEngine('oAuth2');
	engine.credentials.keep('ringCentralOAuth2Api', await signedInOAuth2(stage.simulator.url));
	call = await answeredCall(stage.simulator);
	await stage.simulator.control.delete('/requests');
});

it('acts for the signed-in user', async () => {
	const { items } = await engine.run('party/hold', [{ ...call }]);

	expect(items[0]?.json).toMatchObject({ ...call, status: 'Hold' });
	expect((await ownParty(stage.simulator, call))?.status.code).toBe('Hold');
});

it('is refreshed once when the access token has expired, and the execution continues', async () => {
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

it('downloads a file too, and renews an expired sign-in for it', async () => {
	const started = await engine.run('party/startRecording', [{ ...call }]);
	const { recordingId } = started.items[0]?.json ?? {};
	await hangUp(stage.simulator, call);
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

describe('a renewal that fails for the moment', () => {
	it.each([
		['is not available', { status: 503, body: 'Service Unavailable' }],
		['drops the connection', { dropConnection: true }],
		['allows no more sign-ins for a moment', { status: 502, body: '<html>Bad Gateway</html>' }],
		['lets a guest network answer', { status: 200, body: '<html>Welcome</html>' }],
	])('is tried again, with the command, when RingCentral %s', async (_what, fault) => {
		await stage.simulator.control.post('/tokens/expire');
		await stage.simulator.control.post('/faults', { path: '/oauth/token$', ...fault });

		const { items } = await engine.run('party/hold', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ status: 'Hold' });
		expect((await requestLines(stage.simulator)).slice(-3)).toEqual([
			'POST hold 401',
			'POST token 200',
			'POST hold 200',
		]);
	});

	it('is reported as a refused command that was not carried out', async () => {
		await stage.simulator.control.post('/tokens/expire');
		await stage.simulator.control.post('/faults', {
			path: '/oauth/token$',
			dropConnection: true,
			times: 9,
		});

		const { fault } = await engine.run('party/hold', [{ ...call }]);

		expect(fault?.message).toContain('did not renew the expired sign-in');
		expect(fault?.description).toContain('nothing was carried out');
		expect(fault?.context).toMatchObject({ isPassing: true });
	});

	it('does not wait after too many sign-ins, and reports for how long they are refused', async () => {
		await stage.simulator.control.post('/tokens/expire');
		await refuseForRate(stage.simulator, '/oauth/token$');

		const { fault } = await engine.run('party/hold', [{ ...call }]);

		expect(fault?.description).toContain('Try again in 60 seconds');
		expect(await requestLines(stage.simulator)).toEqual(['POST hold 401', 'POST token 429']);
	});
});

it('reports that the app is no longer known', async () => {
	await stage.simulator.control.post('/tokens/expire');
	await stage.simulator.control.post('/faults', {
		path: '/oauth/token$',
		status: 401,
		body: { error: 'invalid_client', error_description: 'Invalid client credentials' },
	});

	const { fault } = await engine.run('party/hold', [{ ...call }]);

	expect(fault?.message).toBe('RingCentral no longer accepts the sign-in of this credential');
});
