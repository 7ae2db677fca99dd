import { accountManager, reception } from '../../../simulator/account.mts';
import { about } from '../../harness/about.mts';
import { answerNext } from '../../harness/answers.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byNumber } from '../../harness/locators.mts';
import { loggedRequests } from '../../harness/requestLog.mts';
import { placedCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

/** A caller speaks to the voicemail of an extension, for some seconds. */
async function leaveVoicemail(extensionNumber = '101', seconds = 7): Promise<void> {
	const { telephonySessionId, partyId } = await placedCall(stage.simulator, { extensionNumber });
	const call = `/calls/${telephonySessionId}`;
	await stage.simulator.control.post(`${call}/parties/${partyId}/no-answer`);
	await stage.simulator.control.post('/clock', { advanceSeconds: seconds });
	await stage.simulator.control.post(`${call}/hangup`);
}

async function voicemails() {
	const { items } = await stage.engine.run('voicemail/getMany', [{}]);
	return items.map(({ json }) => json);
}

describe('Get Many', () => {
	it('lists voicemails with their callers', async () => {
		await leaveVoicemail();

		expect(await voicemails()).toEqual([
			{
				creationTime: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
				fromNumber: '+14155550123',
				fromName: 'Important Customer',
				toNumber: reception.directNumber,
				toName: 'Reception',
				durationSeconds: about(7),
				isRead: false,
				transcription: 'NotAvailable',
				extensionId: reception.id,
				voicemailId: expect.any(String),
			},
		]);
	});

	it('requests voicemails alone, and none that was deleted', async () => {
		await stage.engine.run('sms/send', [{ fromNumber: '+14155550123' }]);

		expect(await voicemails()).toEqual([]);
		const [request] = (await loggedRequests(stage.simulator)).filter(
			({ path, status }) => path.endsWith('/message-store') && status === 200,
		);
		expect(request?.query).toMatchObject({ messageType: 'VoiceMail', availability: 'Alive' });
	});

	it('filters the voicemails of a colleague by heard status and by time', async () => {
		await leaveVoicemail(accountManager.number);
		const ofColleague = {
			extensionId: byNumber(accountManager.number),
		};
		const run = async (filters: object) => {
			const parameters = { ...ofColleague, filters: { ...filters } };
			return (await stage.engine.run('voicemail/getMany', [{}], { parameters })).items;
		};

		expect(await run({})).toMatchObject([{ json: { extensionId: accountManager.id } }]);
		expect(await run({ readStatus: 'Read' })).toEqual([]);
		expect(await run({ dateTo: '2020-01-01T00:00' })).toEqual([]);
	});

	it('names the missing permission', async () => {
		await stage.simulator.control.patch('/options', { permissions: ['CallControl'] });

		const { fault } = await stage.engine.run('voicemail/getMany', [{}]);

		expect(fault?.message).toBe("The app lacks the permission 'Read Messages' in RingCentral");
	});
});

describe('Get', () => {
	it('looks up a voicemail of the list', async () => {
		await leaveVoicemail();
		const listed = await voicemails();

		const { items } = await stage.engine.run('voicemail/get', listed);

		expect(items.map(({ json }) => json)).toEqual(listed);
	});

	it('reports another kind of message', async () => {
		const { items } = await stage.engine.run('sms/send', [{ fromNumber: '+14155550123' }]);
		const voicemailId = items[0]?.json.messageId ?? null;

		const { fault } = await stage.engine.run('voicemail/get', [{ voicemailId }]);

		expect(fault?.message).toBe(
			`'Voicemail ID' is ${String(voicemailId)}, which is a text message and no voicemail`,
		);
	});

	it.each(['voicemail/get', 'voicemail/download'])(
		'%s reports a missing voicemail',
		async (name) => {
			const { fault } = await stage.engine.run(name, [{ voicemailId: '1' }]);

			expect(fault?.message).toBe("RingCentral does not have what 'Voicemail ID' names: 1");
			expect(fault?.description).toContain("Check that 'Extension' is the one");
		},
	);
});

describe('Download', () => {
	it('puts the sound on the item as a file', async () => {
		await leaveVoicemail('101', 2);
		const [voicemail = {}] = await voicemails();

		const { items } = await stage.engine.run('voicemail/download', [voicemail]);

		const fileName = `voicemail-${String(voicemail.voicemailId)}.wav`;
		expect(items).toEqual([
			{
				json: { voicemailId: voicemail.voicemailId, fileName, mimeType: 'audio/wav' },
				binary: { data: expect.objectContaining({ fileName, mimeType: 'audio/wav' }) },
				pairedItem: { item: 0 },
			},
		]);
		const sound = Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64');
		expect(sound).toHaveLength(16_044);
		expect(sound.toString('latin1', 0, 4)).toBe('RIFF');
	});

	it('reports a voicemail without a sound file', async () => {
		await answerNext(stage.simulator, '/message-store/5$', {
			id: 5,
			type: 'VoiceMail',
			attachments: [{ id: 6, type: 'AudioTranscription' }],
		});

		const { fault } = await stage.engine.run('voicemail/download', [{ voicemailId: '5' }]);

		expect(fault?.message).toBe("'Voicemail ID' is 5, of which RingCentral has no sound");
	});
});
