import { createEngine } from '../../harness/engine.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { likeOlderN8n } from '../../harness/olderN8n.mts';
import { requestLines } from '../../harness/requestLog.mts';
import { answeredCall, ownParty } from '../../harness/ringingCall.mts';
import { signedInOAuth2 } from '../../harness/signedInOAuth2.mts';

const stage = engineOnSimulator();
let asToday: () => void;

beforeEach(() => {
	asToday = likeOlderN8n();
});
afterEach(() => asToday());

describe('in n8n before 2.9', () => {
	it.each(['jwt', 'oAuth2'] as const)('an expired sign-in is renewed with %s too', async (kind) => {
		const engine = kind === 'jwt' ? stage.engine : createEngine('oAuth2');
		if (kind === 'oAuth2') {
			engine.credentials.keep('ringCentralOAuth2Api', await signedInOAuth2(stage.simulator.url));
		}
		const call = await answeredCall(stage.simulator);
		await engine.run('party/get', [{ ...call }]);
		await stage.simulator.control.post('/tokens/expire');
		await stage.simulator.control.delete('/requests');

		const { items } = await engine.run('party/hold', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ status: 'Hold' });
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Hold');
		// The first tells that the sign-in has expired, the second makes n8n renew it.
		expect(await requestLines(stage.simulator)).toEqual([
			'POST hold 401',
			'POST hold 401',
			'POST token 200',
			'POST hold 200',
		]);
	});

	it.each([
		[409, 'TAS-102', "'Hold' does not fit|although the party"],
		[503, 'CMN-201', 'not available'],
		[400, 'CMN-999', 'Not today'],
	])('a refusal with %i after a renewal is told as ever', async (status, errorCode, message) => {
		const call = await answeredCall(stage.simulator);
		await stage.engine.run('party/get', [{ ...call }]);
		const refusal = { errorCode, message: 'Not today' };
		const unauthorized = { errorCode: 'OAU-128', message: 'Access token expired' };
		for (const answer of [
			{ status: 401, body: unauthorized, times: 2 },
			{ status, body: refusal },
		]) {
			await stage.simulator.control.post('/faults', { path: '/hold$', ...answer });
		}

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault?.message).toMatch(new RegExp(message));
		expect(fault).toMatchObject({ httpCode: String(status), context: { errorCode } });
	});
});
