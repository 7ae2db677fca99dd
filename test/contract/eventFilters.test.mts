import { accountManager, reception, salesQueue } from '../../simulator/account.mts';
import type { Delivery } from '../../simulator/subscriptions/deliveryLog.mts';
import { sessionsFilter, webhook } from './apiClient.mts';
import { eventually } from './eventually.mts';
import { type SimulatedCall, act, outsideCaller, partyPath, placeCall } from './phones.mts';
import { useSimulator, useWebhookReceiver } from './useSimulator.mts';

const ownSessions = '/restapi/v1.0/account/~/extension/~/telephony/sessions';
const presence = (extension: string, query = '') =>
	`/restapi/v1.0/account/~/${extension}presence${query}`;

describe('what an event filter lets through', () => {
	const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });
	const receiver = useWebhookReceiver();

	/** `party status` of each event, in the order of their times. */
	async function heard(...eventFilters: string[]): Promise<string[]> {
		await simulator.api.post('/restapi/v1.0/subscription', webhook(receiver.address, eventFilters));
		await aDay();
		// Deliveries are independent of each other: the log shows when the last has arrived.
		await eventually(
			async () => (await simulator.control.get<Delivery[]>('/deliveries')).data,
			(deliveries) => deliveries.every((delivery) => delivery.finishedAt !== null),
		);
		return receiver
			.events()
			.filter((event) => event.body.parties)
			.sort(
				(one, other) =>
					one.timestamp.localeCompare(other.timestamp) || one.body.sequence - other.body.sequence,
			)
			.map((event) => {
				const [party] = event.body.parties ?? [];
				return `${party?.id.split('-').at(-1) ?? ''} ${party?.status.code ?? ''}`;
			});
	}

	/** An answered and recorded call to Reception, and a missed call to the manager. */
	async function aDay(): Promise<void> {
		const first = await ring(reception.directNumber);
		await act(simulator, first, 2, 'answer');
		await simulator.api.post(`${partyPath(first, 2)}/recordings`);
		await act(simulator, first, 1, 'hangup');
		const second = await ring(accountManager.directNumber, { phoneNumber: '+14155550188' });
		await act(simulator, second, 1, 'hangup');
	}

	function ring(phoneNumber = '', from: object = outsideCaller): Promise<SimulatedCall> {
		return placeCall(simulator, { phoneNumber }, from);
	}

	it('is every party of every call, for the account', async () => {
		expect(await heard(sessionsFilter)).toEqual([
			...['1 Setup', '2 Setup', '1 Answered', '2 Proceeding', '2 Answered', '2 Answered'],
			...['1 Disconnected', '2 Disconnected'],
			...['1 Setup', '2 Setup', '1 Answered', '2 Proceeding', '1 Disconnected', '2 Disconnected'],
		]);
	});

	it('is the own parties, for an extension', async () => {
		expect(await heard(ownSessions)).toEqual([
			'2 Setup',
			'2 Proceeding',
			'2 Answered',
			'2 Answered',
			'2 Disconnected',
		]);
	});

	it('is narrowed by direction', async () => {
		const parties = (await heard(`${sessionsFilter}?direction=Outbound`)).map((text) => text[0]);

		expect(new Set(parties)).toEqual(new Set(['1']));
	});

	it('is narrowed by status code, several of them by several filters', async () => {
		expect(
			await heard(
				`${sessionsFilter}?direction=Inbound&statusCode=Proceeding`,
				`${sessionsFilter}?statusCode=Setup&direction=Inbound`,
			),
		).toEqual(['2 Setup', '2 Proceeding', '2 Setup', '2 Proceeding']);
	});

	it('comes once, though two filters match', async () => {
		expect(
			await heard(
				`${ownSessions}?statusCode=Setup`,
				`${sessionsFilter}?statusCode=Setup&phoneNumber=+14155550101`,
			),
		).toEqual(['1 Setup', '2 Setup']);
	});

	it.each(['+14155550188', '%2B14155550188', '+14155550102'])(
		'is narrowed by the phone number of either end: %s',
		async (number) => {
			expect(await heard(`${sessionsFilter}?phoneNumber=${number}`)).toHaveLength(6);
		},
	);

	it('is narrowed to missed calls', async () => {
		await simulator.control.patch('/options', { missedCall: 'missedLeg' });

		expect(await heard(`${sessionsFilter}?missedCall=true`)).toEqual(['2 Disconnected']);
	});

	it('is nothing where missed calls are asked for and events never say so', async () => {
		expect(await heard(`${sessionsFilter}?missedCall=true`)).toEqual([]);
	});

	it('is all legs of the own calls, for an extension, where RingCentral delivers them', async () => {
		await simulator.control.patch('/options', { extensionEvents: 'allLegs' });

		expect(await heard(ownSessions)).toEqual([
			...['2 Setup', '1 Answered', '2 Proceeding', '2 Answered', '2 Answered'],
			...['1 Disconnected', '2 Disconnected'],
		]);
	});

	it('is narrowed to calls with recordings', async () => {
		expect(await heard(`${sessionsFilter}?withRecordings=true`)).toEqual([
			'2 Answered',
			'2 Disconnected',
		]);
	});

	it('has SIP data only where that is asked for', async () => {
		await heard(`${ownSessions}?statusCode=Setup&sipData=true`);
		expect(receiver.events()[0]?.body.parties?.[0]).toHaveProperty('sipData.fromTag');

		await simulator.control.post('/reset');
		receiver.posts.length = 0;
		await simulator.signInAgain();
		await heard(`${ownSessions}?statusCode=Setup`);
		expect(receiver.events()[0]?.body.parties?.[0]).not.toHaveProperty('sipData');
	});

	it('names the owner of the party in its path, whatever the filter was', async () => {
		await heard(`${sessionsFilter}?statusCode=Setup&phoneNumber=+14155550101`);

		expect(new Set(receiver.events().map((event) => event.event))).toEqual(
			new Set([
				'/restapi/v1.0/account/37439510/telephony/sessions',
				'/restapi/v1.0/account/37439510/extension/37439511/telephony/sessions',
			]),
		);
	});

	describe('for presence', () => {
		it('is each change of what the phone does, with the calls if asked for', async () => {
			await heard(presence('extension/~/', '?detailedTelephonyState=true&sipData=true'));

			const events = receiver.events();
			expect(events.map((event) => event.body.telephonyStatus)).toEqual([
				'Ringing',
				'CallConnected',
				'NoCall',
			]);
			expect(events.map((event) => event.body.activeCalls?.[0]?.telephonyStatus)).toEqual([
				'Ringing',
				'CallConnected',
				'NoCall',
			]);
			expect(events[2]?.body.activeCalls?.[0]).toMatchObject({ terminationType: 'final' });
			expect(events[0]?.event).toBe(
				'/restapi/v1.0/account/37439510/extension/37439511/presence?detailedTelephonyState=true&sipData=true',
			);
		});

		it('has no calls unless asked for', async () => {
			await heard(presence('extension/~/'));

			expect(receiver.events()).toHaveLength(3);
			for (const event of receiver.events()) expect(event.body).not.toHaveProperty('activeCalls');
		});

		it('is everybody, for the account', async () => {
			await heard(presence(''));

			expect(receiver.events().map((event) => event.body.telephonyStatus)).toEqual([
				'Ringing',
				'CallConnected',
				'NoCall',
				'Ringing',
				'NoCall',
			]);
		});

		it('is not the queue, only its agents', async () => {
			await simulator.api.post(
				'/restapi/v1.0/subscription',
				webhook(receiver.address, [presence('', '?detailedTelephonyState=true')]),
			);
			await placeCall(simulator, { extensionNumber: salesQueue.number });

			const events = await receiver.eventsOnce(2);

			expect(events.map((event) => event.body.activeCalls?.[0])).toMatchObject([
				{ queueCall: true },
				{ queueCall: true },
			]);
		});
	});
});
