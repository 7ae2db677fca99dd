import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { eventually } from '../../harness/eventually.mts';
import { fromList } from '../../harness/locators.mts';
import { carriedOut } from '../../harness/requestLog.mts';
import { answeredCall, ownParty, ringingCall, stateOf } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

/** A conference with its host connected. */
async function runningConference(): Promise<string> {
	const { items } = await stage.engine.run('session/startConference', [{}]);
	const telephonySessionId = String(items[0]?.json.telephonySessionId);
	await stage.simulator.control.post(`/calls/${telephonySessionId}/host-joins`);
	return telephonySessionId;
}

/** The participant's party, once it is in the conference. */
async function participantOf(telephonySessionId: string): Promise<string> {
	const { parties } = await stateOf(stage.simulator, { telephonySessionId, partyId: '' });
	return parties[1]?.id ?? '';
}

describe('Start Conference', () => {
	it('opens a conference for each item, with the token that the host dials', async () => {
		const { items } = await stage.engine.run('session/startConference', [{}, {}]);

		expect(items).toMatchObject([
			{ json: { origin: 'Conference', parties: [] }, pairedItem: { item: 0 } },
			{ json: { origin: 'Conference', parties: [] }, pairedItem: { item: 1 } },
		]);
		expect(items[0]?.json.voiceCallToken).toEqual(expect.stringMatching(/^conf_/));
		expect(items[0]?.json.telephonySessionId).not.toBe(items[1]?.json.telephonySessionId);
	});
});

describe('Bring In Party', () => {
	it("brings in the other side of the user's own call", async () => {
		const telephonySessionId = await runningConference();
		const call = await answeredCall(stage.simulator);

		const { items } = await stage.engine.run('session/bringInParty', [
			{ telephonySessionId, sourceTelephonySessionId: call.telephonySessionId },
		]);

		expect(items).toMatchObject([
			{
				json: { telephonySessionId, partyId: await participantOf(telephonySessionId) },
				pairedItem: { item: 0 },
			},
		]);
		expect((await carriedOut(stage.simulator)).at(-1)).toEqual({
			sessionId: call.telephonySessionId,
			partyId: call.partyId,
		});
		await eventually(async () => {
			expect((await ownParty(stage.simulator, call))?.status.code).toBe('Gone');
		});
	});

	it.each([
		[
			'a conference without its host',
			'startConference',
			'RingCentral does not allow this for this side of the call',
		],
		['an ordinary call', undefined, 'The call cannot be brought into the conference now'],
	])('is refused for %s, and leaves the call as it is', async (_, operation, message) => {
		const started = operation
			? await stage.engine.run(`session/${operation}`, [{}])
			: { items: [{ json: await answeredCall(stage.simulator) }] };
		const telephonySessionId = String(started.items[0]?.json.telephonySessionId);
		const call = await answeredCall(stage.simulator);

		const { fault } = await stage.engine.run('session/bringInParty', [
			{ telephonySessionId, sourceTelephonySessionId: call.telephonySessionId },
		]);

		expect(fault?.message).toBe(message);
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Answered');
	});
});

describe('Remove', () => {
	/** A conference with one participant. */
	async function conferenceWithGuest() {
		const telephonySessionId = await runningConference();
		const call = await answeredCall(stage.simulator);
		await stage.engine.run('session/bringInParty', [
			{ telephonySessionId, sourceTelephonySessionId: call.telephonySessionId },
		]);
		const conference = { telephonySessionId, partyId: await participantOf(telephonySessionId) };
		await eventually(async () => {
			expect((await ownParty(stage.simulator, conference))?.status.code).toBe('Gone');
		});
		return conference;
	}

	it.each([
		[{}, null, true],
		[{ keepConferenceAlive: true }, { keepConferenceAlive: true }, false],
	])(
		'with the options %j sends %j and removes the guest; the conference is over: %s',
		async (options, body, isOver) => {
			const conference = await conferenceWithGuest();

			const { items } = await stage.engine.run('party/remove', [{ ...conference }], {
				parameters: { options },
			});

			expect(items).toEqual([
				{
					json: { success: true, ...conference, wasAlreadyOver: false },
					pairedItem: { item: 0 },
				},
			]);
			expect((await carriedOut(stage.simulator)).at(-1)).toEqual(body);
			await eventually(async () => {
				const state = await stateOf(stage.simulator, conference);
				expect(state.parties[1]?.status.code).toBe('Disconnected');
				expect(state.over).toBe(isOver);
			});
		},
	);

	it('finds the only guest as the other party', async () => {
		const { telephonySessionId, partyId } = await conferenceWithGuest();

		const { items } = await stage.engine.run('party/remove', [{ telephonySessionId }], {
			parameters: { partyId: fromList('otherParty') },
		});

		expect(items[0]?.json).toMatchObject({ partyId, wasAlreadyOver: false });
	});

	it.each(['p-over-2', 'otherParty'])(
		'succeeds for the party %s of a call that is over',
		async (value) => {
			const { items } = await stage.engine.run('party/remove', [{ telephonySessionId: 's-over' }], {
				parameters: { partyId: fromList(value) },
			});

			expect(items[0]?.json).toMatchObject({ success: true, wasAlreadyOver: true });
		},
	);

	it('refers to End for an ordinary call', async () => {
		const call = await answeredCall(stage.simulator);

		const { fault } = await stage.engine.run('party/remove', [{ ...call }]);

		expect(fault?.message).toContain("RingCentral refused 'Remove'");
		expect(fault?.description).toContain("Use 'End' of 'Call' to hang up");
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Answered');
	});

	it('is refused for a ringing call, which keeps ringing', async () => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/remove', [{ ...call }]);

		expect(fault?.message).toBe("'Remove' does not fit: the party is ringing (Proceeding)");
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Proceeding');
	});
});
