import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { accountManager, reception, salesDesk, supportDesk } from '../../../simulator/account.mts';
import { CLOCK_STEPS, stepClock } from '../../harness/clockStep.mts';
import type { WorkflowChange } from '../../harness/engine.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { eventually } from '../../harness/eventually.mts';
import { byId, byNumber } from '../../harness/locators.mts';
import { callRequestLines, carriedOut } from '../../harness/requestLog.mts';
import {
	answer,
	answeredCall,
	hangUp,
	legAt,
	ringingCall,
	stateOf,
	untilParked,
	type CallIds,
} from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

afterEach(() => {
	jest.restoreAllMocks();
});

/** In seconds; a node that waits to the end lets its test run out of time. */
const tooLong = 300;

/** The outputs of the node, as the editor shows them. */
function branches([
	answered = [],
	notAnswered = [],
	callerHungUp = [],
	refused = [],
]: INodeExecutionData[][]) {
	return { answered, notAnswered, callerHungUp, refused };
}

async function ring(call: CallIds, parameters: INodeParameters = {}, change: WorkflowChange = {}) {
	const outcome = await stage.engine.run('party/ring', [{ ...call }], { ...change, parameters });
	return { ...outcome, ...branches(outcome.outputs) };
}

async function decline({ telephonySessionId, partyId }: CallIds): Promise<void> {
	await stage.simulator.control.post(`/calls/${telephonySessionId}/parties/${partyId}/decline`);
}

async function fault(body: object): Promise<void> {
	await stage.simulator.control.post('/faults', body);
}

it('Ring shows the party that has answered', async () => {
	const call = await ringingCall(stage.simulator);

	const ringing = ring(call, { ringTime: tooLong });
	const leg = await legAt(stage.simulator, call, accountManager);
	await answer(stage.simulator, leg);

	const { answered, notAnswered, callerHungUp } = await ringing;
	expect(answered).toMatchObject([
		{
			json: {
				outcome: 'answered',
				result: 'Answered at Account Manager',
				sent: true,
				target: 'extension 102',
				...leg,
				status: 'Answered',
				extensionId: accountManager.id,
			},
			pairedItem: { item: 0 },
		},
	]);
	expect([notAnswered, callerHungUp]).toEqual([[], []]);
	expect(await carriedOut(stage.simulator)).toEqual([{ extensionNumber: '102' }]);
});

it('Ring passes on the ringing party when it is not answered in time', async () => {
	const call = await ringingCall(stage.simulator);

	const { notAnswered } = await ring(call, { ringTime: 1 });

	const leg = await legAt(stage.simulator, call, accountManager);
	expect(notAnswered).toMatchObject([
		{
			json: {
				outcome: 'notAnswered',
				result: 'Not answered at extension 102 within 1 second',
				sent: true,
				...leg,
				status: 'Proceeding',
			},
		},
	]);
});

it.each(CLOCK_STEPS)('Ring keeps its ring time when the clock is set %s', async (_, step) => {
	const call = await ringingCall(stage.simulator);

	const ringing = ring(call, { ringTime: 3, options: { checkEvery: 2 } });
	await legAt(stage.simulator, call, accountManager);
	stepClock(step);

	const waited = (await ringing).notAnswered[0]?.json['waitedSeconds'];
	expect(waited).toBeGreaterThanOrEqual(3);
	expect(waited).toBeLessThan(60);
});

it('Ring does not wait for a user on Do Not Disturb, where the voicemail takes the call', async () => {
	const call = await ringingCall(stage.simulator);
	await stage.simulator.control.patch(`/extensions/${accountManager.number}/presence`, {
		dndStatus: 'DoNotAcceptAnyCalls',
	});

	const { notAnswered } = await ring(call, { ringTime: tooLong });

	expect(notAnswered).toMatchObject([
		{ json: { outcome: 'notAnswered', sent: true, status: expect.stringMatching(/^voicemail$/i) } },
	]);
});

it('Ring goes on while RingCentral is not available for a moment', async () => {
	const call = await ringingCall(stage.simulator);
	await fault({ path: '/forward$', delayMilliseconds: 500 });

	const ringing = ring(call, { ringTime: tooLong });
	await eventually(async () => {
		expect((await callRequestLines(stage.simulator)).join()).toContain('POST forward');
	});
	// All attempts at the first look after the command.
	await fault({ method: 'GET', path: '/sessions/', status: 503, times: 3 });
	const leg = await legAt(stage.simulator, call, accountManager);
	await answer(stage.simulator, leg);

	expect((await ringing).answered).toMatchObject([{ json: { outcome: 'answered', ...leg } }]);
});

it('Ring ends as soon as the caller hangs up', async () => {
	const call = await ringingCall(stage.simulator);

	const ringing = ring(call, { ringTime: tooLong });
	await legAt(stage.simulator, call, accountManager);
	await hangUp(stage.simulator, call);

	expect((await ringing).callerHungUp).toMatchObject([
		{
			json: {
				outcome: 'callerHungUp',
				result: 'The call was over before anybody answered',
				telephonySessionId: call.telephonySessionId,
				partyId: null,
			},
		},
	]);
});

it('Ring sends no command when the call is over already', async () => {
	const { callerHungUp } = await ring({ telephonySessionId: 's-over', partyId: 'p-over-2' });

	expect(callerHungUp).toMatchObject([{ json: { outcome: 'callerHungUp', sent: false } }]);
	expect(await carriedOut(stage.simulator)).toEqual([]);
});

it('Ring ends as soon as the call has gone to voicemail', async () => {
	const call = await ringingCall(stage.simulator);

	const ringing = ring(call, { ringTime: tooLong });
	const { partyId } = await legAt(stage.simulator, call, accountManager);
	await stage.simulator.control.post(
		`/calls/${call.telephonySessionId}/parties/${partyId}/no-answer`,
	);

	expect((await ringing).notAnswered).toMatchObject([
		{
			json: {
				result: 'Not answered at extension 102: the call has gone to voicemail',
				status: 'Voicemail',
			},
		},
	]);
});

it('Ring rings an outside phone', async () => {
	const call = await ringingCall(stage.simulator);

	const { notAnswered } = await ring(call, {
		target: 'phoneNumber',
		phoneNumber: '+14155550177',
		ringTime: 1,
	});

	expect(notAnswered[0]?.json).toMatchObject({
		result: 'Not answered at +14155550177 within 1 second',
		targetPhoneNumber: '+14155550177',
		status: 'Proceeding',
	});
});

it('Ring rings a call queue until one of its agents answers', async () => {
	const call = await ringingCall(stage.simulator);

	const ringing = ring(call, { extension: byNumber('200'), ringTime: tooLong });
	await answer(stage.simulator, await legAt(stage.simulator, call, supportDesk));

	expect((await ringing).answered).toMatchObject([
		{ json: { extensionId: supportDesk.id, status: 'Answered' } },
	]);
});

describe('a phone that rings already', () => {
	it('is not rung again, and its answer is awaited', async () => {
		const call = await ringingCall(stage.simulator);

		const ringing = ring(call, { extension: byId(reception.id), ringTime: tooLong });
		await eventually(async () => {
			expect((await callRequestLines(stage.simulator)).length).toBeGreaterThan(1);
		});
		await answer(stage.simulator, call);

		expect((await ringing).answered).toMatchObject([
			{ json: { sent: false, ...call, status: 'Answered' } },
		]);
		expect(await carriedOut(stage.simulator)).toEqual([]);
	});

	it('is reported by a dry run', async () => {
		const call = await ringingCall(stage.simulator);

		const { notAnswered } = await ring(call, {
			extension: byId(reception.id),
			options: { dryRun: true },
		});

		expect(notAnswered).toMatchObject([{ json: { dryRun: true, sent: false } }]);
		expect(await carriedOut(stage.simulator)).toEqual([]);
	});
});

describe('a call that is answered before the command', () => {
	it('stays at the phone that answered', async () => {
		const call = await answeredCall(stage.simulator);

		const { answered } = await ring(call);

		expect(answered).toMatchObject([
			{ json: { result: 'Answered at Reception', sent: false, ...call } },
		]);
		expect(await carriedOut(stage.simulator)).toEqual([]);
	});

	it('stays there also when RingCentral refuses the command for that reason', async () => {
		const call = await ringingCall(stage.simulator);
		await fault({ path: '/forward$', delayMilliseconds: 500 });

		const ringing = ring(call);
		await eventually(async () => {
			expect((await callRequestLines(stage.simulator)).length).toBeGreaterThan(0);
		});
		await answer(stage.simulator, call);

		const { answered } = await ringing;
		expect(answered).toMatchObject([{ json: { sent: false, ...call, status: 'Answered' } }]);
		expect(await callRequestLines(stage.simulator)).toContain('POST forward 409');
	});
});

it('Ring acts on the phone that the call has moved to', async () => {
	const call = await ringingCall(stage.simulator);
	await stage.engine.run('party/forward', [{ ...call }], {
		parameters: { target: 'extension', extension: byNumber('102') },
	});
	await legAt(stage.simulator, call, accountManager);

	const { notAnswered } = await ring(call, { extension: byNumber('103'), ringTime: 1 });

	expect(notAnswered).toMatchObject([{ json: { extensionId: salesDesk.id } }]);
});

describe('a command whose answer is lost', () => {
	it('is not sent again, and the node keeps checking the call', async () => {
		const call = await ringingCall(stage.simulator);
		await fault({ path: '/forward$', dropConnection: true });

		const { notAnswered } = await ring(call, { ringTime: 1 });

		expect(notAnswered).toMatchObject([{ json: { sent: null, ...call, status: 'Proceeding' } }]);
		const lines = await callRequestLines(stage.simulator);
		expect(lines.filter((line) => line.startsWith('POST'))).toEqual(['POST forward no answer']);
	});
});

describe('a refusal', () => {
	it.each([
		[403, 'TAS-106', 'Operation is not allowed'],
		[404, 'CMN-102', 'Resource for parameter [partyId] is not found'],
	])("is explained when the call is at a colleague's (%d)", async (status, errorCode, message) => {
		const call = await ringingCall(stage.simulator);
		await stage.engine.run('party/forward', [{ ...call }], {
			parameters: { target: 'extension', extension: byNumber('102') },
		});
		const leg = await legAt(stage.simulator, call, accountManager);
		await fault({ path: '/forward$', status, body: { errorCode, message } });

		const { fault: refusal } = await ring(leg, { extension: byNumber('103') });

		expect(refusal?.message).toBe(
			'RingCentral does not let this sign-in send on a call that is at Account Manager',
		);
		expect(refusal?.description).toContain('Use a credential of that colleague');
		expect(refusal?.description).toContain(`RingCentral says: ${message}`);
	});

	it("is RingCentral's own when the call is at the user's own phone", async () => {
		const call = await ringingCall(stage.simulator);
		await fault({
			path: '/forward$',
			status: 403,
			body: { errorCode: 'TAS-106', message: 'Operation is not allowed' },
		});

		const { fault: refusal } = await ring(call);

		expect(refusal?.message).toBe('RingCentral does not allow this for this side of the call');
	});

	it('goes to the output for unanswered calls when the node continues', async () => {
		const call = await ringingCall(stage.simulator);
		await fault({ path: '/forward$', status: 400, body: { errorCode: 'CMN-999' } });

		const { notAnswered, answered } = await ring(call, {}, { onError: 'continueRegularOutput' });

		expect(answered).toEqual([]);
		expect(notAnswered).toMatchObject([{ json: { details: { code: 'CMN-999' } } }]);
	});

	it('of a target that is not allowed comes before any request', async () => {
		const call = await ringingCall(stage.simulator);

		const { fault: refusal } = await ring(call, {
			extension: byNumber('103'),
			options: { allowedTargets: '102' },
		});

		expect(refusal?.message).toBe("'Allowed Targets' does not have 103, but only 102");
		expect(await callRequestLines(stage.simulator)).toEqual([]);
	});

	it("names the party's state", async () => {
		const call = await answeredCall(stage.simulator);
		await stage.engine.run('party/park', [{ ...call }]);
		await untilParked(stage.simulator, call);

		const { fault: refusal } = await ring(call);

		expect(refusal?.message).toBe("'Ring' does not fit: the party is parked (Parked)");
	});
});

it('Ring shows with Dry Run its command without sending it', async () => {
	const call = await ringingCall(stage.simulator);

	const { notAnswered } = await ring(call, { options: { dryRun: true } });

	expect(notAnswered).toMatchObject([
		{ json: { ...call, dryRun: true, wouldSend: { body: { extensionNumber: '102' } } } },
	]);
	expect(await carriedOut(stage.simulator)).toEqual([]);
});

it('Ring refuses a Ring Time below a second', async () => {
	const { fault: refusal } = await ring(
		{ telephonySessionId: 's-1', partyId: 'p-1' },
		{ ringTime: 0 },
	);

	expect(refusal?.message).toBe("'Ring Time' is not a number of seconds, or less than 1");
});

describe('Ring A, else B, else voicemail, in three nodes', () => {
	it('ends at the voicemail when no phone is answered', async () => {
		const call = await ringingCall(stage.simulator);

		const { status, nodes } = await stage.engine.run('flows/ringElseVoicemail', [{ ...call }]);

		expect(status).toBe('success');
		expect(nodes['Voicemail']?.[0]?.[0]?.json).toMatchObject({ sent: true });
		expect(await carriedOut(stage.simulator)).toEqual([
			{ extensionNumber: '102' },
			{ extensionNumber: '103' },
			{ voicemail: reception.id },
		]);
		await eventually(async () => {
			expect((await stateOf(stage.simulator, call)).parties.at(-1)).toMatchObject({
				extensionId: reception.id,
				status: { code: 'VoiceMail' },
			});
		});
	});

	it('ends at B when B answers', async () => {
		const call = await ringingCall(stage.simulator);

		const running = stage.engine.run('flows/ringElseVoicemail', [{ ...call }]);
		await answer(stage.simulator, await legAt(stage.simulator, call, salesDesk));
		const { nodes } = await running;

		expect(branches(nodes['Ring B'] ?? []).answered).toMatchObject([
			{ json: { result: 'Answered at Sales Desk' } },
		]);
		expect(nodes).not.toHaveProperty('Voicemail');
	});

	it('ends at the voicemail of A when A declines, because a call at voicemail stays there', async () => {
		const call = await ringingCall(stage.simulator);

		const running = stage.engine.run('flows/ringElseVoicemail', [{ ...call }]);
		await decline(await legAt(stage.simulator, call, accountManager));
		const { status, nodes } = await running;

		expect(status).toBe('success');
		expect(branches(nodes['Ring B'] ?? []).notAnswered).toMatchObject([
			{
				json: {
					result: 'Not answered at extension 103: the call has gone to voicemail',
					sent: false,
				},
			},
		]);
		expect(nodes['Voicemail']?.[0]?.[0]?.json).toMatchObject({
			sent: false,
			reason: 'The call is at voicemail already and stays there, so nothing was sent.',
		});
		expect(await carriedOut(stage.simulator)).toEqual([{ extensionNumber: '102' }]);
	});

	it('ends when the caller hangs up', async () => {
		const call = await ringingCall(stage.simulator);

		const running = stage.engine.run('flows/ringElseVoicemail', [{ ...call }]);
		await legAt(stage.simulator, call, accountManager);
		await hangUp(stage.simulator, call);
		const { nodes } = await running;

		expect(branches(nodes['Ring A'] ?? []).callerHungUp).toHaveLength(1);
		expect(nodes).not.toHaveProperty('Ring B');
	});
});
