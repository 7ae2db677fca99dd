import { accountManager, frontPark, reception } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { eventually } from '../../harness/eventually.mts';
import { loggedRequests } from '../../harness/requestLog.mts';
import { answeredCall, ownParty, ringingCall, stateOf } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

/** The bodies of the commands that the simulator has carried out, in turn. */
async function commands(): Promise<unknown[]> {
	const requests = await loggedRequests(stage.simulator);
	return requests
		.filter(({ method, path, status }) => {
			return method !== 'GET' && path.includes('/telephony/') && status === 200;
		})
		.map(({ body }) => body);
}

describe('Get', () => {
	it('describes the party under the names that the triggers use', async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/get', [{ ...call }]);

		expect(items).toEqual([
			{
				json: {
					...call,
					direction: 'Inbound',
					status: 'Proceeding',
					statusReason: null,
					fromNumber: '+14155550123',
					fromName: 'Important Customer',
					toNumber: reception.directNumber,
					toName: 'Reception',
					extensionId: reception.id,
					queueCall: false,
					muted: false,
					recordings: [],
					parkId: null,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it("gives RingCentral's own answer with Simplify off", async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/get', [{ ...call }], {
			parameters: { simplify: false },
		});

		expect(items[0]?.json).toMatchObject({ id: call.partyId, status: { code: 'Proceeding' } });
	});
});

describe('Answer', () => {
	it('takes the call on the chosen phone', async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/answer', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ ...call, status: 'Answered' });
		expect(await commands()).toEqual([{ deviceId: '801101' }]);
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Answered');
	});
});

describe('Forward', () => {
	const targets = [
		{
			name: 'an extension by its number',
			parameters: { target: 'extension', extension: { __rl: true, mode: 'number', value: '102' } },
			body: { extensionNumber: '102' },
		},
		{
			name: 'an extension from the list',
			parameters: {
				target: 'extension',
				extension: { __rl: true, mode: 'list', value: accountManager.id },
			},
			body: { extensionId: accountManager.id },
		},
		{
			name: 'a phone number, without the blanks and brackets that people write',
			parameters: { target: 'phoneNumber', phoneNumber: '+1 (415) 555-0102' },
			body: { phoneNumber: '+14155550102' },
		},
	];

	it.each(targets)('rings $name', async ({ parameters, body }) => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/forward', [{ ...call }], { parameters });

		expect(items[0]?.json).toMatchObject({ ...call, status: 'Disconnected' });
		expect(await commands()).toEqual([body]);
		await eventually(async () => {
			expect((await stateOf(stage.simulator, call)).parties.at(-1)).toMatchObject({
				extensionId: accountManager.id,
				status: { code: 'Proceeding' },
			});
		});
	});

	it('goes where the item says, when the target is an expression', async () => {
		const first = await ringingCall(stage.simulator);
		const second = await ringingCall(stage.simulator);

		await stage.engine.run(
			'party/forward',
			[
				{ ...first, kind: 'phoneNumber', to: '+14155550102' },
				{ ...second, kind: 'extension', to: '102' },
			],
			{
				parameters: {
					target: '={{ $json.kind }}',
					extension: { __rl: true, mode: 'number', value: '={{ $json.to }}' },
					phoneNumber: '={{ $json.to }}',
					voicemailExtension: { __rl: true, mode: 'id', value: '={{ $json.to }}' },
				},
			},
		);

		expect(await commands()).toEqual([{ phoneNumber: '+14155550102' }, { extensionNumber: '102' }]);
	});

	it('leaves the caller to the voicemail of an extension', async () => {
		const call = await ringingCall(stage.simulator);

		await stage.engine.run('party/forward', [{ ...call }], {
			parameters: {
				target: 'voicemail',
				voicemailExtension: { __rl: true, mode: 'id', value: accountManager.id },
			},
		});

		expect(await commands()).toEqual([{ voicemail: accountManager.id }]);
		await eventually(async () => {
			expect((await stateOf(stage.simulator, call)).parties.at(-1)).toMatchObject({
				extensionId: accountManager.id,
				status: { code: 'VoiceMail' },
			});
		});
	});
});

describe('Reject', () => {
	it('sends the caller to voicemail and says which party it was', async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/reject', [{ ...call }]);

		expect(items).toEqual([{ json: { success: true, ...call }, pairedItem: { item: 0 } }]);
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('VoiceMail');
	});
});

describe('Hold and Unhold', () => {
	it('put the call on hold and take it off again', async () => {
		const call = await answeredCall(stage.simulator);

		const held = await stage.engine.run('party/hold', [{ ...call }]);
		expect(held.items[0]?.json).toMatchObject({ ...call, status: 'Hold' });
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Hold');

		const resumed = await stage.engine.run('party/unhold', [{ ...call }]);
		expect(resumed.items[0]?.json).toMatchObject({ ...call, status: 'Answered' });
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Answered');
	});
});

describe('Transfer', () => {
	it('hands the call over to a phone outside', async () => {
		const call = await answeredCall(stage.simulator);

		const { items } = await stage.engine.run('party/transfer', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({
			...call,
			status: 'Disconnected',
			statusReason: 'BlindTransfer',
		});
		expect(await commands()).toEqual([{ phoneNumber: '+14155550123' }]);
	});

	it('parks the call at a park location', async () => {
		const call = await answeredCall(stage.simulator);

		const { items } = await stage.engine.run('party/transfer', [{ ...call }], {
			parameters: {
				target: 'parkLocation',
				parkLocation: { __rl: true, mode: 'list', value: frontPark.id },
			},
		});

		expect(items[0]?.json).toMatchObject({ statusReason: 'ParkLocation' });
		expect(await commands()).toEqual([{ parkOrbit: frontPark.id }]);
		await eventually(async () => {
			const { parties } = await stateOf(stage.simulator, call);
			expect(parties.map(({ status }) => status.code)).toContain('Parked');
		});
	});
});

describe('Start, Pause and Resume Recording', () => {
	it('find the recording of the party by themselves', async () => {
		const call = await answeredCall(stage.simulator);
		const isRecording = async () => (await ownParty(stage.simulator, call))?.recordings;

		const started = await stage.engine.run('party/startRecording', [{ ...call }]);
		const recordingId = started.items[0]?.json.recordingId;
		expect(started.items[0]?.json).toMatchObject({ ...call, active: true });

		const paused = await stage.engine.run('party/pauseRecording', [{ ...call }]);
		expect(paused.items[0]?.json).toMatchObject({ ...call, recordingId, active: false });
		expect(await isRecording()).toMatchObject([{ id: recordingId, active: false }]);

		const resumed = await stage.engine.run('party/resumeRecording', [{ ...call }]);
		expect(resumed.items[0]?.json).toMatchObject({ ...call, recordingId, active: true });
		expect(await isRecording()).toMatchObject([{ id: recordingId, active: true }]);
	});

	it('take the recording from the item, without asking RingCentral for it', async () => {
		const call = await answeredCall(stage.simulator);
		const { items } = await stage.engine.run('party/startRecording', [{ ...call }]);
		await stage.simulator.control.delete('/requests');

		const paused = await stage.engine.run('party/pauseRecording', [items[0]?.json ?? {}]);

		expect(paused.items[0]?.json).toMatchObject({ active: false });
		expect(await loggedRequests(stage.simulator)).toMatchObject([{ method: 'PATCH' }]);
	});

	it('use the recording that is named', async () => {
		const call = await answeredCall(stage.simulator);
		await stage.engine.run('party/startRecording', [{ ...call }]);
		const recordingId = (await ownParty(stage.simulator, call))?.recordings[0]?.id ?? '';

		const { items: paused } = await stage.engine.run('party/pauseRecording', [{ ...call }], {
			parameters: { recordingId },
		});

		expect(paused[0]?.json).toMatchObject({ recordingId, active: false });
	});

	it('say what to do when nothing is recorded', async () => {
		const call = await answeredCall(stage.simulator);

		const { fault } = await stage.engine.run('party/pauseRecording', [{ ...call }]);

		expect(fault?.message).toBe('The party has no recording that runs [item 0]');
		expect(fault?.description).toContain("'Start Recording'");
		expect(await commands()).toEqual([]);
	});
});
