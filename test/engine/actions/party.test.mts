import { accountManager, frontPark, reception, salesQueue } from '../../../simulator/account.mts';
import { ringCentralHeaders } from '../../harness/answers.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { eventually } from '../../harness/eventually.mts';
import { byId, byNumber, fromList } from '../../harness/locators.mts';
import { carriedOut, loggedRequests } from '../../harness/requestLog.mts';
import {
	answer,
	answeredCall,
	legAt,
	ownParty,
	placedCall,
	ringingCall,
	stateOf,
	untilParked,
} from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

const commands = async () => await carriedOut(stage.simulator);

const toFrontPark = { target: 'parkLocation', parkLocation: fromList(frontPark.id) };

describe('Get', () => {
	it('returns the party with the field names of the triggers', async () => {
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
					extensionNumber: null,
					extensionName: 'Reception',
					extensionId: reception.id,
					queueCall: false,
					queueName: null,
					queueExtensionId: null,
					deviceId: null,
					muted: false,
					recordings: [],
					parkNumber: null,
					parkLocationId: null,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it("returns RingCentral's own answer with Simplify off", async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/get', [{ ...call }], {
			parameters: { simplify: false },
		});

		expect(items[0]?.json).toMatchObject({ id: call.partyId, status: { code: 'Proceeding' } });
	});
});

describe('Get Many', () => {
	it('returns an item for each party of the call', async () => {
		const call = await ringingCall(stage.simulator);
		const { parties } = await stateOf(stage.simulator, call);

		const { items } = await stage.engine.run('party/getMany', [{ ...call }]);

		expect(items).toMatchObject(
			parties.map(({ id }) => ({ json: { partyId: id }, pairedItem: { item: 0 } })),
		);
		expect(items[1]?.json).toMatchObject({ ...call, toName: 'Reception', status: 'Proceeding' });
	});

	it('stops at the limit', async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/getMany', [{ ...call }], {
			parameters: { returnAll: false, limit: 1, simplify: false },
		});

		expect(items.map(({ json }) => json)).toMatchObject([{ direction: 'Outbound' }]);
	});
});

describe('Answer', () => {
	it('answers the call on the chosen phone', async () => {
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
			parameters: { target: 'extension', extension: byNumber('102') },
			body: { extensionNumber: '102' },
		},
		{
			name: 'an extension from the list',
			parameters: {
				target: 'extension',
				extension: fromList(accountManager.id),
			},
			body: { extensionId: accountManager.id },
		},
		{
			name: 'a phone number without its blanks and brackets',
			parameters: { target: 'phoneNumber', phoneNumber: '+1 (415) 555-0102' },
			body: { phoneNumber: '+14155550102' },
		},
	];

	it.each(targets)('rings $name', async ({ parameters, body }) => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/forward', [{ ...call }], { parameters });

		expect(items[0]?.json).toMatchObject({ ...call, status: 'Disconnected' });
		expect(await commands()).toEqual([body]);
		await legAt(stage.simulator, call, accountManager);
	});

	it("goes to the item's target, when the target is an expression", async () => {
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
					extension: byNumber('={{ $json.to }}'),
					phoneNumber: '={{ $json.to }}',
					voicemailExtension: byId('={{ $json.to }}'),
				},
			},
		);

		expect(await commands()).toEqual([{ phoneNumber: '+14155550102' }, { extensionNumber: '102' }]);
	});

	it('sends the caller to the voicemail of an extension', async () => {
		const call = await ringingCall(stage.simulator);

		await stage.engine.run('party/forward', [{ ...call }], {
			parameters: {
				target: 'voicemail',
				voicemailExtension: byId(accountManager.id),
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
	it("sends the caller to the extension's voicemail", async () => {
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

describe('Hold', () => {
	it('notes that only Unhold ends the hold', async () => {
		const call = await answeredCall(stage.simulator);

		const { items } = await stage.engine.run('party/hold', [{ ...call }]);

		expect(items[0]?.json.note).toContain("ended with 'Unhold'");
	});

	it.each([
		[{}, undefined],
		[{ holdProtocol: 'BroadWorks' }, { proto: 'BroadWorks' }],
	])('with the options %j sends %j', async (options, body) => {
		const call = await answeredCall(stage.simulator);

		await stage.engine.run('party/hold', [{ ...call }], { parameters: { options } });

		expect((await loggedRequests(stage.simulator)).at(-1)?.body).toEqual(body);
	});

	it('names an unknown protocol', async () => {
		const call = await answeredCall(stage.simulator);

		const { fault } = await stage.engine.run('party/hold', [{ ...call }], {
			parameters: { options: { holdProtocol: 'Pigeon' } },
		});

		expect(fault?.message).toBe("'Hold Protocol' is not one of its choices: Pigeon");
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Answered');
	});
});

describe('Mute and Unmute', () => {
	it('turn the sound of the party off and on again', async () => {
		const call = await answeredCall(stage.simulator);

		const muted = await stage.engine.run('party/mute', [{ ...call }]);
		expect(muted.items[0]?.json).toMatchObject({ ...call, muted: true });
		expect(muted.items[0]?.json.note).toContain('has to be unmuted there');
		expect((await ownParty(stage.simulator, call))?.muted).toBe(true);

		const unmuted = await stage.engine.run('party/unmute', [{ ...call }]);
		expect(unmuted.items[0]?.json).toMatchObject({ ...call, muted: false });
		expect((await ownParty(stage.simulator, call))?.muted).toBe(false);
		expect(await commands()).toEqual([{ muted: true }, { muted: false }]);
	});

	it('keep the party apart from the others, and join it with them again', async () => {
		const call = await answeredCall(stage.simulator);

		await stage.engine.run('party/mute', [{ ...call }], {
			parameters: { options: { standAlone: true } },
		});
		expect((await ownParty(stage.simulator, call))?.standAlone).toBe(true);

		await stage.engine.run('party/unmute', [{ ...call }], {
			parameters: { options: { standAlone: false } },
		});
		expect((await ownParty(stage.simulator, call))?.standAlone).toBe(false);
	});
});

describe('Flip', () => {
	it('rings the other phone, and leaves the first phone when the other phone is answered', async () => {
		const call = await answeredCall(stage.simulator);

		const { items } = await stage.engine.run('party/flip', [{ ...call }]);

		expect(items).toEqual([{ json: { success: true, ...call }, pairedItem: { item: 0 } }]);
		expect(await commands()).toEqual([{ callFlipId: '2' }]);
		const flipped = (await stateOf(stage.simulator, call)).parties.at(-1);
		await answer(stage.simulator, { ...call, partyId: flipped?.id ?? '' });
		expect((await ownParty(stage.simulator, call))?.status).toMatchObject({
			code: 'Disconnected',
			reason: 'CallFlip',
		});
	});

	it('names a number that is not set up for flipping', async () => {
		const call = await answeredCall(stage.simulator);

		const { fault } = await stage.engine.run('party/flip', [{ ...call }], {
			parameters: { flipNumber: byId('8') },
		});

		expect(fault?.message).toBe("RingCentral cannot use what is in 'Flip To': 8");
	});
});

describe('Ignore', () => {
	it('stops the ringing at one agent of a call queue', async () => {
		const call = await placedCall(stage.simulator, { extensionNumber: salesQueue.number });

		const { items } = await stage.engine.run('party/ignore', [{ ...call }]);

		expect(items).toEqual([{ json: { success: true, ...call }, pairedItem: { item: 0 } }]);
		expect(await commands()).toEqual([{ deviceId: '801301' }]);
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Disconnected');
	});

	it('refers to Reject for other calls', async () => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/ignore', [{ ...call }]);

		expect(fault?.message).toBe("'Ignore' does not fit: the party is ringing (Proceeding)");
		expect(fault?.description).toContain("'Reject'");
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Proceeding');
	});
});

describe('Reply', () => {
	it.each([
		[{ replyWith: 'text', replyText: 'Tomorrow.' }, { replyWithText: 'Tomorrow.' }],
		[
			{ replyWith: 'pattern', replyPattern: 'InAMeeting' },
			{ replyWithPattern: { pattern: 'InAMeeting' } },
		],
		[
			{
				replyWith: 'pattern',
				replyPattern: 'WillCallYouBack',
				replyTime: 2,
				replyTimeUnit: 'Hour',
			},
			{ replyWithPattern: { pattern: 'WillCallYouBack', time: 2, timeUnit: 'Hour' } },
		],
	])('with %j sends %j', async (parameters, body) => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/reply', [{ ...call }], { parameters });

		expect(items[0]?.json).toMatchObject({ ...call, statusReason: 'CallReplied' });
		expect(await commands()).toEqual([body]);
		expect((await ownParty(stage.simulator, call))?.status.reason).toBe('CallReplied');
	});

	it.each([
		[{ replyWith: 'text', replyText: '={{ $json.nothing }}' }, "'Text' is empty"],
		[
			{ replyWith: 'pattern', replyPattern: 'CallMeBack', replyTime: 0.5 },
			"'Time' is not a whole number above zero",
		],
		[{ replyWith: 'smoke' }, "'Reply With' is not one of its choices: smoke"],
	])('with %j is refused: %s', async (parameters, message) => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/reply', [{ ...call }], { parameters });

		expect(fault?.message).toBe(message);
		expect(await commands()).toEqual([]);
	});
});

describe('Park', () => {
	it('lets the other side wait at a park number', async () => {
		const call = await answeredCall(stage.simulator);

		const { items } = await stage.engine.run('party/park', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ ...call, statusReason: 'CallPark' });
		await eventually(async () => {
			expect((await stateOf(stage.simulator, call)).parties[0]).toMatchObject({
				status: { code: 'Parked' },
				parkId: '*801',
			});
		});
	});
});

describe('Pick Up', () => {
	it('finds the waiting side, and takes it out of the park location', async () => {
		const call = await answeredCall(stage.simulator);
		await stage.engine.run('party/transfer', [{ ...call }], {
			parameters: toFrontPark,
		});
		await untilParked(stage.simulator, call);

		const { items } = await stage.engine.run('party/pickUp', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ status: 'Answered', extensionId: reception.id });
		await eventually(async () => {
			expect((await stateOf(stage.simulator, call)).parties[0]?.status.code).toBe('Answered');
		});
	});

	it('refers to dialing for a call that waits at a park number', async () => {
		const call = await answeredCall(stage.simulator);
		await stage.engine.run('party/park', [{ ...call }]);
		await untilParked(stage.simulator, call);

		const { fault } = await stage.engine.run('party/pickUp', [{ ...call }]);

		expect(fault?.message).toContain('although the party is parked (Parked)');
		expect(fault?.description).toContain('picked up by dialing its number');
	});
});

describe('Transfer', () => {
	it('sends the call to an outside phone', async () => {
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
			parameters: toFrontPark,
		});

		expect(items[0]?.json).toMatchObject({ statusReason: 'ParkLocation' });
		expect(await commands()).toEqual([{ parkOrbit: frontPark.id }]);
		await untilParked(stage.simulator, call);
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

	it('take no recording of another party from the item', async () => {
		const other = await answeredCall(stage.simulator);
		const { items: ofOther } = await stage.engine.run('party/startRecording', [{ ...other }]);
		const call = await answeredCall(stage.simulator);
		const { items } = await stage.engine.run('party/startRecording', [{ ...call }]);

		const paused = await stage.engine.run('party/pauseRecording', [ofOther[0]?.json ?? {}], {
			parameters: {
				telephonySessionId: byId(call.telephonySessionId),
				partyId: byId(call.partyId),
			},
		});

		const recordingId = items[0]?.json.recordingId;
		expect(paused.items[0]?.json).toMatchObject({ ...call, recordingId, active: false });
		expect((await ownParty(stage.simulator, other))?.recordings).toMatchObject([{ active: true }]);
	});

	it('take the recording from the parameter, without asking RingCentral for it', async () => {
		const call = await answeredCall(stage.simulator);
		await stage.engine.run('party/startRecording', [{ ...call }]);
		const recordingId = (await ownParty(stage.simulator, call))?.recordings[0]?.id ?? '';
		await stage.simulator.control.delete('/requests');

		const { items: paused } = await stage.engine.run('party/pauseRecording', [{ ...call }], {
			parameters: { recordingId },
		});

		expect(paused[0]?.json).toMatchObject({ recordingId, active: false });
		expect(await loggedRequests(stage.simulator)).toMatchObject([{ method: 'PATCH' }]);
	});

	it('leave open what RingCentral does not describe, and ask for it before they pause', async () => {
		const call = await answeredCall(stage.simulator);
		await stage.engine.run('party/startRecording', [{ ...call }]);
		await stage.simulator.control.post('/faults', {
			path: '/recordings$',
			status: 201,
			headers: ringCentralHeaders,
		});

		const { items } = await stage.engine.run('party/startRecording', [{ ...call }]);
		const paused = await stage.engine.run('party/pauseRecording', [items[0]?.json ?? {}]);

		expect(items[0]?.json).toMatchObject({ ...call, recordingId: null, active: null });
		expect(paused.items[0]?.json).toMatchObject({ ...call, active: false });
	});

	it('refer to Start Recording when the party has no recording', async () => {
		const call = await answeredCall(stage.simulator);

		const { fault } = await stage.engine.run('party/pauseRecording', [{ ...call }]);

		expect(fault?.message).toBe('The party has no recording that runs');
		expect(fault?.description).toContain("'Start Recording'");
		expect(await commands()).toEqual([]);
	});
});
