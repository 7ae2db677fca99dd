import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { accountManager, reception, salesDesk } from '../../../simulator/account.mts';
import { CLOCK_STEPS, stepClock } from '../../harness/clockStep.mts';
import type { WorkflowChange } from '../../harness/engine.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byNumber } from '../../harness/locators.mts';
import { callRequestLines } from '../../harness/requestLog.mts';
import { eventually } from '../../harness/eventually.mts';
import {
	answer,
	answeredCall,
	hangUp,
	legAt,
	placedCall,
	ringingCall,
	stateOf,
} from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

afterEach(() => {
	jest.restoreAllMocks();
});

const aParty = { waitFor: 'party' };

/** The outputs of the node, as the editor shows them. */
function branches([
	reached = [],
	timeLimit = [],
	callOver = [],
	refused = [],
]: INodeExecutionData[][]) {
	return { reached, timeLimit, callOver, refused };
}

/** Runs Wait for Status for one item. */
async function waitForStatus(
	item: object,
	parameters: INodeParameters = {},
	change: WorkflowChange = {},
) {
	const outcome = await stage.engine.run('session/waitForStatus', [{ ...item }], {
		...change,
		parameters,
	});
	return { ...outcome, ...branches(outcome.outputs) };
}

/** Resolves once the node has looked at the call for the first time. */
async function firstLook(): Promise<void> {
	await eventually(async () => {
		expect(await callRequestLines(stage.simulator)).toHaveLength(1);
	});
}

it('Wait for Status continues when a party answers', async () => {
	const call = await ringingCall(stage.simulator);

	const waiting = waitForStatus(call);
	await firstLook();
	await answer(stage.simulator, call);

	expect(await waiting).toMatchObject({
		reached: [
			{
				json: { outcome: 'reached', ...call, reachedPartyId: call.partyId, status: 'Answered' },
				pairedItem: { item: 0 },
			},
		],
		timeLimit: [],
		callOver: [],
	});
});

it('Wait for Status continues when the call ends', async () => {
	const call = await ringingCall(stage.simulator);

	const waiting = waitForStatus(call);
	await firstLook();
	await hangUp(stage.simulator, call);

	const { callOver } = await waiting;
	expect(callOver).toMatchObject([
		{
			json: {
				outcome: 'callOver',
				telephonySessionId: call.telephonySessionId,
				partyId: null,
				status: null,
			},
		},
	]);
});

it('Wait for Status stops at the time limit and passes on the ringing party', async () => {
	const call = await ringingCall(stage.simulator);

	const outcome = await waitForStatus(call, { timeLimit: 1 });

	expect(outcome).toMatchObject({
		reached: [],
		timeLimit: [
			{ json: { outcome: 'timeLimit', ...call, reachedPartyId: null, status: 'Proceeding' } },
		],
	});
	expect(await callRequestLines(stage.simulator)).toHaveLength(2);
});

it.each(CLOCK_STEPS)(
	'Wait for Status keeps its time limit when the clock is set %s',
	async (_, step) => {
		const call = await ringingCall(stage.simulator);

		const waiting = waitForStatus(call, { timeLimit: 3, options: { checkEvery: 2 } });
		await firstLook();
		stepClock(step);

		const waited = (await waiting).timeLimit[0]?.json['waitedSeconds'];
		expect(waited).toBeGreaterThanOrEqual(3);
		expect(waited).toBeLessThan(60);
	},
);

it('Wait for Status lets each item continue at the output of its outcome', async () => {
	const [ringing, answered] = [
		await ringingCall(stage.simulator),
		await answeredCall(stage.simulator),
	];
	const over = { telephonySessionId: 's-over', partyId: 'p-over-2' };

	const { outputs } = await stage.engine.run(
		'session/waitForStatus',
		[{ ...ringing }, { ...answered }, { ...over }],
		{ parameters: { timeLimit: 1 } },
	);

	expect(branches(outputs)).toMatchObject({
		reached: [{ json: { ...answered }, pairedItem: { item: 1 } }],
		timeLimit: [{ json: { ...ringing }, pairedItem: { item: 0 } }],
		callOver: [{ pairedItem: { item: 2 } }],
	});
});

describe('a refusal', () => {
	const unlucky = { telephonySessionId: 's-1', partyId: 'p-1' };

	beforeEach(() =>
		stage.simulator.control.post('/faults', {
			path: '/telephony',
			status: 400,
			body: { errorCode: 'CMN-999', message: 'Not today' },
		}),
	);

	it('continues at the output for the time limit, because the status was not reached', async () => {
		const outcome = await waitForStatus(unlucky, {}, { onError: 'continueRegularOutput' });

		expect(outcome).toMatchObject({
			reached: [],
			timeLimit: [{ json: { error: expect.anything(), details: { code: 'CMN-999' } } }],
			callOver: [],
		});
	});

	it('goes to the output for errors, behind the others, when the node has one', async () => {
		const call = await answeredCall(stage.simulator);

		const { outputs } = await stage.engine.run('session/waitForStatus', [unlucky, { ...call }], {
			onError: 'continueErrorOutput',
		});

		expect(branches(outputs)).toMatchObject({
			reached: [{ json: { ...call } }],
			timeLimit: [],
			refused: [{ json: { details: { code: 'CMN-999' } }, pairedItem: { item: 0 } }],
		});
	});
});

describe('a chosen party', () => {
	it('is awaited, regardless of other parties', async () => {
		const call = await ringingCall(stage.simulator);

		const waiting = waitForStatus(call, aParty);
		await firstLook();
		await answer(stage.simulator, call);

		expect((await waiting).reached).toMatchObject([
			{ json: { outcome: 'reached', ...call, status: 'Answered' } },
		]);
	});

	it('counts as left when the call is over', async () => {
		const { items } = await waitForStatus(
			{ telephonySessionId: 's-over', partyId: 'p-over-2' },
			{ ...aParty, statuses: ['left'] },
		);

		expect(items[0]?.json).toMatchObject({ outcome: 'reached', partyId: 'p-over-2' });
	});
});

/** Lets RingCentral be unavailable for so many looks, with all attempts of each. */
async function refuseLooks(count: number): Promise<void> {
	const attempts = 3;
	await stage.simulator.control.post('/faults', {
		method: 'GET',
		path: '/sessions/',
		status: 503,
		times: count * attempts,
	});
}

it('Wait for Status goes on while RingCentral is not available for a moment', async () => {
	const call = await ringingCall(stage.simulator);
	const interruption = firstLook().then(async () => {
		await refuseLooks(1);
		await answer(stage.simulator, call);
	});

	const { items, fault } = await stage.engine.run('session/waitForStatus', [{ ...call }], {
		parameters: { timeLimit: 30, options: { checkEvery: 2 } },
	});
	await interruption;

	expect(fault).toBeUndefined();
	expect(items[0]?.json).toMatchObject({ outcome: 'reached', ...call });
});

it('Wait for Status ends with the refusal when RingCentral is not available at the last look', async () => {
	const call = await ringingCall(stage.simulator);
	const interruption = firstLook().then(async () => await refuseLooks(3));

	const { fault } = await stage.engine.run('session/waitForStatus', [{ ...call }], {
		parameters: { timeLimit: 2, options: { checkEvery: 2 } },
	});
	await interruption;

	expect(fault?.message).toBe('RingCentral is not available at the moment');
});

it('Wait for Status stops when the execution is cancelled', async () => {
	const call = await ringingCall(stage.simulator);

	// Far longer than the test may take.
	const parameters = { timeLimit: 600, options: { checkEvery: 300 } };

	const { status } = await waitForStatus(call, parameters, { cancelled: firstLook() });
	expect(status).toBe('canceled');
	expect(await callRequestLines(stage.simulator)).toHaveLength(1);
});

describe('any party of the call', () => {
	it("is not the caller, whose own leg is answered while the other side's still rings", async () => {
		const call = await ringingCall(stage.simulator);

		const { timeLimit } = await waitForStatus(call, { timeLimit: 1 });

		expect(timeLimit).toHaveLength(1);
	});

	it('is the first party with the status', async () => {
		const call = await answeredCall(stage.simulator);

		const { items } = await waitForStatus(call, { statuses: ['held', 'answered'] });

		expect(items[0]?.json).toMatchObject({ outcome: 'reached', ...call, status: 'Answered' });
	});

	it('is not the party that the call has just been taken from', async () => {
		const call = await answeredCall(stage.simulator);
		await stage.engine.run('party/transfer', [{ ...call }], {
			parameters: {
				target: 'extension',
				extension: byNumber('102'),
			},
		});
		// RingCentral changes the call a moment after it has answered.
		await stage.simulator.control.post('/faults', {
			path: `/sessions/${call.telephonySessionId}$`,
			status: 200,
			body: {
				id: call.telephonySessionId,
				parties: [{ id: call.partyId, direction: 'Inbound', status: { code: 'Answered' } }],
			},
		});

		const { reached } = await waitForStatus(call, { timeLimit: 1 });

		expect(reached).toEqual([]);
	});

	it('counts as left only after the wait has begun', async () => {
		const call = await ringingCall(stage.simulator);
		await stage.engine.run('party/forward', [{ ...call }], {
			parameters: {
				target: 'extension',
				extension: byNumber('102'),
			},
		});
		await legAt(stage.simulator, call, accountManager);

		const { timeLimit } = await waitForStatus(call, { statuses: ['left'], timeLimit: 1 });

		expect(timeLimit).toHaveLength(1);
	});

	it('has not left when a supervisor begins to listen', async () => {
		const call = await answeredCall(stage.simulator);

		const waiting = waitForStatus(call, {
			statuses: ['left'],
			timeLimit: 3,
			options: { checkEvery: 2 },
		});
		await firstLook();
		await stage.simulator.control.post(`/calls/${call.telephonySessionId}/supervise`, {
			supervisorExtensionNumber: accountManager.number,
			agentExtensionNumber: reception.number,
		});
		await eventually(async () => {
			expect((await stateOf(stage.simulator, call)).parties).toHaveLength(3);
		});

		expect((await waiting).timeLimit).toMatchObject([{ json: { ...call, status: 'Answered' } }]);
	});

	it("is output as the user's own side when an outside phone has answered", async () => {
		const call = await placedCall(
			stage.simulator,
			{ phoneNumber: '+14155550177' },
			{ extensionNumber: '101' },
		);
		await answer(stage.simulator, call);

		const { items } = await waitForStatus(call);

		const [own] = (await stateOf(stage.simulator, call)).parties;
		expect(items[0]?.json).toMatchObject({
			outcome: 'reached',
			reachedPartyId: call.partyId,
			partyId: own?.id,
			status: 'Answered',
		});
	});
});

describe("Forward, Wait for Status, else Route, with the nodes' defaults", () => {
	it('sends on an unanswered call', async () => {
		const call = await ringingCall(stage.simulator);

		const { status, nodes } = await stage.engine.run('flows/forwardWaitRoute', [{ ...call }]);

		expect(status).toBe('success');
		expect(branches(nodes['Wait'] ?? [])).toMatchObject({
			reached: [],
			timeLimit: [{ json: { extensionId: accountManager.id, status: 'Proceeding' } }],
		});
		expect(nodes['Route']?.[0]?.[0]?.json).toMatchObject({
			result: 'Forwarded to extension 103',
			routedBy: 'forward',
		});
		await legAt(stage.simulator, call, salesDesk);
	});

	it('leaves a call alone that is answered right after it was forwarded', async () => {
		const call = await ringingCall(stage.simulator);

		const running = stage.engine.run('flows/forwardWaitRoute', [{ ...call }]);
		await answer(stage.simulator, await legAt(stage.simulator, call, accountManager));
		const { status, nodes } = await running;

		expect(status).toBe('success');
		expect(branches(nodes['Wait'] ?? []).reached).toMatchObject([
			{ json: { extensionId: accountManager.id, status: 'Answered' } },
		]);
		expect(nodes).not.toHaveProperty('Route');
	});

	it('transfers a call that is answered between the last look and Route', async () => {
		const call = await ringingCall(stage.simulator);
		await stage.simulator.control.post('/faults', {
			path: '/parties/[^/]+$',
			delayMilliseconds: 1_000,
			times: 1,
		});

		const running = stage.engine.run('flows/forwardWaitRoute', [{ ...call }]);
		const leg = await legAt(stage.simulator, call, accountManager);
		await eventually(async () => {
			// The first look, the last one, and Route's.
			expect(await callRequestLines(stage.simulator)).toHaveLength(4);
		});
		await answer(stage.simulator, leg);
		const { status, nodes } = await running;

		expect(status).toBe('success');
		expect(nodes['Route']?.[0]?.[0]?.json).toMatchObject({ routedBy: 'transfer' });
	});
});

describe('bad input', () => {
	it.each([
		[{ statuses: '={{ [] }}' }, "'Statuses' is empty"],
		[{ statuses: ['asleep'] }, "'Statuses' is not one of its choices: asleep"],
		[{ timeLimit: 0 }, "'Time Limit' is not a number of seconds, or less than 1"],
		[{ options: { checkEvery: 0.1 } }, "'Check Every' is not a number of seconds, or less than 2"],
	])('%j is refused before any request', async (parameters, message) => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await waitForStatus(call, parameters);

		expect(fault?.message).toBe(message);
		expect(await callRequestLines(stage.simulator)).toEqual([]);
	});
});
