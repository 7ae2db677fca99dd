import { ringCentralHeaders } from '../../harness/answers.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { eventually } from '../../harness/eventually.mts';
import { loggedRequests } from '../../harness/requestLog.mts';
import { answeredCall, hangUp, stateOf } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

/** A finished call, recorded in part. */
async function recordedCall(): Promise<string> {
	const call = await answeredCall(stage.simulator);
	const { items } = await stage.engine.run('party/startRecording', [{ ...call }]);
	await hangUp(stage.simulator, call);
	await eventually(async () => {
		expect((await stateOf(stage.simulator, call)).over).toBe(true);
	});
	return String(items[0]?.json.recordingId);
}

describe('Get', () => {
	it('shows length and format of each recording', async () => {
		const first = await recordedCall();
		const second = await recordedCall();

		const { items } = await stage.engine.run('recording/get', [
			{ recordingId: first },
			{ recordingId: second },
		]);

		expect(items).toEqual(
			[first, second].map((recordingId, item) => ({
				json: {
					recordingId,
					durationSeconds: 2,
					contentType: 'audio/wav',
					contentUri: expect.stringContaining(`/recording/${recordingId}/content`),
				},
				pairedItem: { item },
			})),
		);
	});

	it.each([undefined, null, 'long'])(
		'has no length where RingCentral gives %j',
		async (duration) => {
			await stage.simulator.control.post('/faults', {
				path: '/recording/',
				status: 200,
				body: { id: 1, duration },
				headers: ringCentralHeaders,
			});

			const { items } = await stage.engine.run('recording/get', [{ recordingId: '1' }]);

			expect(items[0]?.json).toMatchObject({ recordingId: '1', durationSeconds: null });
		},
	);

	it("takes the recording from a trigger's item", async () => {
		const recordingId = await recordedCall();

		const { items } = await stage.engine.run('recording/get', [
			{ partyId: 'p-1', recordings: [{ id: recordingId, active: false }] },
		]);

		expect(items[0]?.json).toMatchObject({ recordingId });
	});
});

describe('Download', () => {
	it('puts the sound on the item as a file', async () => {
		const recordingId = await recordedCall();

		const { items } = await stage.engine.run('recording/download', [{ recordingId }]);

		expect(items).toEqual([
			{
				json: {
					recordingId,
					fileName: `recording-${recordingId}.wav`,
					mimeType: 'audio/wav',
				},
				binary: {
					data: expect.objectContaining({
						fileName: `recording-${recordingId}.wav`,
						fileExtension: 'wav',
						mimeType: 'audio/wav',
					}),
				},
				pairedItem: { item: 0 },
			},
		]);
		const sound = Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64');
		expect(sound).toHaveLength(16_044);
		expect(sound.toString('latin1', 0, 4)).toBe('RIFF');
	});

	it.each([
		['audio/x-wav', 'wav'],
		['Audio/WAV; rate=8000', 'wav'],
		['audio/mpeg', 'mp3'],
		['audio/ogg', 'ogg'],
		['application/octet-stream', 'mp3'],
	])('names a file of the type %s by its format', async (type, ending) => {
		await stage.simulator.control.post('/faults', {
			path: '/content$',
			status: 200,
			body: 'sound',
			headers: { ...ringCentralHeaders, 'Content-Type': type },
		});

		const { items, fault } = await stage.engine.run('recording/download', [{ recordingId: '1' }]);

		expect(fault).toBeUndefined();
		expect(items[0]?.json.fileName).toBe(`recording-1.${ending}`);
	});

	it.each(['application/json', 'text/html'])(
		'takes no answer of the type %s for a file',
		async (type) => {
			await stage.simulator.control.post('/faults', {
				path: '/content$',
				status: 200,
				body: '{}',
				headers: { ...ringCentralHeaders, 'Content-Type': type },
			});

			const { fault } = await stage.engine.run('recording/download', [{ recordingId: '1' }]);

			expect(fault?.message).toBe("RingCentral's answer cannot be read");
		},
	);

	it('puts the file in the named field', async () => {
		const recordingId = await recordedCall();

		const { items } = await stage.engine.run('recording/download', [{ recordingId }], {
			parameters: { binaryPropertyName: 'sound' },
		});

		expect(Object.keys(items[0]?.binary ?? {})).toEqual(['sound']);
	});

	it('tries again when the connection breaks off', async () => {
		const recordingId = await recordedCall();
		await stage.simulator.control.post('/faults', { path: '/content$', dropConnection: true });

		const { items } = await stage.engine.run('recording/download', [{ recordingId }]);

		expect(items[0]?.json).toMatchObject({ recordingId });
	});

	it('reports that a recording comes minutes after its call, and continues with the others', async () => {
		const recordingId = await recordedCall();

		const { items } = await stage.engine.run(
			'recording/download',
			[{ recordingId: '1' }, { recordingId }],
			{ onError: 'continueRegularOutput' },
		);

		expect(items).toMatchObject([
			{
				json: {
					error: "RingCentral does not have what 'Recording ID' [item 0] names: 1",
					details: { code: 'CMN-102', description: expect.stringContaining('some minutes after') },
				},
				pairedItem: { item: 0 },
			},
			{ json: { recordingId }, pairedItem: { item: 1 } },
		]);
	});

	it('names the missing permission, from an answer that is no file', async () => {
		await stage.simulator.control.patch('/options', { permissions: ['CallControl'] });

		const { fault } = await stage.engine.run('recording/download', [{ recordingId: '1' }]);

		expect(fault?.message).toBe(
			"The app lacks the permission 'Read Call Recording' in RingCentral",
		);
	});
});

it.each(['recording/get', 'recording/download'])(
	'%s sends no request without a recording',
	async (workflow) => {
		const { fault } = await stage.engine.run(workflow, [{ recordings: [] }]);

		expect(fault?.message).toBe("'Recording ID' is empty");
		expect(await loggedRequests(stage.simulator)).toEqual([]);
	},
);
