import { accountManager, frontPark, reception, salesDesk } from '../../simulator/account.mts';
import {
	type SimulatedCall,
	act,
	converse,
	partyPath,
	phoneOf,
	placeCall,
	sessionPath,
	stateOf,
	statuses,
	untilStatuses,
} from './phones.mts';
import { useSimulator } from './useSimulator.mts';

describe('listening to a call', () => {
	const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });

	/** What Account Manager needs to listen to Reception. */
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

	it('waits until the supervisor picks up, where that is wished', async () => {
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

	it('ends when the supervisor hangs up; the call goes on', async () => {
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

describe('removing a party', () => {
	const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });

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
