import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { callRequestLines } from '../../harness/requestLog.mts';
import { eventually } from '../../harness/eventually.mts';
import { answer, answeredCall, ringingCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

const anybody = { waitFor: 'session' };

/** Resolves once the node has looked at the call for the first time. */
async function firstLook(): Promise<void> {
	await eventually(async () => {
		expect(await callRequestLines(stage.simulator)).toHaveLength(1);
	});
}

it('goes on when the party is answered', async () => {
	const call = await ringingCall(stage.simulator);

	const waiting = stage.engine.run('session/waitForStatus', [{ ...call }]);
	await firstLook();
	await answer(stage.simulator, call);

	expect((await waiting).items).toMatchObject([
		{ json: { outcome: 'reached', ...call, status: 'Answered' }, pairedItem: { item: 0 } },
	]);
});

it('goes on when the call ends', async () => {
	const call = await ringingCall(stage.simulator);

	const waiting = stage.engine.run('session/waitForStatus', [{ ...call }]);
	await firstLook();
	await stage.simulator.control.post(`/calls/${call.telephonySessionId}/hangup`);

	const { items } = await waiting;
	expect(items[0]?.json).toMatchObject({ outcome: 'callOver', ...call, status: null });
});

it('gives up at the time limit and says what the party does', async () => {
	const call = await ringingCall(stage.simulator);

	const { items } = await stage.engine.run('session/waitForStatus', [{ ...call }], {
		parameters: { timeLimit: 1 },
	});

	expect(items[0]?.json).toMatchObject({ outcome: 'timeLimit', ...call, status: 'Proceeding' });
	expect(await callRequestLines(stage.simulator)).toHaveLength(2);
});

it('takes the end of the call for what was waited for, when it was', async () => {
	const { items } = await stage.engine.run(
		'session/waitForStatus',
		[{ telephonySessionId: 's-over', partyId: 'p-over-2' }],
		{ parameters: { statuses: ['left'] } },
	);

	expect(items[0]?.json).toMatchObject({ outcome: 'reached', partyId: 'p-over-2' });
});

it('stops when the execution is cancelled', async () => {
	const call = await ringingCall(stage.simulator);

	// Long beyond what the test may take.
	const parameters = { timeLimit: 600, options: { checkEvery: 300 } };

	const { status } = await stage.engine.run('session/waitForStatus', [{ ...call }], {
		parameters,
		cancelled: firstLook(),
	});
	expect(status).toBe('canceled');
	expect(await callRequestLines(stage.simulator)).toHaveLength(1);
});

describe('anybody on the call', () => {
	it("is not the caller, whose own leg is answered while the other side's still rings", async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('session/waitForStatus', [{ ...call }], {
			parameters: { ...anybody, timeLimit: 1 },
		});

		expect(items[0]?.json).toMatchObject({ outcome: 'timeLimit', partyId: null });
	});

	it('is whoever gets there first', async () => {
		const call = await answeredCall(stage.simulator);

		const { items } = await stage.engine.run('session/waitForStatus', [{ ...call }], {
			parameters: { ...anybody, statuses: ['held', 'answered'] },
		});

		expect(items[0]?.json).toMatchObject({ outcome: 'reached', ...call, status: 'Answered' });
	});
});

describe('bad input', () => {
	it.each([
		[{ statuses: '={{ [] }}' }, "'Statuses' is empty"],
		[{ statuses: ['asleep'] }, "'Statuses' is not one of its choices: asleep"],
		[{ timeLimit: 0 }, "'Time Limit' is not a number of seconds, or less than 1"],
		[{ options: { checkEvery: 0.1 } }, "'Check Every' is not a number of seconds, or less than 2"],
	])('%j is named before anything is sent', async (parameters, message) => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('session/waitForStatus', [{ ...call }], {
			parameters,
		});

		expect(fault?.message).toBe(message);
		expect(await callRequestLines(stage.simulator)).toEqual([]);
	});
});
