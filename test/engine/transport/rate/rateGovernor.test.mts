import { setTimeout as pause } from 'node:timers/promises';

import { refuseForRate } from '../../../harness/answers.mts';
import { callAfterSignIn, engineOnSimulator } from '../../../harness/engineOnSimulator.mts';
import { eventually } from '../../../harness/eventually.mts';
import { loggedRequests, requestLines } from '../../../harness/requestLog.mts';
import { answeredCall, ownParty, type CallIds } from '../../../harness/ringingCall.mts';

const stage = engineOnSimulator();
let call: CallIds;

beforeEach(async () => {
	call = await callAfterSignIn(stage);
});

/** When each request came, in milliseconds. */
async function arrivals(): Promise<number[]> {
	const { data } = await stage.simulator.control.get<Array<{ at: number }>>('/requests');
	return data.map(({ at }) => at);
}

describe('a refusal for too many requests', () => {
	it('makes all executions of the credential wait as long as RingCentral says', async () => {
		const other = await answeredCall(stage.simulator);
		await refuseForRate(stage.simulator, '/hold$', '2');

		const refused = stage.engine.run('party/hold', [{ ...call }]);
		await eventually(async () => expect(await requestLines(stage.simulator)).toHaveLength(1));
		await Promise.all([refused, stage.engine.run('party/get', [{ ...other }])]);

		const [refusal = 0, ...later] = await arrivals();
		expect(later).toHaveLength(2);
		for (const arrival of later) expect(arrival).toBeGreaterThanOrEqual(refusal + 2_000);
	});

	it('is waited for no longer when the execution is cancelled', async () => {
		await refuseForRate(stage.simulator, '/hold$', '300');
		const refused = eventually(async () =>
			expect(await requestLines(stage.simulator)).toEqual(['POST hold 429']),
		);

		const { status } = await stage.engine.run('party/hold', [{ ...call }, { ...call }], {
			cancelled: refused,
			onError: 'continueRegularOutput',
		});

		expect(status).toBe('canceled');
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Answered');
	});

	it('lets the editor report at once that its list is unavailable', async () => {
		await refuseForRate(stage.simulator, '/hold$', '300');
		const refused = eventually(async () =>
			expect(await requestLines(stage.simulator)).toEqual(['POST hold 429']),
		);
		await stage.engine.run('party/hold', [{ ...call }], { cancelled: refused });

		const { results } = await stage.engine.search('searchLiveCalls');
		expect(results.at(-1)?.name).toContain('RingCentral refuses further requests for now');
		expect(await requestLines(stage.simulator)).toEqual(['POST hold 429']);
	});
});

describe('many items under a limit', () => {
	it('are sent without a refusal, and the rest waits', async () => {
		await stage.simulator.control.patch('/options', { rateLimits: { Light: 5 } });
		const items = Array.from({ length: 8 }, () => ({ ...call }));
		// One of the five has gone to the sign-in above.
		const isUsedUp = eventually(async () =>
			expect(await requestLines(stage.simulator)).toHaveLength(4),
		);

		const { status, items: results } = await stage.engine.run('party/get', items, {
			cancelled: isUsedUp.then(async () => await pause(300)),
		});

		expect(status).toBe('canceled');
		expect(results).toHaveLength(4);
		expect((await loggedRequests(stage.simulator)).map((request) => request.status)).toEqual([
			200, 200, 200, 200,
		]);
	});
});
