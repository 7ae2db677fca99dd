import { reception } from '../../simulator/account.mts';
import {
	type SimulatedCall,
	act,
	converse,
	partyIdOf,
	partyPath,
	placeCall,
	sessionPath,
	stateOf,
	statuses,
	untilStatuses,
} from './phones.mts';
import { useSimulator } from './useSimulator.mts';

describe('a conference', () => {
	const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });

	async function start(): Promise<SimulatedCall> {
		const { data } = await simulator.api.post('/restapi/v1.0/account/~/telephony/conference', {});
		return { telephonySessionId: data.session.id, sessionId: '', parties: [] };
	}

	async function startWithHost(): Promise<SimulatedCall> {
		const conference = await start();
		await simulator.control.post(`/calls/${conference.telephonySessionId}/host-joins`);
		return conference;
	}

	const conversation = () => converse(simulator);

	function bringIn(conference: SimulatedCall, call: SimulatedCall, partyNumber = 2) {
		return simulator.api.post(`${sessionPath(conference)}/parties/bring-in`, {
			sessionId: call.telephonySessionId,
			partyId: partyIdOf(call, partyNumber),
		});
	}

	/** A conference with its host and this many callers. */
	async function conferenceOf(count: number) {
		const conference = await startWithHost();
		const calls: SimulatedCall[] = [];
		for (let number = 1; number <= count; number += 1) {
			const call = await conversation();
			await bringIn(conference, call);
			await untilStatuses(simulator, call, ['Answered', 'Gone/Conference']);
			calls.push(call);
		}
		return { conference, calls };
	}

	const remove = (call: SimulatedCall, partyNumber: number, data?: object) =>
		simulator.api.delete(partyPath(call, partyNumber), { data });
	const become = (call: SimulatedCall, expected: string[]) =>
		untilStatuses(simulator, call, expected);

	it('starts empty, with the token that its host dials', async () => {
		const { status, data } = await simulator.api.post(
			'/restapi/v1.0/account/~/telephony/conference',
		);

		expect(status).toBe(201);
		expect(data.session).toMatchObject({
			origin: { type: 'Conference' },
			parties: [],
			voiceCallToken: expect.stringMatching(/^conf_[0-9a-f]+$/),
		});
		expect((await simulator.api.get(sessionPath(await start()))).status).toBe(200);
	});

	it('is gone when its host has not joined within 38 seconds', async () => {
		const [alone, hosted] = [await start(), await startWithHost()];

		await simulator.control.post('/clock', { advanceSeconds: 39 });

		expect((await simulator.api.get(sessionPath(alone))).status).toBe(404);
		expect((await simulator.api.get(sessionPath(hosted))).status).toBe(200);
	});

	it('has one host', async () => {
		const conference = await startWithHost();

		expect((await simulator.api.get(partyPath(conference, 1))).data).toMatchObject({
			conferenceRole: 'Host',
			direction: 'Outbound',
			extensionId: reception.id,
			status: { code: 'Answered' },
		});
		const again = simulator.control.post(`/calls/${conference.telephonySessionId}/host-joins`);
		await expect(again).rejects.toMatchObject({ response: { status: 409 } });
	});

	it('takes the other end of an own call in; both sides name each other', async () => {
		const conference = await startWithHost();
		const call = await conversation();

		const { status, data } = await bringIn(conference, call);

		expect(status).toBe(201);
		expect(data).toMatchObject({
			id: partyIdOf(conference, 2),
			conferenceRole: 'Participant',
			direction: 'Inbound',
			status: { code: 'Setup' },
		});
		await become(call, ['Answered', 'Gone/Conference']);
		await become(conference, ['Answered', 'Gone']);
		expect((await simulator.api.get(partyPath(call, 2))).data.status.peerId).toEqual({
			sessionId: conference.telephonySessionId,
			partyId: partyIdOf(conference, 2),
		});
		expect((await simulator.api.get(partyPath(conference, 2))).data.status.peerId).toEqual({
			sessionId: call.telephonySessionId,
			partyId: partyIdOf(call, 2),
		});
	});

	it('takes in no party before its host is there', async () => {
		const { status, data } = await bringIn(await start(), await conversation());

		expect(status).toBe(403);
		expect(data.errors[0].errorCode).toBe('TAS-106');
	});

	it.each([
		['a call that still rings', 'ringing', 2],
		['the leg outside', 'answered', 1],
	])('does not take in %s', async (_case, state, partyNumber) => {
		const conference = await startWithHost();
		const call = await placeCall(simulator, { phoneNumber: reception.directNumber ?? '' });
		if (state === 'answered') await act(simulator, call, 2, 'answer');

		expect((await bringIn(conference, call, partyNumber)).status).toBe(409);
		expect(statuses(await stateOf(simulator, conference))).toEqual(['Answered']);
	});

	it('is needed to bring in a party: an ordinary call does not do', async () => {
		expect((await bringIn(await conversation(), await conversation())).status).toBe(409);
	});

	it('takes in ten, not eleven', async () => {
		const { conference } = await conferenceOf(10);

		expect((await bringIn(conference, await conversation())).status).toBe(409);
	});

	it('loses a participant who hangs up, and continues', async () => {
		const { conference, calls } = await conferenceOf(2);
		const [first] = calls;
		if (!first) throw new Error('No call was brought in');

		await act(simulator, first, 1, 'hangup');

		await become(conference, ['Answered', 'Disconnected', 'Gone']);
	});

	it('loses a participant who is removed, whose call is then over', async () => {
		const { conference, calls } = await conferenceOf(2);
		const [first, second] = calls;
		if (!first || !second) throw new Error('No call was brought in');

		expect((await remove(conference, 2)).status).toBe(204);

		await become(first, ['Disconnected', 'Gone/Conference']);
		await become(conference, ['Answered', 'Disconnected', 'Gone']);
		await become(second, ['Answered', 'Gone/Conference']);
		expect((await remove(conference, 2)).status).toBe(404);
	});

	it('ends with the last participant who is removed', async () => {
		const { conference } = await conferenceOf(1);

		await remove(conference, 2);

		await become(conference, ['Disconnected', 'Disconnected']);
	});

	it('continues with its host alone when it is kept alive', async () => {
		const { conference, calls } = await conferenceOf(1);

		await remove(conference, 2, { keepConferenceAlive: true });

		const [call] = calls;
		if (!call) throw new Error('No call was brought in');
		await become(call, ['Disconnected', 'Gone/Conference']);
		await become(conference, ['Answered', 'Disconnected']);
		expect((await simulator.api.get(sessionPath(conference))).status).toBe(200);
	});

	it.each([
		['ends for all when its host is removed', {}, ['Disconnected', 'Disconnected', 'Disconnected']],
		[
			'goes on without its host when it is kept alive',
			{ keepConferenceAlive: true },
			['Disconnected', 'Gone', 'Gone'],
		],
	])('%s', async (_case, body, expected) => {
		const { conference, calls } = await conferenceOf(2);

		await remove(conference, 1, body);

		await become(conference, expected);
		for (const call of calls) {
			await become(call, [expected[1] === 'Gone' ? 'Answered' : 'Disconnected', 'Gone/Conference']);
		}
	});

	it('ends for all when it is dropped', async () => {
		const { conference, calls } = await conferenceOf(2);

		expect((await simulator.api.delete(sessionPath(conference))).status).toBe(204);

		for (const call of calls) await become(call, ['Disconnected', 'Gone/Conference']);
	});

	it.each(['transfer', 'recordings'])('does not know %s', async (verb) => {
		const conference = await startWithHost();

		const { status } = await simulator.api.post(`${partyPath(conference, 1)}/${verb}`, {
			extensionNumber: '102',
		});

		expect(status).toBe(409);
	});
});
