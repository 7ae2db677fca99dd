import { accountManager, frontPark, reception } from '../../simulator/account.mts';
import {
	type PartyNotification,
	notificationsOf,
	presenceEvents,
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
	stateOf,
	statuses,
	untilStatuses,
} from './phones.mts';
import { useSimulator, useWebhookReceiver } from './useSimulator.mts';

const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });
const receiver = useWebhookReceiver();

const notifications = () => notificationsOf(simulator, receiver);
const colleague = { extensionNumber: accountManager.number };

async function parkedInOrbit(): Promise<SimulatedCall> {
	const call = await converse(simulator);
	await simulator.api.post(`${partyPath(call, 2)}/park`);
	await untilStatuses(simulator, call, ['Parked', 'Disconnected/CallPark']);
	return call;
}

async function parkedAtLocation(): Promise<SimulatedCall> {
	const call = await converse(simulator);
	await simulator.api.post(`${partyPath(call, 2)}/transfer`, { parkOrbit: frontPark.id });
	await untilStatuses(simulator, call, ['Parked', 'Disconnected/ParkLocation']);
	return call;
}

describe('A parked call', () => {
	it('waits under a number, which its status holds', async () => {
		await subscribe(simulator, receiver);
		const call = await parkedInOrbit();

		const received = await notifications();
		expect(received.at(-1)?.party.status).toEqual({ code: 'Parked', parkData: '*801', rcc: false });
		expect(received.at(-1)?.party.park).toEqual({});
		expect(received.at(-2)?.party).toMatchObject({ status: { reason: 'CallPark' }, park: {} });
		const { data } = await simulator.api.get(partyPath(call, 1));
		expect(data.status.parkData).toBe('*801');
		expect(data).not.toHaveProperty('park');
	});

	it('waits in a park location, whose ID stands beside its status', async () => {
		await subscribe(simulator, receiver);
		await parkedAtLocation();

		const parked = (await notifications()).at(-1)?.party;
		expect(parked).toMatchObject({ status: { code: 'Parked' }, park: { id: frontPark.id } });
		expect(parked?.status).not.toHaveProperty('parkData');
	});
});

describe('A colleague who dials where a call is parked', () => {
	it.each<[string, (call: SimulatedCall) => Promise<SimulatedCall>]>([
		['with a telephone', () => placeCall(simulator, { phoneNumber: '*801' }, colleague)],
		['with the control', (call) => act(simulator, call, 1, 'retrieve', colleague)],
	])('has a separate session, to which the parked party moves, %s', async (_how, dial) => {
		const call = await parkedInOrbit();
		await subscribe(simulator, receiver);

		const own = await dial(call);

		const received = await notifications();
		expect(story(received)).toEqual([
			...['1 Outbound Setup', '1 Outbound Answered'],
			'1 Outbound Gone/Pickup',
		]);
		const [dialled, answered, gone] = received;
		expect(own.telephonySessionId).not.toBe(call.telephonySessionId);
		expect(dialled).toMatchObject({
			telephonySessionId: own.telephonySessionId,
			sequence: 2,
			party: { extensionId: accountManager.id, to: { phoneNumber: '*801' } },
		});
		expect(answered?.party.status).not.toHaveProperty('reason');
		expect(gone).toMatchObject({
			telephonySessionId: call.telephonySessionId,
			party: {
				id: partyIdOf(call, 1),
				status: {
					peerId: {
						telephonySessionId: own.telephonySessionId,
						sessionId: own.sessionId,
						partyId: partyIdOf(own, 2),
					},
				},
			},
		});
		expect((await stateOf(simulator, call)).over).toBe(true);
	});

	it('talks to the parked party, and can send it elsewhere', async () => {
		await parkedInOrbit();
		const own = await placeCall(simulator, { phoneNumber: '*801' }, colleague);

		expect((await simulator.api.post(`${partyPath(own, 1)}/hold`)).status).toBe(200);
		await simulator.api.post(`${partyPath(own, 1)}/transfer`, { extensionId: reception.id });

		await untilStatuses(simulator, own, [
			'Disconnected/BlindTransfer',
			...['Answered', 'Proceeding'],
		]);
		expect((await stateOf(simulator, own)).parties[2]?.from).toEqual(outsideCaller);
	});

	it.each([1, 2])(
		'gets no further events when party %i hangs up, except for the own leg',
		async (who) => {
			await parkedInOrbit();
			const own = await placeCall(simulator, { phoneNumber: '*801' }, colleague);
			await subscribe(simulator, receiver);

			await act(simulator, own, who, 'hangup');

			expect(story(await notifications())).toEqual(['1 Outbound Disconnected']);
			expect((await stateOf(simulator, own)).over).toBe(true);
		},
	);

	it('takes it out of a park location by its short number', async () => {
		const call = await parkedAtLocation();

		await placeCall(simulator, { extensionNumber: frontPark.number }, colleague);

		await untilStatuses(simulator, call, ['Gone/Pickup', 'Disconnected/ParkLocation']);
	});

	it('finds no call where none is parked', async () => {
		await expect(placeCall(simulator, { phoneNumber: '*801' }, colleague)).rejects.toMatchObject({
			response: { status: 400 },
		});
		const call = await converse(simulator);
		await expect(act(simulator, call, 1, 'retrieve', colleague)).rejects.toMatchObject({
			response: { status: 409 },
		});
	});

	it('is never a caller outside', async () => {
		await parkedInOrbit();

		await expect(placeCall(simulator, { phoneNumber: '*801' })).rejects.toMatchObject({
			response: { status: 400 },
		});
	});

	it('joins the session of the parked party, where RingCentral uses this form', async () => {
		await simulator.control.patch('/options', { pickUpForm: 'parkedSession' });
		const call = await parkedInOrbit();

		const joined = await placeCall(simulator, { phoneNumber: '*801' }, colleague);

		expect(joined.telephonySessionId).toBe(call.telephonySessionId);
		expect(statuses(await stateOf(simulator, call))).toEqual([
			...['Answered', 'Disconnected/CallPark'],
			'Answered/Pickup',
		]);
	});
});

it.each(['ownSession', 'parkedSession'])(
	'The command takes a call out of a park location: %s',
	async (pickUpForm) => {
		await simulator.control.patch('/options', { pickUpForm });
		const call = await parkedAtLocation();

		const { status, data } = await simulator.api.post(
			`${partyPath(call, 1)}/pickup`,
			phoneOf(accountManager),
		);

		expect(status).toBe(201);
		expect(data).toMatchObject({ id: partyIdOf(call, 3), to: phoneOf(accountManager) });
		await untilStatuses(simulator, call, [
			...['Answered', 'Disconnected/ParkLocation'],
			'Answered/Pickup',
		]);
	},
);

describe('The presence of a park location', () => {
	const presencePath = `/restapi/v1.0/account/~/extension/${frontPark.id}/presence`;
	const detailed = `${presencePath}?detailedTelephonyState=true&sipData=true`;

	it('shows the waiting caller', async () => {
		const call = await parkedAtLocation();

		const { data } = await simulator.api.get(detailed);

		expect(data).toMatchObject({
			telephonyStatus: 'ParkedCall',
			activeCalls: [
				{
					telephonyStatus: 'ParkedCall',
					telephonySessionId: call.telephonySessionId,
					partyId: partyIdOf(call, 1),
					sipData: { toTag: expect.any(String), fromTag: expect.any(String) },
				},
			],
		});
	});

	it.each(['ownSession', 'parkedSession'])(
		'changes when a call is parked and picked up: %s',
		async (pickUpForm) => {
			await simulator.control.patch('/options', { pickUpForm });
			await subscribe(simulator, receiver, [detailed]);
			const call = await parkedAtLocation();
			await act(simulator, call, 1, 'retrieve', colleague);
			await notifications();

			const received = presenceEvents(receiver).sort(
				(one, other) => one.body.sequence - other.body.sequence,
			);
			expect(received.map(({ body }) => body.telephonyStatus)).toEqual(['ParkedCall', 'NoCall']);
			expect(received.map(({ body }) => body.activeCalls)).toMatchObject([
				[{ partyId: partyIdOf(call, 1), telephonyStatus: 'ParkedCall' }],
				[{ partyId: partyIdOf(call, 1), terminationType: 'final' }],
			]);
			expect(received[0]?.event).toContain(`/extension/${frontPark.id}/presence`);
		},
	);

	it('changes when the parked party hangs up', async () => {
		await subscribe(simulator, receiver, [detailed]);
		await act(simulator, await parkedAtLocation(), 1, 'hangup');
		await notifications();

		expect(presenceEvents(receiver)).toHaveLength(2);
	});

	it('does not include orbits', async () => {
		await parkedInOrbit();

		expect((await simulator.api.get(presencePath)).data.telephonyStatus).toBe('NoCall');
	});

	it('cannot be set, and is not among those of the account', async () => {
		await subscribe(simulator, receiver, ['/restapi/v1.0/account/~/presence']);
		await parkedAtLocation();
		await notifications();

		expect((await simulator.api.put(presencePath, { userStatus: 'Busy' })).status).toBe(403);
		const { data } = await simulator.api.get('/restapi/v1.0/account/~/presence');
		expect(JSON.stringify(data)).not.toContain(frontPark.id);
		expect(presenceEvents(receiver).map(({ body }) => body.telephonyStatus)).not.toContain(
			'ParkedCall',
		);
	});
});

describe('Parking and picking up, held against written notifications', () => {
	const membersOf = ({ party }: PartyNotification) => ({
		party: Object.keys(party).sort(),
		// Captures have data for RingCentral's mobile app, written notifications do not.
		status: Object.keys(party.status)
			.filter((name) => name !== 'mobilePickupData')
			.sort(),
	});

	it('goes the same way, with the same members', async () => {
		await subscribe(simulator, receiver);
		await parkedInOrbit();
		const own = await placeCall(simulator, { phoneNumber: '*801' }, colleague);
		await act(simulator, own, 1, 'hangup');

		const [received, expected] = [await notifications(), writtenNotifications('park-and-pick-up')];
		expect(story(received)).toEqual(story(expected));
		expect(received.map(membersOf)).toEqual(expected.map(membersOf));
	});
});
