import {
	accountManager,
	frontPark,
	reception,
	salesDesk,
	salesQueue,
	supportDesk,
} from '../../simulator/account.mts';
import {
	type SimulatedCall,
	act,
	converse,
	partyIdOf,
	partyPath,
	phoneOf,
	placeCall,
	sessionPath,
	stateOf,
	statuses,
	untilParty,
	untilStatuses,
} from './phones.mts';
import { useSimulator } from './useSimulator.mts';

describe('the course of a call', () => {
	const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });

	const ring = () => placeCall(simulator, { phoneNumber: reception.directNumber ?? '' });
	const ringQueue = () => placeCall(simulator, { extensionNumber: salesQueue.number });

	const conversation = () => converse(simulator);

	async function command(call: SimulatedCall, party: number, verb: string, data?: object) {
		const response = await simulator.api.post(`${partyPath(call, party)}/${verb}`, data);
		return { status: response.status, data: response.data };
	}

	const become = (call: SimulatedCall, expected: string[]) =>
		untilStatuses(simulator, call, expected);

	it('rings, and the caller hangs up: a missed call', async () => {
		const call = await ring();
		expect(call.parties).toMatchObject([
			{ direction: 'Outbound', status: 'Answered' },
			{ direction: 'Inbound', status: 'Proceeding', extensionId: reception.id },
		]);

		await act(simulator, call, 1, 'hangup');

		const state = await stateOf(simulator, call);
		expect(statuses(state)).toEqual(['Disconnected', 'Disconnected']);
		expect(state.parties.map((party) => party.missed)).toEqual([false, true]);
		expect((await simulator.api.get(sessionPath(call))).status).toBe(404);
	});

	it('rings Reception when a caller dials the main number', async () => {
		const call = await placeCall(simulator, { phoneNumber: '+14155550100' });

		expect(call.parties[1]?.extensionId).toBe(reception.id);
	});

	it('is answered, and ends for both when one hangs up', async () => {
		const call = await ring();
		const { status, data } = await command(call, 2, 'answer', phoneOf(reception));
		expect(status).toBe(200);
		expect(data.status.code).toBe('Answered');

		await act(simulator, call, 2, 'hangup');

		const state = await stateOf(simulator, call);
		expect(statuses(state)).toEqual(['Disconnected', 'Disconnected']);
		expect(state.parties[1]?.missed).toBe(false);
	});

	it('is dropped by the API and not found afterwards', async () => {
		const call = await conversation();

		expect((await simulator.api.delete(sessionPath(call))).status).toBe(204);
		expect((await simulator.api.get(sessionPath(call))).status).toBe(404);
		await become(call, ['Disconnected', 'Disconnected']);
	});

	it('goes to voicemail when it is not answered, and counts as missed when the caller has finished', async () => {
		const call = await ring();
		await act(simulator, call, 2, 'no-answer');
		expect((await simulator.api.get(partyPath(call, 2))).data.status.code).toBe('Voicemail');

		await act(simulator, call, 1, 'hangup');

		expect((await stateOf(simulator, call)).parties[1]?.missed).toBe(true);
	});

	it('goes to voicemail when it is rejected', async () => {
		const call = await ring();

		expect((await command(call, 2, 'reject')).status).toBe(204);
		expect(statuses(await stateOf(simulator, call))).toEqual(['Answered', 'VoiceMail']);
	});

	it('is answered with a message and then over', async () => {
		const call = await ring();

		await command(call, 2, 'reply', { replyWithText: 'We call back' });

		await become(call, ['Disconnected', 'Disconnected/CallReplied']);
	});

	describe('forwarded while it rings', () => {
		it('rings an extension, which can answer', async () => {
			const call = await ring();
			const { status, data } = await command(call, 2, 'forward', { extensionNumber: '102' });
			expect(status).toBe(200);
			expect(data.status).toEqual({ code: 'Disconnected', reason: 'BlindTransfer' });

			const { parties } = await untilParty(simulator, call, 3, 'Proceeding');
			expect(parties[2]).toMatchObject({
				extensionId: accountManager.id,
				from: { phoneNumber: '+14155550199' },
				to: { phoneNumber: accountManager.directNumber },
			});
			await act(simulator, call, 3, 'answer');
			await become(call, ['Answered', 'Disconnected/BlindTransfer', 'Answered']);
		});

		it.each([
			['a colleague by ID', { extensionId: accountManager.id }, accountManager.id],
			['a number of the account', { phoneNumber: accountManager.directNumber }, accountManager.id],
			['a number outside', { phoneNumber: '+12125550123' }, undefined],
		])('rings %s', async (_case, target, extensionId) => {
			const call = await ring();

			await command(call, 2, 'forward', target);

			const { parties } = await untilParty(simulator, call, 3, 'Proceeding');
			expect(parties[2]?.extensionId).toBe(extensionId);
		});

		it('rings all agents of a queue', async () => {
			const call = await ring();

			await command(call, 2, 'forward', { extensionId: salesQueue.id });

			await become(call, [
				'Answered',
				'Disconnected/BlindTransfer',
				'Proceeding',
				'Proceeding',
				'Proceeding',
			]);
		});

		it('goes to its own voicemail as the same party', async () => {
			const call = await ring();

			await command(call, 2, 'forward', { voicemail: reception.id });

			await become(call, ['Answered', 'VoiceMail']);
		});

		it('goes to a colleague’s voicemail as a new party', async () => {
			const call = await ring();

			await command(call, 2, 'forward', { voicemail: accountManager.id });

			await become(call, ['Answered', 'Disconnected/BlindTransfer', 'VoiceMail']);
		});

		it.each([
			['no target', {}],
			['two targets', { extensionNumber: '102', phoneNumber: '+12125550123' }],
			['an extension of nobody', { extensionNumber: '999' }],
			['a number that is none', { phoneNumber: '12' }],
			['a park location', { parkOrbit: frontPark.id }],
			['a park location as a colleague', { extensionId: frontPark.id }],
			['the voicemail of a queue', { voicemail: salesQueue.id }],
		])('is refused for %s, and rings on', async (_case, target) => {
			const call = await ring();

			const { status, data } = await command(call, 2, 'forward', target);

			expect(status).toBe(400);
			expect(data.errors[0].errorCode).toBe('CMN-101');
			expect(statuses(await stateOf(simulator, call))).toEqual(['Answered', 'Proceeding']);
		});
	});

	describe('during the conversation', () => {
		it('is held and resumed', async () => {
			const call = await conversation();

			expect((await command(call, 2, 'hold')).data.status.code).toBe('Hold');
			expect((await command(call, 2, 'hold')).status).toBe(409);
			expect((await command(call, 2, 'unhold')).data.status.code).toBe('Answered');
			expect((await command(call, 2, 'unhold')).status).toBe(409);
		});

		it.each([{ muted: true }, { party: { muted: true } }])('is muted with %j', async (body) => {
			const call = await conversation();

			expect((await simulator.api.patch(partyPath(call, 2), body)).data.muted).toBe(true);
			expect((await simulator.api.get(partyPath(call, 2))).data.muted).toBe(true);
		});

		it('is recorded, paused and resumed, never started twice', async () => {
			const call = await conversation();
			const recordings = `${partyPath(call, 2)}/recordings`;

			const started = await simulator.api.post(recordings);
			expect(started.status).toBe(201);
			expect(started.data).toMatchObject({ active: true, mode: 'OnDemand' });
			const paused = await simulator.api.patch(`${recordings}/${started.data.id}`, {
				active: false,
			});
			expect(paused.data).toMatchObject({ id: started.data.id, active: false });
			expect((await simulator.api.get(partyPath(call, 2))).data.recordings).toEqual([
				{ id: started.data.id, active: false },
			]);
			expect((await simulator.api.post(recordings)).status).toBe(409);
			expect((await simulator.api.patch(`${recordings}/1`, { active: true })).status).toBe(404);
		});

		it('is transferred, and the caller stays', async () => {
			const call = await conversation();
			await command(call, 2, 'hold');

			await command(call, 2, 'transfer', { extensionNumber: '102' });

			await become(call, ['Answered', 'Disconnected/BlindTransfer', 'Proceeding']);
		});

		it('waits in a park location until a colleague picks it up', async () => {
			const call = await conversation();
			await command(call, 2, 'transfer', { parkOrbit: frontPark.id });
			await become(call, ['Parked', 'Disconnected/ParkLocation']);
			expect((await simulator.api.get(partyPath(call, 1))).data.park).toEqual({ id: frontPark.id });

			const { status, data } = await command(call, 1, 'pickup', phoneOf(accountManager));

			expect(status).toBe(201);
			expect(data).toMatchObject({ extensionId: accountManager.id, status: { code: 'Answered' } });
			await become(call, ['Answered', 'Disconnected/ParkLocation', 'Answered/Pickup']);
			await act(simulator, call, 1, 'hangup');
			expect((await stateOf(simulator, call)).over).toBe(true);
		});

		it('waits in the first free park orbit, where no colleague can pick it up with a command', async () => {
			const [one, other] = [await conversation(), await conversation()];
			expect((await command(one, 2, 'park')).data.status.parkData).toBe('*801');
			expect((await command(other, 2, 'park')).data.status.parkData).toBe('*802');

			await become(one, ['Parked', 'Disconnected/CallPark']);
			expect((await command(one, 1, 'pickup', phoneOf(accountManager))).status).toBe(409);
		});

		it('is flipped to another phone, which takes over when it is answered', async () => {
			const call = await conversation();

			const { status, data } = await command(call, 2, 'flip', { callFlipId: '*2' });
			expect(status).toBe(200);
			expect(data).toBe('');
			await become(call, ['Answered', 'Answered', 'Proceeding']);
			await act(simulator, call, 3, 'answer');

			await become(call, ['Answered', 'Disconnected/CallFlip', 'Answered']);
		});
	});

	it('is bridged with a second one: the two others talk, and end together', async () => {
		const first = await conversation();
		await command(first, 2, 'hold');
		const second = await placeCall(
			simulator,
			{ extensionNumber: '102' },
			{ extensionNumber: '101' },
		);
		await act(simulator, second, 2, 'answer');

		const { data } = await command(second, 1, 'bridge', {
			telephonySessionId: first.telephonySessionId,
			partyId: partyIdOf(first, 2),
		});

		expect(data.status).toEqual({
			code: 'Gone',
			reason: 'AttendedTransfer',
			peerId: { sessionId: first.telephonySessionId, partyId: partyIdOf(first, 2) },
		});
		await become(first, ['Answered', 'Gone/AttendedTransfer']);
		await become(second, ['Gone/AttendedTransfer', 'Answered']);
		await act(simulator, first, 1, 'hangup');
		await become(second, ['Gone/AttendedTransfer', 'Disconnected']);
	});

	describe('through a queue', () => {
		it('rings all agents; the first who answers gets it', async () => {
			const call = await ringQueue();
			expect(call.parties.map((party) => party.extensionId)).toEqual([
				undefined,
				salesQueue.id,
				salesDesk.id,
				supportDesk.id,
			]);
			expect((await simulator.api.get(partyPath(call, 3))).data).toMatchObject({
				attributes: { queueCall: true },
				to: { extensionId: salesQueue.id },
				from: { name: 'Sales Queue - Important customer' },
			});

			await command(call, 4, 'answer', phoneOf(supportDesk));

			await become(call, [
				'Answered',
				'Disconnected/AgentAnswered',
				'Disconnected/AgentAnswered',
				'Answered',
			]);
		});

		it('rings the others when one ignores it, and all again when all have', async () => {
			const call = await ringQueue();
			expect((await command(call, 3, 'ignore', phoneOf(salesDesk))).status).toBe(204);
			await become(call, ['Answered', 'Proceeding', 'Disconnected', 'Proceeding']);

			await command(call, 4, 'ignore', phoneOf(supportDesk));

			await become(call, [
				'Answered',
				'Proceeding',
				...['Disconnected', 'Disconnected'],
				...['Proceeding', 'Proceeding'],
			]);
		});

		it('cannot be ignored by an extension that is not an agent', async () => {
			const call = await ring();

			expect((await command(call, 2, 'ignore', phoneOf(reception))).status).toBe(409);
		});

		it('leaves the queue when an agent forwards it', async () => {
			const call = await ringQueue();

			await command(call, 3, 'forward', { extensionNumber: '102' });

			await become(call, [
				'Answered',
				'Disconnected/CallRedirected',
				'Disconnected/BlindTransfer',
				'Disconnected/CallRedirected',
				'Proceeding',
			]);
		});
	});

	describe('made by the API', () => {
		const callOut = (from: object, to: object) =>
			simulator.api.post('/restapi/v1.0/account/~/telephony/call-out', { from, to });

		it('rings outside once the own device is there', async () => {
			const { status, data } = await callOut(phoneOf(reception), { phoneNumber: '+12125550123' });
			expect(status).toBe(201);
			expect(data.session).toMatchObject({
				origin: { type: 'CallOut' },
				parties: [{ direction: 'Outbound', status: { code: 'Setup' } }],
			});

			const call = { telephonySessionId: data.session.id, sessionId: '', parties: [] };
			await become(call, ['Answered', 'Proceeding']);
			await act(simulator, call, 2, 'answer');
			await become(call, ['Answered', 'Answered']);
			await act(simulator, call, 2, 'hangup');
			await become(call, ['Disconnected', 'Disconnected']);
		});

		it('rings for an extension too, whose device is not named', async () => {
			const from = { extensionId: reception.id };
			const { status, data } = await callOut(from, { phoneNumber: '+12125550123' });

			expect(status).toBe(201);
			expect(data.session.parties[0]).toMatchObject({ extensionId: reception.id });
			expect(data.session.parties[0].from).not.toHaveProperty('deviceId');
		});

		it.each([
			['a queue', { extensionId: salesQueue.id }],
			['a device and an extension', { ...phoneOf(reception), extensionId: reception.id }],
			['a device of nobody', { deviceId: '1' }],
			['a device that is offline', { deviceId: '801103' }],
			['no device', {}],
		])('is refused from %s', async (_case, from) => {
			expect((await callOut(from, { phoneNumber: '+12125550123' })).status).toBe(400);
		});
	});

	it('from an extension to a number outside rings on both legs until it is answered', async () => {
		const call = await placeCall(
			simulator,
			{ phoneNumber: '+12125550123' },
			{ extensionNumber: '101' },
		);
		expect(call.parties.map((party) => party.status)).toEqual(['Proceeding', 'Proceeding']);

		await act(simulator, call, 2, 'answer');

		await become(call, ['Answered', 'Answered']);
	});

	describe('a command', () => {
		it('for a party of another call finds nothing', async () => {
			const [one, other] = [await conversation(), await conversation()];

			const { status, data } = await simulator.api.post(
				`${sessionPath(one)}/parties/${partyIdOf(other, 2)}/hold`,
			);

			expect(status).toBe(404);
			expect(data.errors[0]).toMatchObject({ errorCode: 'CMN-102', parameterName: 'partyId' });
		});

		it('for a leg outside the account does not fit', async () => {
			const { status, data } = await command(await conversation(), 1, 'hold');

			expect(status).toBe(409);
			expect(data.errors[0]).toEqual({ errorCode: 'TAS-102', message: 'Incorrect State' });
		});

		it('needs the Call Control permission, which the refusal names', async () => {
			const call = await conversation();
			await simulator.control.patch('/options', { permissions: ['ReadAccounts'] });

			const { status, data } = await command(call, 2, 'hold');

			expect(status).toBe(403);
			expect(data.errors[0]).toMatchObject({
				errorCode: 'CMN-401',
				permissionName: 'CallControl',
			});
		});

		it('with a body that is not JSON is refused', async () => {
			const call = await ring();
			const response = await simulator.api.post(`${partyPath(call, 2)}/forward`, '{', {
				headers: { 'Content-Type': 'application/json' },
			});

			expect(response.status).toBe(400);
		});

		it('with a body of another type is refused', async () => {
			const call = await ring();
			const response = await simulator.api.post(`${partyPath(call, 2)}/forward`, '<forward/>', {
				headers: { 'Content-Type': 'text/xml' },
			});

			expect(response.status).toBe(415);
		});
	});
});
