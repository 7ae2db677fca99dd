import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, byNumber } from '../../harness/locators.mts';
import { answeredCall, ringingCall, stateOf } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

/** RingCentral refuses the next 'Hold' for the state of the party, without naming it. */
async function refuseHold(): Promise<void> {
	await stage.simulator.control.post('/faults', {
		path: '/hold$',
		status: 409,
		body: { errorCode: 'TAS-102', message: 'Incorrect State' },
	});
}

describe('an operation that does not fit the state of the party', () => {
	it('is refused with the operations that fit while the party rings', async () => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault).toMatchObject({
			message: "'Hold' does not fit: the party is ringing (Proceeding)",
			description:
				"What fits now, among others: 'Answer', 'Forward', 'Reject', 'Reply' or 'Route'.",
			httpCode: '409',
			context: { errorCode: 'TAS-102' },
		});
	});

	it('is refused with the operations that fit once the party is connected', async () => {
		const call = await answeredCall(stage.simulator);

		const { fault } = await stage.engine.run('party/forward', [{ ...call }]);

		expect(fault?.message).toBe("'Forward' does not fit: the party is connected (Answered)");
		expect(fault?.description).toBe(
			"What fits now, among others: 'Hold', 'Mute', 'Park', 'Route' or 'Transfer'.",
		);
	});

	it.each(['Voicemail', 'VoiceMail'])(
		'is refused for a party at voicemail, spelled %s',
		async (voicemailSpelling) => {
			await stage.simulator.control.patch('/options', { voicemailSpelling });
			const call = await ringingCall(stage.simulator);
			await stage.engine.run('party/reject', [{ ...call }]);

			const { fault } = await stage.engine.run('party/answer', [{ ...call }]);

			expect(fault?.message).toBe(
				`'Answer' does not fit: the party is at voicemail (${voicemailSpelling})`,
			);
			expect(fault?.description).toContain('Nothing can be done with this party now');
		},
	);

	it("is refused with a hint to the user's own side for the other side of the call", async () => {
		const call = await answeredCall(stage.simulator);
		const { parties } = await stateOf(stage.simulator, call);

		const { fault } = await stage.engine.run('party/hold', [{ ...call, partyId: parties[0]?.id }]);

		expect(fault?.message).toBe(
			"RingCentral refused 'Hold' although the party is connected (Answered)",
		);
		expect(fault?.description).toContain("choose your own side of the call in 'Party'");
	});

	it('is refused with a likely reason where RingCentral gives none', async () => {
		const call = await answeredCall(stage.simulator);
		await refuseHold();

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault?.description).toContain('while the other side still rings');
	});

	it('is refused without advice where the state is unknown', async () => {
		const call = await answeredCall(stage.simulator);
		await refuseHold();
		await stage.simulator.control.post('/faults', {
			method: 'GET',
			path: '/parties/',
			status: 200,
			body: { id: call.partyId, status: { code: 'SomethingNew' } },
		});

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault).toMatchObject({
			message: "'Hold' does not fit the state of the party, which is SomethingNew",
			description: "Look at the party with 'Get' before this node, and go on only when it fits.",
		});
	});

	it('keeps the first refusal where the party cannot be looked at', async () => {
		const call = await answeredCall(stage.simulator);
		await refuseHold();
		await stage.simulator.control.post('/faults', {
			method: 'GET',
			path: '/parties/',
			status: 403,
			body: { errorCode: 'CMN-408' },
		});

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault).toMatchObject({ httpCode: '409', context: { errorCode: 'TAS-102' } });
	});

	it('is refused as over when the call has ended meanwhile', async () => {
		await refuseHold();

		const { fault } = await stage.engine.run('party/hold', [
			{ telephonySessionId: 's-over', partyId: 'p-over-2' },
		]);

		expect(fault?.message).toBe('The call is over, or RingCentral does not know it');
	});
});

describe('a party of another call', () => {
	it("is reported like a call that is over, with a hint to check 'Call'", async () => {
		const call = await ringingCall(stage.simulator);
		const other = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/get', [{ ...call, partyId: other.partyId }]);

		expect(fault?.message).toBe('The call is over, or RingCentral does not know it');
		expect(fault?.description).toContain("check what 'Call' holds");
	});
});

describe('a target that RingCentral does not know', () => {
	it.each([
		[
			{ target: 'extension', extension: byNumber('999') },
			"'Extension' is 999, which is not an extension of your company",
			'Check the number, or choose from the list.',
		],
		[
			{ target: 'extension', extension: byId('102') },
			"'Extension' is 102, which is an extension's number and not its ID",
			"Choose 'By Number' in 'Extension'",
		],
		[
			{ target: 'voicemail', voicemailExtension: byId('102') },
			"'Voicemail Of' is 102, which is an extension's number and not its ID",
			"Choose 'By Number' in 'Voicemail Of'",
		],
		[
			{ target: 'voicemail', voicemailExtension: byNumber('999') },
			"'Voicemail Of' is 999, which is not an extension of your company",
			'Check the number, or choose from the list.',
		],
		[
			{ target: 'extension', extension: byId('374395990') },
			"RingCentral cannot use what is in 'Extension': 374395990",
			'Check that it exists',
		],
	])('is named as in the editor: %j', async (parameters, message, advice) => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/forward', [{ ...call }], { parameters });

		expect(fault?.message).toBe(message);
		expect(fault?.description).toContain(advice);
		expect((await stateOf(stage.simulator, call)).parties.at(-1)?.status.code).toBe('Proceeding');
	});
});

describe('a missing permission', () => {
	it('is named: Call Control', async () => {
		const call = await answeredCall(stage.simulator);
		await stage.simulator.control.patch('/options', { permissions: ['ReadAccounts'] });

		const { fault } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(fault?.message).toContain("the permission 'Call Control'");
	});
});
