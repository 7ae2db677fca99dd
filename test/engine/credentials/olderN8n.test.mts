import { createEngine, type Authentication, type Engine } from '../../harness/engine.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { jwtCredentialFor } from '../../harness/jwtCredential.mts';
import { NodeInOlderN8n } from '../../harness/olderN8n.mts';
import { requestLines } from '../../harness/requestLog.mts';
import { answeredCall, ownParty } from '../../harness/ringingCall.mts';
import { signedInOAuth2 } from '../../harness/signedInOAuth2.mts';

const stage = engineOnSimulator();

async function signedIn(kind: Authentication): Promise<Engine> {
	const engine = createEngine(kind, new NodeInOlderN8n());
	const { url } = stage.simulator;
	engine.credentials.keep('ringCentralJwtApi', jwtCredentialFor(url));
	engine.credentials.keep('ringCentralOAuth2Api', await signedInOAuth2(url));
	return engine;
}

describe('in n8n before 2.9', () => {
	it.each(['jwt', 'oAuth2'] as const)('an expired sign-in is renewed with %s too', async (kind) => {
		const engine = await signedIn(kind);
		const call = await answeredCall(stage.simulator);
		await engine.run('party/get', [{ ...call }]);
		await stage.simulator.control.post('/tokens/expire');
		await stage.simulator.control.delete('/requests');

		const { items } = await engine.run('party/hold', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ status: 'Hold' });
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Hold');
		// A harmless question makes n8n renew the sign-in.
		expect(await requestLines(stage.simulator)).toEqual([
			'POST hold 401',
			'GET ~ 401',
			'POST token 200',
			'GET ~ 200',
			'POST hold 200',
		]);
	});

	it.each([
		[409, 'TAS-102', "'Hold' does not fit|although the party"],
		[503, 'CMN-201', 'not available'],
		[400, 'CMN-999', 'Not today'],
	])('a refusal with %i after a renewal keeps its message', async (status, errorCode, message) => {
		const engine = await signedIn('jwt');
		const call = await answeredCall(stage.simulator);
		await engine.run('party/get', [{ ...call }]);
		const refusal = { errorCode, message: 'Not today' };
		const unauthorized = { errorCode: 'OAU-128', message: 'Access token expired' };
		for (const answer of [
			{ status: 401, body: unauthorized },
			{ status, body: refusal },
		]) {
			await stage.simulator.control.post('/faults', { path: '/hold$', ...answer });
		}

		const { fault } = await engine.run('party/hold', [{ ...call }]);

		expect(fault?.message).toMatch(new RegExp(message));
		expect(fault).toMatchObject({ httpCode: String(status), context: { errorCode } });
	});

	it.each([
		['jwt', { status: 503 }],
		['jwt', { dropConnection: true }],
		['oAuth2', { status: 503 }],
		['oAuth2', { dropConnection: true }],
	] as const)(
		'a renewal with %s that fails for the moment is tried again: %j',
		async (kind, answer) => {
			const engine = await signedIn(kind);
			const call = await answeredCall(stage.simulator);
			await engine.run('party/get', [{ ...call }]);
			await stage.simulator.control.post('/tokens/expire');
			await stage.simulator.control.post('/faults', { path: '/oauth/token$', ...answer });

			const { items } = await engine.run('party/hold', [{ ...call }]);

			expect(items[0]?.json).toMatchObject({ status: 'Hold' });
		},
	);

	it('an ended sign-in is reported as ended', async () => {
		const engine = await signedIn('oAuth2');
		const call = await answeredCall(stage.simulator);
		await stage.simulator.control.post('/tokens/revoke');

		const { fault } = await engine.run('party/hold', [{ ...call }]);

		expect(fault?.message).toMatch(/reconnect|no longer accepts the sign-in/);
	});

	it('a command without an answer is reported as unanswered', async () => {
		const engine = await signedIn('jwt');
		const call = await answeredCall(stage.simulator);
		await engine.run('party/get', [{ ...call }]);
		await stage.simulator.control.post('/faults', { path: '/hold$', dropConnection: true });

		const { fault } = await engine.run('party/hold', [{ ...call }]);

		expect(fault?.message).toContain('not known whether this was carried out');
	});
});
