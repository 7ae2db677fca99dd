import { accountManager, reception, salesDesk, salesQueue } from '../../simulator/account.mts';
import {
	type SimulatedCall,
	act,
	outsideCaller,
	partyPath,
	placeCall,
	stateOf,
} from './phones.mts';
import { describeWith } from './sharedMaterial.mts';
import { Specification, openApi } from './specification.mts';
import { eventually } from './eventually.mts';
import { useSimulator, useWebhookReceiver } from './useSimulator.mts';
import { webhook } from './apiClient.mts';

const accountPath = '/restapi/v1.0/account/~';
const presencePath = `${accountPath}/extension/~/presence`;
const ringOutsPath = `${accountPath}/extension/~/ring-out`;

const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });
const receiver = useWebhookReceiver();

const ownMobile = reception.forwardingNumbers[0];

interface RingOutAnswer {
	id: string;
	status: Record<'callStatus' | 'callerStatus' | 'calleeStatus', string>;
}

async function startRingOut(): Promise<RingOutAnswer> {
	const { data, status } = await simulator.api.post<RingOutAnswer>(ringOutsPath, {
		from: { forwardingNumberId: ownMobile?.id },
		to: { phoneNumber: outsideCaller.phoneNumber },
		playPrompt: true,
		country: { id: '1' },
	});
	expect(status).toBe(200);
	return data;
}

async function ringOut(id: string): Promise<{ status: number; data: RingOutAnswer }> {
	return await simulator.api.get<RingOutAnswer>(`${ringOutsPath}/${id}`);
}

/** The call of the RingOut, as soon as this party of it rings. */
async function ringOutOnceRinging(partyNumber: number): Promise<SimulatedCall> {
	const [call] = await eventually(
		async () => (await simulator.control.get<SimulatedCall[]>('/calls')).data,
		([ringOutCall]) => ringOutCall?.parties[partyNumber - 1]?.status === 'Proceeding',
	);
	if (!call) throw new Error('There is no call');
	return call;
}

async function untilOver(call: SimulatedCall): Promise<void> {
	await eventually(
		async () => await stateOf(simulator, call),
		({ over }) => over,
	);
}

async function recordedCall(): Promise<{ call: SimulatedCall; recordingId: string }> {
	const call = await placeCall(simulator, { extensionNumber: reception.number });
	await act(simulator, call, 2, 'answer');
	const { data } = await simulator.api.post<{ id: string }>(`${partyPath(call, 2)}/recordings`);
	return { call, recordingId: data.id };
}

describe('Presence', () => {
	it("shows the user's published presence, and keeps fields that were not named", async () => {
		await simulator.api.put(presencePath, { message: 'At the fair' });
		await simulator.api.put(presencePath, { userStatus: 'Busy', dndStatus: 'DoNotAcceptAnyCalls' });

		const { data } = await simulator.api.get(presencePath);

		expect(data).toMatchObject({
			presenceStatus: 'Busy',
			userStatus: 'Busy',
			dndStatus: 'DoNotAcceptAnyCalls',
			message: 'At the fair',
			allowSeeMyPresence: true,
		});
	});

	it('refuses a status that does not exist', async () => {
		const { status, data } = await simulator.api.put(presencePath, { userStatus: 'Asleep' });

		expect(status).toBe(400);
		expect(data).toMatchObject({ errorCode: 'CMN-101', parameterName: 'userStatus' });
	});

	it('notifies subscribers of a change without a call', async () => {
		await simulator.api.post(
			'/restapi/v1.0/subscription',
			webhook(receiver.address, [presencePath]),
		);

		await simulator.api.put(presencePath, { userStatus: 'Offline', message: 'Gone home' });

		const [event] = await receiver.eventsOnce(1);
		expect(event?.body).toMatchObject({ presenceStatus: 'Offline', userStatus: 'Offline' });
		expect(event?.body).not.toHaveProperty('message');
	});

	it("leaves other users' presence alone", async () => {
		await simulator.api.put(presencePath, { userStatus: 'Offline' });

		const { data } = await simulator.api.get(
			`${accountPath}/extension/${accountManager.id}/presence`,
		);

		expect(data).toMatchObject({ userStatus: 'Available' });
	});
});

describe('Numbers and countries', () => {
	it('lists the numbers that the user may show', async () => {
		const { data } = await simulator.api.get(`${accountPath}/extension/~/phone-number`);

		expect(data).toMatchObject({
			records: [
				{ phoneNumber: '+14155550100', usageType: 'MainCompanyNumber', features: ['CallerId'] },
				{
					phoneNumber: reception.directNumber,
					usageType: 'DirectNumber',
					features: expect.arrayContaining(['CallerId']),
				},
			],
			paging: { page: 1 },
		});
	});

	it('knows countries by their ids', async () => {
		const { data } = await simulator.api.get('/restapi/v1.0/dictionary/country');

		expect(data).toMatchObject({
			records: expect.arrayContaining([
				expect.objectContaining({
					id: '1',
					name: 'United States',
					isoCode: 'US',
					callingCode: '1',
				}),
			]),
			paging: { page: 1 },
		});
	});
});

describe('A recording', () => {
	it('can be listened to once the call is over', async () => {
		const { call, recordingId } = await recordedCall();
		const path = `${accountPath}/recording/${recordingId}`;
		expect((await simulator.api.get(path)).status).toBe(404);

		await act(simulator, call, 1, 'hangup');

		const { data } = await simulator.api.get(path);
		expect(data).toEqual({
			id: recordingId,
			contentType: 'audio/wav',
			contentUri: expect.stringMatching(new RegExp(`/recording/${recordingId}/content$`)),
			duration: 2,
		});
		const sound = await simulator.api.get(`${path}/content`, { responseType: 'arraybuffer' });
		expect(sound.headers['content-type']).toBe('audio/wav');
		expect(Buffer.from(sound.data).toString('latin1', 0, 12)).toMatch(/^RIFF.{4}WAVE$/s);
		expect(sound.data).toHaveLength(44 + 2 * 8_000);
	});

	it('is not found when there never was one', async () => {
		const { status, data } = await simulator.api.get(`${accountPath}/recording/1/content`);

		expect(status).toBe(404);
		expect(data).toMatchObject({ errorCode: 'CMN-102', parameterName: 'recordingId' });
	});
});

describe('A RingOut', () => {
	it("reports on the owner's phone first, then on the other phone", async () => {
		const { id, status } = await startRingOut();
		expect(status).toEqual({
			callStatus: 'InProgress',
			callerStatus: 'InProgress',
			calleeStatus: 'InProgress',
		});
		const call = await ringOutOnceRinging(1);

		await act(simulator, call, 1, 'answer');
		await ringOutOnceRinging(2);
		expect((await ringOut(id)).data.status).toMatchObject({
			callerStatus: 'Success',
			calleeStatus: 'InProgress',
		});

		await act(simulator, call, 2, 'answer');
		expect((await ringOut(id)).data.status.callStatus).toBe('Success');
	});

	it('stops ringing when it is cancelled', async () => {
		const { id } = await startRingOut();
		const call = await ringOutOnceRinging(1);

		const { status } = await simulator.api.delete(`${ringOutsPath}/${id}`);

		expect(status).toBe(204);
		await untilOver(call);
		expect((await simulator.api.delete(`${ringOutsPath}/${id}`)).status).toBe(404);
	});

	it.each([
		['nobody to call', { from: { phoneNumber: '+14155550101' }, to: {} }, 'phoneNumber'],
		[
			"somebody else's phone",
			{ from: { forwardingNumberId: '901201' }, to: { phoneNumber: '+14155550199' } },
			'forwardingNumberId',
		],
	])('refuses %s', async (_what, body, parameterName) => {
		const { status, data } = await simulator.api.post(ringOutsPath, body);

		expect(status).toBe(400);
		expect(data).toMatchObject({ errorCode: 'CMN-101', parameterName });
	});
});

describe('Call queues', () => {
	it('can be read by a member', async () => {
		const queuesOf = async (id: string) => {
			const { data } = await simulator.api.get<{ records: object[] }>(
				`${accountPath}/call-queues?memberExtensionId=${id}`,
			);
			return data.records;
		};

		expect(await queuesOf(salesDesk.id)).toEqual([expect.objectContaining({ id: salesQueue.id })]);
		expect(await queuesOf(reception.id)).toEqual([]);
	});
});

describeWith(
	openApi,
	"The answers of these resources, held against RingCentral's specification",
	() => {
		const specification = new Specification(openApi);

		async function faultsOf(method: string, path: string, data?: object): Promise<string[]> {
			const response = await simulator.api.request<unknown>({ method, url: path, data });
			expect(response.status).toBeLessThan(300);
			return specification.faultsOfResponse({
				method,
				path,
				status: response.status,
				body: response.data,
			});
		}

		it('fits: presence', async () => {
			const changes = { message: 'At the fair', acceptCallQueueCalls: true };
			expect(await faultsOf('PUT', presencePath, changes)).toEqual([]);
			expect(await faultsOf('GET', presencePath)).toEqual([]);
			expect(await faultsOf('GET', `${accountPath}/presence`)).toEqual([]);
		});

		it('fits: recordings', async () => {
			const { call, recordingId } = await recordedCall();
			await act(simulator, call, 1, 'hangup');

			expect(await faultsOf('GET', `${accountPath}/recording/${recordingId}`)).toEqual([]);
		});

		it('fits: RingOut', async () => {
			const { id } = await startRingOut();
			expect(await faultsOf('GET', `${ringOutsPath}/${id}`)).toEqual([]);
			expect(await faultsOf('DELETE', `${ringOutsPath}/${id}`)).toEqual([]);
			expect(
				await faultsOf('POST', ringOutsPath, {
					from: { phoneNumber: '+14155550101' },
					to: { phoneNumber: '+14155550199' },
				}),
			).toEqual([]);
		});
	},
);
