import { reception, salesDesk, salesQueue } from '../../simulator/account.mts';
import type { CallLogRecord, GetMessageInfoResponse } from '../../simulator/contract.mts';
import { type SimulatedCall, act, partyPath, placeCall } from './phones.mts';
import { describeWith } from './sharedMaterial.mts';
import { Specification, openApi } from './specification.mts';
import { useSimulator } from './useSimulator.mts';

const accountPath = '/restapi/v1.0/account/~';
const extensionPath = `${accountPath}/extension/~`;

const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });

async function callLog(query = '', owner = extensionPath): Promise<CallLogRecord[]> {
	const { data } = await simulator.api.get<{ records: CallLogRecord[] }>(
		`${owner}/call-log${query}`,
	);
	return data.records;
}

async function messages(query = ''): Promise<GetMessageInfoResponse[]> {
	const { data } = await simulator.api.get<{ records: GetMessageInfoResponse[] }>(
		`${extensionPath}/message-store${query}`,
	);
	return data.records;
}

async function callReception(): Promise<SimulatedCall> {
	return await placeCall(simulator, { extensionNumber: reception.number });
}

async function leaveVoicemail(): Promise<SimulatedCall> {
	const call = await callReception();
	await act(simulator, call, 2, 'no-answer');
	await simulator.control.post('/clock', { advanceSeconds: 3 });
	await act(simulator, call, 1, 'hangup');
	return call;
}

async function recordedCall(): Promise<void> {
	const call = await callReception();
	await act(simulator, call, 2, 'answer');
	await simulator.api.post(`${partyPath(call, 2)}/recordings`);
	await act(simulator, call, 1, 'hangup');
}

const textMessage = {
	from: { phoneNumber: reception.directNumber },
	to: [{ phoneNumber: '+14155550199' }],
	text: 'We call you back.',
};

describe('The call log', () => {
	it('has a call once it is over', async () => {
		const call = await callReception();
		await act(simulator, call, 2, 'answer');
		expect(await callLog()).toEqual([]);

		await simulator.control.post('/clock', { advanceSeconds: 60 });
		await act(simulator, call, 1, 'hangup');

		expect(await callLog()).toMatchObject([
			{
				telephonySessionId: call.telephonySessionId,
				direction: 'Inbound',
				result: 'Accepted',
				duration: 60,
			},
		]);
	});

	it.each([
		['missed', async () => act(simulator, await callReception(), 1, 'hangup'), 'Missed'],
		['ended at voicemail', leaveVoicemail, 'Voicemail'],
	])('shows that a call was %s', async (_what, end, result) => {
		await end();

		expect(await callLog()).toMatchObject([{ result }]);
	});

	it('has a call of a queue for the queue and for the answering agent', async () => {
		const call = await placeCall(simulator, { extensionNumber: salesQueue.number });
		await act(simulator, call, 3, 'answer');
		await act(simulator, call, 1, 'hangup');

		const ofAgent = await callLog('', `${accountPath}/extension/${salesDesk.id}`);
		expect(ofAgent).toMatchObject([{ result: 'Accepted', to: { name: 'Sales Queue' } }]);
		expect(await callLog('', accountPath)).toHaveLength(1);
	});

	it.each([
		['?direction=Outbound', 0],
		['?direction=Inbound&direction=Outbound', 1],
		['?type=Fax', 0],
		['?recordingType=All', 1],
		['?recordingType=Automatic', 0],
		['?phoneNumber=14155550177', 0],
		['?telephonySessionId=s-other', 0],
		['?dateTo=2020-01-01T00:00:00Z', 0],
		['?dateFrom=2020-01-01T00:00:00Z', 1],
	])('narrows it: %s', async (query, count) => {
		await recordedCall();

		expect(await callLog(query)).toHaveLength(count);
	});

	it('has no entry for an unknown ID', async () => {
		const { status, data } = await simulator.api.get(`${extensionPath}/call-log/1`);

		expect(status).toBe(404);
		expect(data).toMatchObject({ errorCode: 'CMN-102', parameterName: 'callRecordId' });
	});
});

describe('Messages', () => {
	it('are left by callers who get to the voicemail', async () => {
		await leaveVoicemail();

		const [voicemail] = await messages('?messageType=VoiceMail');
		expect(voicemail).toMatchObject({
			type: 'VoiceMail',
			readStatus: 'Unread',
			attachments: [{ type: 'AudioRecording', vmDuration: 3 }],
		});
		const { data, headers } = await simulator.api.get(
			new URL(voicemail?.attachments?.[0]?.uri ?? '').pathname,
			{ responseType: 'arraybuffer' },
		);
		expect(headers['content-type']).toBe('audio/wav');
		expect(data).toHaveLength(44 + 3 * 8_000);
		expect(await messages('?messageType=SMS')).toEqual([]);
		expect(await messages('?readStatus=Read')).toEqual([]);
		expect(await messages('?availability=Deleted')).toEqual([]);
		expect(await messages('?dateTo=2020-01-01T00:00:00Z')).toEqual([]);
	});

	it('are sent as texts', async () => {
		const { data } = await simulator.api.post(`${extensionPath}/sms`, textMessage);

		expect(data).toMatchObject({ type: 'SMS', direction: 'Outbound', subject: textMessage.text });
		const { data: kept } = await simulator.control.get('/messages');
		expect(kept).toMatchObject([{ text: textMessage.text }]);
	});

	it.each([
		['a number of somebody else', { from: { phoneNumber: '+14155550102' } }, 'from'],
		['no recipient', { to: [] }, 'to'],
		['a recipient without country', { to: [{ phoneNumber: '5550199' }] }, 'to.phoneNumber'],
		['no text', { text: '' }, 'text'],
		['too long a text', { text: 'x'.repeat(1_001) }, 'text'],
	])('are refused with %s', async (_what, change, parameterName) => {
		const { status, data } = await simulator.api.post(`${extensionPath}/sms`, {
			...textMessage,
			...change,
		});

		expect(status).toBe(400);
		expect(data).toMatchObject({ errorCode: 'CMN-101', parameterName });
	});
});

describeWith(
	openApi,
	"The answers of these resources, held against RingCentral's specification",
	() => {
		const specification = new Specification(openApi);

		async function faultsOf(method: string, path: string, body?: object): Promise<string[]> {
			const response = await simulator.api.request<unknown>({ method, url: path, data: body });
			expect(response.status).toBe(200);
			const [pathOnly = ''] = path.split('?');
			const answer = { method, path: pathOnly, status: 200, body: response.data };
			return specification.faultsOfResponse(answer);
		}

		it.each([extensionPath, accountPath])('fits: the call log of %s', async (owner) => {
			await recordedCall();
			await leaveVoicemail();
			const [record] = await callLog('', owner);

			expect(await faultsOf('GET', `${owner}/call-log`)).toEqual([]);
			expect(await faultsOf('GET', `${owner}/call-log?view=Detailed`)).toEqual([]);
			expect(await faultsOf('GET', `${owner}/call-log/${record?.id ?? ''}`)).toEqual([]);
		});

		it('fits: messages', async () => {
			await leaveVoicemail();

			expect(await faultsOf('POST', `${extensionPath}/sms`, textMessage)).toEqual([]);
			expect(await faultsOf('GET', `${extensionPath}/message-store`)).toEqual([]);
			for (const { id } of await messages()) {
				expect(await faultsOf('GET', `${extensionPath}/message-store/${String(id)}`)).toEqual([]);
			}
		});
	},
);
