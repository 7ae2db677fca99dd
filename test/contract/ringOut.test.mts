import { reception } from '../../simulator/account.mts';
import { eventually } from './eventually.mts';
import {
	type PartyNotification,
	members,
	notificationsOf,
	story,
	subscribe,
	writtenNotifications,
} from './notifications.mts';
import { type SimulatedCall, act } from './phones.mts';
import { useSimulator, useWebhookReceiver } from './useSimulator.mts';

const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });
const receiver = useWebhookReceiver();

const ownNumber = reception.directNumber ?? '';
const calledNumber = '+14155550123';
const ringOutsPath = '/restapi/v1.0/account/~/extension/~/ring-out';

async function startRingOut(from: object = { phoneNumber: ownNumber }): Promise<{ id: string }> {
	const { data } = await simulator.api.post<{ id: string }>(ringOutsPath, {
		from,
		to: { phoneNumber: calledNumber },
	});
	return data;
}

/** The newest call, once a party of it with this number rings. */
async function ringing(partyNumber: number): Promise<SimulatedCall> {
	const calls = await eventually(
		async () => (await simulator.control.get<SimulatedCall[]>('/calls')).data,
		(all) => all.at(-1)?.parties[partyNumber - 1]?.status === 'Proceeding',
	);
	const newest = calls.at(-1);
	if (!newest) throw new Error('There is no call');
	return newest;
}

const notifications = () => notificationsOf(simulator, receiver);

describe('A RingOut in one session', () => {
	async function talkAndHangUp(): Promise<PartyNotification[]> {
		await subscribe(simulator, receiver);
		await startRingOut();
		const call = await ringing(1);
		await act(simulator, call, 1, 'answer');
		await ringing(2);
		await act(simulator, call, 2, 'answer');
		await act(simulator, call, 2, 'hangup');
		return await notifications();
	}

	it('rings both phones as inbound legs, one after the other', async () => {
		expect(story(await talkAndHangUp())).toEqual([
			...['1 Inbound Proceeding', '1 Inbound Answered'],
			...['2 Inbound Proceeding', '2 Inbound Answered'],
			...['2 Inbound Disconnected', '1 Inbound Disconnected'],
		]);
	});

	it('marks each phone, and shows each the other phone', async () => {
		const [own, , called] = await talkAndHangUp();

		expect(own).toMatchObject({ sequence: 2, origin: 'RingOut' });
		expect(own?.party).toMatchObject({
			extensionId: reception.id,
			ringOutRole: 'Initiator',
			from: { phoneNumber: calledNumber },
			to: { phoneNumber: ownNumber, name: reception.name, extensionId: reception.id },
		});
		expect(called?.party).toMatchObject({
			ringOutRole: 'Target',
			from: { phoneNumber: ownNumber },
			to: { phoneNumber: calledNumber },
		});
		expect(called?.party).not.toHaveProperty('extensionId');
		expect(called?.telephonySessionId).toBe(own?.telephonySessionId);
	});

	it('shows the roles to a reader of the call', async () => {
		await startRingOut();
		const { telephonySessionId } = await ringing(1);

		const { data } = await simulator.api.get(
			`/restapi/v1.0/account/~/telephony/sessions/${telephonySessionId}`,
		);

		expect(data).toMatchObject({
			origin: { type: 'RingOut' },
			parties: [{ direction: 'Inbound', ringOutRole: 'Initiator' }],
		});
	});

	it('is over without a missed call when the own phone is not answered', async () => {
		await simulator.control.patch('/options', { missedCall: 'missedLeg' });
		await subscribe(simulator, receiver);
		await startRingOut();

		await act(simulator, await ringing(1), 1, 'no-answer');

		const received = await notifications();
		expect(story(received)).toEqual(['1 Inbound Proceeding', '1 Inbound Disconnected']);
		expect(received.map(({ party }) => party.missedCall)).toEqual([false, false]);
	});

	it('ends at both phones when the own phone hangs up', async () => {
		await startRingOut();
		const call = await ringing(1);
		await act(simulator, call, 1, 'answer');
		await ringing(2);

		const { parties } = await act(simulator, call, 1, 'hangup');

		expect(parties.map(({ status }) => status)).toEqual(['Disconnected', 'Disconnected']);
	});

	it('rings a colleague from Proceeding on, and cannot be parked by its owner', async () => {
		await subscribe(simulator, receiver);
		await simulator.api.post(ringOutsPath, {
			from: { phoneNumber: ownNumber },
			to: { phoneNumber: '+14155550102' },
		});
		const call = await ringing(1);
		await act(simulator, call, 1, 'answer');
		await ringing(2);
		await act(simulator, call, 2, 'answer');

		expect(story(await notifications()).slice(2)).toEqual([
			'2 Inbound Proceeding',
			'2 Inbound Answered',
		]);
		const park = (party: number) =>
			simulator.api.post(
				`/restapi/v1.0/account/~/telephony/sessions/${call.telephonySessionId}/parties/${call.parties[0]?.id.replace(/1$/, String(party))}/park`,
			);
		expect((await park(1)).status).toBe(409);
		expect((await park(2)).status).toBe(201);
	});

	it("shows the owner's mobile as the owner's leg", async () => {
		await subscribe(simulator, receiver);
		await startRingOut({ forwardingNumberId: reception.forwardingNumbers[0]?.id });
		await ringing(1);

		const [own] = await notifications();
		expect(own?.party).toMatchObject({
			extensionId: reception.id,
			to: { phoneNumber: reception.forwardingNumbers[0]?.phoneNumber, extensionId: reception.id },
		});
	});
});

describe('A RingOut in two sessions', () => {
	beforeEach(async () => {
		await simulator.control.patch('/options', { ringOutForm: 'twoSessions' });
	});

	it("rings the own phone in the session with the higher number, and crosses the other's ends", async () => {
		await subscribe(simulator, receiver);
		await startRingOut();
		await act(simulator, await ringing(2), 2, 'answer');
		await act(simulator, await ringing(2), 2, 'answer');

		const received = await notifications();
		const own = received.find(({ party }) => party.direction === 'Inbound');
		const outgoing = received.find(
			({ party }) => party.direction === 'Outbound' && party.extensionId === reception.id,
		);
		expect(Number(own?.sessionId) - Number(outgoing?.sessionId)).toBe(2_000);
		expect(own?.party).toMatchObject({ ringOutRole: 'Initiator', extensionId: reception.id });
		expect(own?.party.from.phoneNumber).toBe(outgoing?.party.to.phoneNumber);
		expect(own?.party.to.phoneNumber).toBe(outgoing?.party.from.phoneNumber);
		expect(new Set(received.map(({ origin }) => origin))).toEqual(new Set(['RingOut']));
	});

	it.each([0, 1])('is over when a party hangs up in session %i', async (which) => {
		const { id } = await startRingOut();
		await act(simulator, await ringing(2), 2, 'answer');
		await ringing(2);
		const { data: calls } = await simulator.control.get<SimulatedCall[]>('/calls');
		const hungUp = calls[which];
		if (hungUp) await act(simulator, hungUp, 2, 'hangup');

		await eventually(
			async () => (await simulator.control.get<SimulatedCall[]>('/calls')).data,
			(all) =>
				all.length === 2 &&
				all.every(({ parties }) => parties.every(({ status }) => status === 'Disconnected')),
		);
		expect((await simulator.api.get(`${ringOutsPath}/${id}`)).status).toBe(404);
	});

	it.each(['threeSessions', true])('is no option called %j', async (ringOutForm) => {
		await expect(simulator.control.patch('/options', { ringOutForm })).rejects.toMatchObject({
			response: { status: 400 },
		});
	});
});

it('A RingMe has separate roles, and rings the visitor of the page first', async () => {
	await subscribe(simulator, receiver);
	await simulator.control.post('/ring-me', {
		extensionNumber: reception.number,
		phoneNumber: calledNumber,
	});
	const call = await ringing(1);
	await act(simulator, call, 1, 'answer');
	await ringing(2);

	const [visitor, , user] = await notifications();
	expect(visitor).toMatchObject({ origin: 'RingMe' });
	expect(visitor?.party).toMatchObject({
		ringMeRole: 'Initiator',
		to: { phoneNumber: calledNumber },
	});
	expect(visitor?.party).not.toHaveProperty('ringOutRole');
	expect(user?.party).toMatchObject({ ringMeRole: 'Target', extensionId: reception.id });
});

describe('A RingOut, member by member', () => {
	it.each([
		['both talk', 'ringout-one-session'],
		['it is not taken', 'ringout-cancelled'],
	])('agrees with the written notifications, when %s', async (_what, name) => {
		await subscribe(simulator, receiver);
		await startRingOut();
		const call = await ringing(1);
		if (name === 'ringout-one-session') {
			await act(simulator, call, 1, 'answer');
			await ringing(2);
			await act(simulator, call, 2, 'answer');
			await act(simulator, call, 2, 'hangup');
		} else {
			await act(simulator, call, 1, 'hangup');
		}

		const [received, expected] = [await notifications(), writtenNotifications(name)];
		expect(story(received)).toEqual(story(expected));
		expect(received.map(members)).toEqual(expected.map(members));
	});
});
