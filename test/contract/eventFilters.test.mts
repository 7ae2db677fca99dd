import { accountManager, reception, salesQueue } from '../../simulator/account.mts';
import type { Delivery } from '../../simulator/subscriptions/deliveryLog.mts';
import { sessionsFilter, webhook } from './apiClient.mts';
import { eventually } from './eventually.mts';
import { type SimulatedCall, act, outsideCaller, partyPath, placeCall } from './phones.mts';
import { useSimulator, useWebhookReceiver } from './useSimulator.mts';

const ownSessions = '/restapi/v1.0/account/~/extension/~/telephony/sessions';
const presence = (extension: string, query = '') =>
	`/restapi/v1.0/account/~/${extension}presence${query}`;

describe('the events of an event filter', () => {
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

	it('are every party of every call, for the account', async () => {
		expect(await heard(sessionsFilter)).toEqual([
			...['1 Setup', '2 Setup', '1 Answered', '2 Proceeding', '2 Answered', '2 Answered'],
			...['1 Disconnected', '2 Disconnected'],
			...['1 Setup', '2 Setup', '1 Answered', '2 Proceeding', '1 Disconnected', '2 Disconnected'],
		]);
	});

	it("are the extension's own parties, for an extension", async () => {
		expect(await heard(ownSessions)).toEqual([
			'2 Setup',
			'2 Proceeding',
			'2 Answered',
			'2 Answered',
			'2 Disconnected',
		]);
	});

	it('are narrowed by direction', async () => {
		const parties = (await heard(`${sessionsFilter}?direction=Outbound`)).map((text) => text[0]);

		expect(new Set(parties)).toEqual(new Set(['1']));
	});

	it('are narrowed by status code, with one filter for each code', async () => {
		expect(
			await heard(
				`${sessionsFilter}?direction=Inbound&statusCode=Proceeding`,
				`${sessionsFilter}?statusCode=Setup&direction=Inbound`,
			),
		).toEqual(['2 Setup', '2 Proceeding', '2 Setup', '2 Proceeding']);
	});

	it('come once, though two filters match', async () => {
		expect(
			await heard(
				`${ownSessions}?statusCode=Setup`,
				`${sessionsFilter}?statusCode=Setup&phoneNumber=+14155550101`,
			),
		).toEqual(['1 Setup', '2 Setup']);
	});

	it.each(['+14155550188', '%2B14155550188', '+14155550102'])(
		'are narrowed by the phone number of either end: %s',
		async (number) => {
			expect(await heard(`${sessionsFilter}?phoneNumber=${number}`)).toHaveLength(6);
		},
	);

	it('are narrowed to missed calls', async () => {
		await simulator.control.patch('/options', { missedCall: 'missedLeg' });

		expect(await heard(`${sessionsFilter}?missedCall=true`)).toEqual(['2 Disconnected']);
	});

	it('are none where missed calls are asked for and events never mark them', async () => {
		expect(await heard(`${sessionsFilter}?missedCall=true`)).toEqual([]);
	});

	it("are all legs of the extension's own calls, where RingCentral delivers them", async () => {
		await simulator.control.patch('/options', { extensionEvents: 'allLegs' });

		expect(await heard(ownSessions)).toEqual([
			...['2 Setup', '1 Answered', '2 Proceeding', '2 Answered', '2 Answered'],
			...['1 Disconnected', '2 Disconnected'],
		]);
	});

	it('are narrowed to calls with recordings', async () => {
		expect(await heard(`${sessionsFilter}?withRecordings=true`)).toEqual([
			'2 Answered',
			'2 Disconnected',
		]);
	});

	it('have SIP data only on request', async () => {
		await heard(`${ownSessions}?statusCode=Setup&sipData=true`);
		expect(receiver.events()[0]?.body.parties?.[0]).toHaveProperty('sipData.fromTag');

		await simulator.control.post('/reset');
		receiver.posts.length = 0;
		await simulator.signInAgain();
		await heard(`${ownSessions}?statusCode=Setup`);
		expect(receiver.events()[0]?.body.parties?.[0]).not.toHaveProperty('sipData');
	});

	it('name the owner of the party in their path, with any filter', async () => {
		await heard(`${sessionsFilter}?statusCode=Setup&phoneNumber=+14155550101`);

		expect(new Set(receiver.events().map((event) => event.event))).toEqual(
			new Set([
				'/restapi/v1.0/account/37439510/telephony/sessions',
				'/restapi/v1.0/account/37439510/extension/37439511/telephony/sessions',
			]),
		);
	});

	describe('for presence', () => {
		it("are each change of the phone's state, with the calls on request", async () => {
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

		it('have no calls unless asked for', async () => {
			await heard(presence('extension/~/'));

			expect(receiver.events()).toHaveLength(3);
			for (const event of receiver.events()) expect(event.body).not.toHaveProperty('activeCalls');
		});

		it('are all users, for the account', async () => {
			await heard(presence(''));

			expect(receiver.events().map((event) => event.body.telephonyStatus)).toEqual([
				'Ringing',
				'CallConnected',
				'NoCall',
				'Ringing',
				'NoCall',
			]);
		});

		it('are not the queue, only its agents', async () => {
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
