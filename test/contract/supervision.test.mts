import { accountManager, frontPark, reception, salesDesk } from '../../simulator/account.mts';
import {
	members,
	notificationsOf,
	story,
	subscribe,
	writtenNotifications,
} from './notifications.mts';
import {
	type SimulatedCall,
	act,
	converse,
	outsideCaller,
	partyIdOf,
	partyPath,
	phoneOf,
	placeCall,
	sessionPath,
	stateOf,
	statuses,
	untilStatuses,
} from './phones.mts';
import { useSimulator, useWebhookReceiver } from './useSimulator.mts';

describe('listening to a call in its own session', () => {
	const simulator = useSimulator({
		stepMilliseconds: 1,
		enforceRateLimits: false,
		supervisionForm: 'supervisedSession',
	});

	/** The request of Account Manager to listen to Reception. */
	const supervision = {
		mode: 'Listen',
		supervisorDeviceId: phoneOf(accountManager).deviceId,
		agentExtensionId: reception.id,
	};

	const conversation = () => converse(simulator);

	const supervise = (call: SimulatedCall, body: object = supervision) =>
		simulator.api.post(`${sessionPath(call)}/supervise`, body);
	const superviseParty = (call: SimulatedCall, partyNumber: number, body: object = supervision) =>
		simulator.api.post(`${partyPath(call, partyNumber)}/supervise`, body);
	const become = (call: SimulatedCall, expected: string[]) =>
		untilStatuses(simulator, call, expected);

	it('rings the device of the supervisor, which picks up by itself', async () => {
		const call = await conversation();

		const { status, data } = await supervise(call);

		expect(status).toBe(201);
		expect(data).toMatchObject({
			direction: 'Outbound',
			extensionId: accountManager.id,
			from: { deviceId: supervision.supervisorDeviceId },
			to: { extensionId: reception.id },
			status: { code: 'Setup', reason: 'Supervising' },
		});
		await become(call, ['Answered', 'Answered', 'Answered/Supervising']);
	});

	it('waits until the supervisor picks up, on request', async () => {
		const call = await conversation();
		await supervise(call, { ...supervision, autoAnswer: false, mediaSDP: 'sendOnly' });
		await become(call, ['Answered', 'Answered', 'Setup/Supervising']);

		await act(simulator, call, 3, 'answer');

		await become(call, ['Answered', 'Answered', 'Answered/Supervising']);
	});

	it('takes the number of the agent, and the older names of the fields', async () => {
		const byNumber = { ...supervision, agentExtensionId: undefined, agentExtensionNumber: '101' };
		const older = {
			mode: 'Listen',
			deviceId: supervision.supervisorDeviceId,
			extensionNumber: '101',
		};

		for (const body of [byNumber, older]) {
			expect((await supervise(await conversation(), body)).status).toBe(201);
		}
	});

	it.each([
		['another mode', { ...supervision, mode: 'Whisper' }],
		['no device', { ...supervision, supervisorDeviceId: undefined }],
		['a device that is offline', { ...supervision, supervisorDeviceId: '801103' }],
		['the agent’s own device', { ...supervision, supervisorDeviceId: phoneOf(reception).deviceId }],
		['no agent', { ...supervision, agentExtensionId: undefined }],
		['two agents', { ...supervision, agentExtensionNumber: '101' }],
		['an agent who is no person', { ...supervision, agentExtensionId: frontPark.id }],
		['an unknown direction of sound', { ...supervision, mediaSDP: 'recvOnly' }],
	])('is refused for %s', async (_case, body) => {
		const call = await conversation();

		expect((await supervise(call, body)).status).toBe(400);
		expect(statuses(await stateOf(simulator, call))).toEqual(['Answered', 'Answered']);
	});

	it.each([
		['rings', () => placeCall(simulator, { phoneNumber: reception.directNumber ?? '' })],
		[
			'somebody listens to already',
			async () => {
				const call = await conversation();
				await supervise(call);
				return call;
			},
		],
	])('is refused for a call that %s', async (_case, prepare) => {
		const call = await prepare();

		const { status, data } = await supervise(call);

		expect(status).toBe(403);
		expect(data.errors[0].errorCode).toBe('TAS-101');
	});

	it('is refused for an agent of another call', async () => {
		const body = { ...supervision, agentExtensionId: salesDesk.id };

		expect((await supervise(await conversation(), body)).status).toBe(403);
	});

	it('hears each voice by itself, once', async () => {
		const call = await conversation();

		expect((await superviseParty(call, 2)).status).toBe(201);
		expect((await superviseParty(call, 1)).status).toBe(201);
		expect((await superviseParty(call, 1)).status).toBe(409);

		await become(call, [
			...['Answered', 'Answered'],
			...['Answered/Supervising', 'Answered/Supervising'],
		]);
	});

	it('of one voice needs the ID of the agent', async () => {
		const body = { ...supervision, agentExtensionId: undefined, agentExtensionNumber: '101' };

		expect((await superviseParty(await conversation(), 2, body)).status).toBe(400);
	});

	it('ends when the supervisor hangs up, and the call continues', async () => {
		const call = await conversation();
		await supervise(call);
		await become(call, ['Answered', 'Answered', 'Answered/Supervising']);

		await act(simulator, call, 3, 'hangup');

		expect(statuses(await stateOf(simulator, call))).toEqual([
			...['Answered', 'Answered'],
			'Disconnected',
		]);
	});

	it('ends when the agent sends the call elsewhere', async () => {
		const call = await conversation();
		await supervise(call);
		await become(call, ['Answered', 'Answered', 'Answered/Supervising']);

		await simulator.api.post(`${partyPath(call, 2)}/transfer`, { extensionNumber: '103' });

		await become(call, [
			...['Answered', 'Disconnected/BlindTransfer', 'Disconnected'],
			'Proceeding',
		]);
	});

	it('gives the supervisor no say in the call', async () => {
		const call = await conversation();
		await supervise(call);
		await become(call, ['Answered', 'Answered', 'Answered/Supervising']);

		expect((await simulator.api.post(`${partyPath(call, 3)}/hold`)).status).toBe(409);
	});
});

describe('listening to a call from another session', () => {
	const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });
	const receiver = useWebhookReceiver();
	const supervision = {
		mode: 'Listen',
		supervisorDeviceId: phoneOf(accountManager).deviceId,
		agentExtensionId: reception.id,
	};
	const supervise = (call: SimulatedCall, more: object = {}) =>
		simulator.api.post(`${sessionPath(call)}/supervise`, { ...supervision, ...more });
	const shown = ['Answered', 'Answered', 'Gone/Supervising'];

	/** The supervisor's session, which is the newest one. */
	async function ownSession(): Promise<SimulatedCall> {
		const { data } = await simulator.control.get<SimulatedCall[]>('/calls');
		const newest = data.at(-1);
		if (!newest) throw new Error('There is no call');
		return newest;
	}

	it('shows as a party that is Gone from the first, to the session of the supervisor', async () => {
		const call = await converse(simulator);
		await subscribe(simulator, receiver);

		const { data } = await supervise(call);
		await untilStatuses(simulator, call, shown);

		const own = await ownSession();
		const received = await notificationsOf(simulator, receiver);
		expect(story(received)).toEqual([
			...['1 Outbound Setup/Supervising', '1 Outbound Answered/Supervising'],
			'3 Inbound Gone/Supervising',
		]);
		expect(own.telephonySessionId).not.toBe(call.telephonySessionId);
		expect(data).toMatchObject({ id: partyIdOf(own, 1), extensionId: accountManager.id });
		expect(received.at(-1)).toMatchObject({
			telephonySessionId: call.telephonySessionId,
			party: {
				extensionId: reception.id,
				from: { phoneNumber: outsideCaller.phoneNumber },
				status: {
					peerId: {
						telephonySessionId: own.telephonySessionId,
						sessionId: own.sessionId,
						partyId: partyIdOf(own, 1),
					},
				},
			},
		});
	});

	it('does not change the presence of the agent', async () => {
		const call = await converse(simulator);
		await subscribe(simulator, receiver, [
			'/restapi/v1.0/account/~/extension/~/presence?detailedTelephonyState=true',
		]);

		await supervise(call);
		await untilStatuses(simulator, call, shown);
		await notificationsOf(simulator, receiver);

		expect(receiver.events()).toEqual([]);
	});

	it('shows only once the supervisor has picked up', async () => {
		const call = await converse(simulator);
		await supervise(call, { autoAnswer: false });
		expect(statuses(await stateOf(simulator, call))).toEqual(['Answered', 'Answered']);

		await act(simulator, await ownSession(), 1, 'answer');

		await untilStatuses(simulator, call, shown);
	});

	it('ends when the supervisor hangs up, and the call continues', async () => {
		const call = await converse(simulator);
		await supervise(call);
		await untilStatuses(simulator, call, shown);

		const { parties } = await act(simulator, await ownSession(), 1, 'hangup');

		expect(parties.map(({ status }) => status)).toEqual(['Disconnected']);
		expect(statuses(await stateOf(simulator, call))).toEqual(shown);
	});

	it.each([
		['hangs up', (call: SimulatedCall) => act(simulator, call, 2, 'hangup')],
		[
			'sends the call elsewhere',
			(call: SimulatedCall) =>
				simulator.api.post(`${partyPath(call, 2)}/transfer`, { extensionNumber: '103' }),
		],
	])('ends when the agent %s', async (_what, leaveCall) => {
		const call = await converse(simulator);
		await supervise(call);
		await untilStatuses(simulator, call, shown);
		const own = await ownSession();

		await leaveCall(call);

		await untilStatuses(simulator, own, ['Disconnected']);
	});

	it('is refused where a supervisor listens already, to the whole call or to each voice', async () => {
		const call = await converse(simulator);
		const superviseParty = () => simulator.api.post(`${partyPath(call, 2)}/supervise`, supervision);
		expect((await superviseParty()).status).toBe(201);

		expect((await superviseParty()).status).toBe(409);
		expect((await supervise(call)).status).toBe(403);
	});

	it('ends when the API removes the supervisor', async () => {
		const call = await converse(simulator);
		await supervise(call);
		await untilStatuses(simulator, call, shown);
		const own = await ownSession();

		expect((await simulator.api.delete(partyPath(own, 1))).status).toBe(204);

		await untilStatuses(simulator, own, ['Disconnected']);
	});

	describe('held against written notifications', () => {
		it('shows with the same members', async () => {
			const expected = writtenNotifications('supervision-starts').find(
				({ party }) => party.status.code === 'Gone',
			);
			const call = await converse(simulator);
			await subscribe(simulator, receiver);
			await supervise(call);
			await untilStatuses(simulator, call, shown);

			const gone = (await notificationsOf(simulator, receiver)).at(-1);
			const withoutDevice = JSON.stringify(gone && members(gone)).replace('"deviceId",', '');
			expect(JSON.parse(withoutDevice)).toEqual(expected && members(expected));
		});
	});
});

describe('removing a party', () => {
	const simulator = useSimulator({
		stepMilliseconds: 1,
		enforceRateLimits: false,
		supervisionForm: 'supervisedSession',
	});

	const conversation = () => converse(simulator);
	const remove = async (call: SimulatedCall, partyNumber: number) =>
		(await simulator.api.delete(partyPath(call, partyNumber))).status;

	it('is refused in an ordinary call', async () => {
		const call = await conversation();

		expect(await remove(call, 2)).toBe(403);
		expect(statuses(await stateOf(simulator, call))).toEqual(['Answered', 'Answered']);
	});

	it('hangs up a parked one', async () => {
		const call = await conversation();
		await simulator.api.post(`${partyPath(call, 2)}/park`);
		await untilStatuses(simulator, call, ['Parked', 'Disconnected/CallPark']);
		expect((await simulator.api.get(partyPath(call, 1))).data.status.parkData).toBe('*801');

		expect(await remove(call, 1)).toBe(204);

		expect((await stateOf(simulator, call)).over).toBe(true);
	});

	it.each([
		['a supervisor leaves the others', 3, ['Answered', 'Answered', 'Disconnected']],
		['a supervised one ends the call', 2, ['Disconnected', 'Disconnected', 'Disconnected']],
	])('%s', async (_case, partyNumber, expected) => {
		const call = await conversation();
		await simulator.api.post(`${sessionPath(call)}/supervise`, {
			mode: 'Listen',
			supervisorDeviceId: phoneOf(accountManager).deviceId,
			agentExtensionId: reception.id,
		});

		expect(await remove(call, partyNumber)).toBe(204);

		await untilStatuses(simulator, call, expected);
		expect(await remove(call, partyNumber)).toBe(404);
	});
});
