import { accountManager, reception } from '../../simulator/account.mts';
import {
	members,
	notificationsOf,
	story,
	subscribe,
	writtenNotifications,
} from './notifications.mts';
import {
	act,
	converse,
	outsideCaller,
	partyPath,
	phoneOf,
	placeCall,
	stateOf,
	untilStatuses,
} from './phones.mts';
import { useSimulator, useWebhookReceiver } from './useSimulator.mts';

const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });
const receiver = useWebhookReceiver();

const computer = { deviceId: reception.devices[1]?.id };
const ring = () => placeCall(simulator, { phoneNumber: reception.directNumber ?? '' });
const notifications = () => notificationsOf(simulator, receiver);

describe('A user who continues a call on another telephone', () => {
	it('gets a new outbound leg with reversed ends, and then loses the old leg', async () => {
		const call = await converse(simulator);
		await subscribe(simulator, receiver);

		await act(simulator, call, 2, 'switch', computer);

		const received = await notifications();
		expect(story(received)).toEqual(['3 Outbound Answered', '2 Inbound Disconnected/CallSwitch']);
		expect(received[0]?.party).toMatchObject({ extensionId: reception.id });
		expect(received[0]?.party.from).toEqual({ phoneNumber: reception.directNumber });
		expect(received[0]?.party.to).toEqual({ phoneNumber: outsideCaller.phoneNumber });
	});

	it('can still hold, park and send the call elsewhere, as the same caller’s', async () => {
		const call = await converse(simulator);
		await act(simulator, call, 2, 'switch', computer);

		expect((await simulator.api.post(`${partyPath(call, 3)}/hold`)).status).toBe(200);
		await simulator.api.post(`${partyPath(call, 3)}/transfer`, { extensionNumber: '102' });

		await untilStatuses(simulator, call, [
			...['Answered', 'Disconnected/CallSwitch', 'Disconnected/BlindTransfer'],
			'Proceeding',
		]);
		expect((await stateOf(simulator, call)).parties[3]?.from).toEqual(outsideCaller);
		const other = await converse(simulator);
		await act(simulator, other, 2, 'switch', computer);
		expect((await simulator.api.post(`${partyPath(other, 3)}/park`)).status).toBe(201);
	});

	it('keeps an outgoing call outgoing, from the other telephone', async () => {
		const call = await placeCall(
			simulator,
			{ phoneNumber: '+12125550123' },
			{ extensionNumber: reception.number },
		);
		await act(simulator, call, 2, 'answer');
		await subscribe(simulator, receiver);

		await act(simulator, call, 1, 'switch', computer);

		const [taken] = await notifications();
		expect(taken?.party).toMatchObject({
			direction: 'Outbound',
			from: { extensionId: reception.id, ...computer },
			to: { phoneNumber: '+12125550123' },
		});
	});

	it.each([
		["a colleague's telephone", () => converse(simulator), phoneOf(accountManager), 400],
		['a call that still rings', ring, computer, 409],
	])('does not do so with %s', async (_what, prepare, device, status) => {
		await expect(act(simulator, await prepare(), 2, 'switch', device)).rejects.toMatchObject({
			response: { status },
		});
	});
});

describe('Another telephone of the extension that begins to ring', () => {
	it('is a second Proceeding of the same party', async () => {
		const call = await ring();
		await subscribe(simulator, receiver);

		await act(simulator, call, 2, 'also-ring', computer);

		const received = await notifications();
		expect(story(received)).toEqual(['2 Inbound Proceeding']);
		expect(received[0]).toMatchObject({ sequence: 6 });
		expect(received[0]?.party.status).toHaveProperty('mobilePickupData.ccMailboxes');
		expect(received[0]?.party.to).not.toHaveProperty('deviceId');
	});

	it.each([
		["a colleague's", ring, phoneOf(accountManager), 400],
		["one's own, when the call is answered", () => converse(simulator), computer, 409],
	])('is not %s', async (_what, prepare, device, status) => {
		await expect(act(simulator, await prepare(), 2, 'also-ring', device)).rejects.toMatchObject({
			response: { status },
		});
	});
});

it('A flipped call rings the number as another inbound leg, which takes over', async () => {
	const call = await converse(simulator);
	await subscribe(simulator, receiver);
	await simulator.api.post(`${partyPath(call, 2)}/flip`, { callFlipId: '2' });
	await act(simulator, call, 3, 'answer');

	const received = await notifications();
	expect(story(received)).toEqual([
		...['3 Inbound Proceeding', '3 Inbound Answered'],
		'2 Inbound Disconnected/CallFlip',
	]);
	expect(received[0]?.party).toMatchObject({ extensionId: reception.id });
	expect(received[0]?.party.to).toEqual({
		phoneNumber: reception.forwardingNumbers[0]?.phoneNumber,
	});
});

describe('Switching and ringing twice, held against written notifications', () => {
	it('goes the same way when the telephone is changed', async () => {
		await subscribe(simulator, receiver);
		const call = await ring();
		await act(simulator, call, 2, 'answer');
		await act(simulator, call, 2, 'switch', computer);
		await act(simulator, call, 3, 'hold');
		await act(simulator, call, 3, 'unhold');
		await act(simulator, call, 3, 'hangup');

		const [received, expected] = [await notifications(), writtenNotifications('own-device-switch')];
		expect(story(received)).toEqual(story(expected));
		const isNewLeg = ({ party }: (typeof received)[number]) => party.id.endsWith('-3');
		expect(received.filter(isNewLeg).map(members)).toEqual(expected.filter(isNewLeg).map(members));
	});

	it('goes the same way when another telephone rings too', async () => {
		await subscribe(simulator, receiver);
		await act(simulator, await ring(), 2, 'also-ring', computer);

		expect(story(await notifications())).toEqual(story(writtenNotifications('proceeding-twice')));
	});
});
