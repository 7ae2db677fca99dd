import { SDK } from '@ringcentral/sdk';
import { Subscriptions } from '@ringcentral/subscriptions';

import { application, jwtCredential, reception } from '../../simulator/account.mts';
import { sessionsFilter } from './apiClient.mts';
import { eventually } from './eventually.mts';
import { act, placeCall } from './phones.mts';
import { useSimulator } from './useSimulator.mts';
import type { ReceivedEvent } from './webhookReceiver.mts';

type Connection = Awaited<ReturnType<Subscriptions['newWsExtension']>>;

/** Collects the client's connections, because each keeps the process alive until it is ended. */
class WatchedSubscriptions extends Subscriptions {
	readonly connections: Connection[] = [];

	override async newWsExtension(): Promise<Connection> {
		const connection = await super.newWsExtension();
		this.connections.push(connection);
		return connection;
	}
}

describe('@ringcentral/subscriptions, unmodified', () => {
	// The client reuses a token until four fifths of its life are over, although it is good for one
	// connection only. With a short life, each connection has its own token.
	const simulator = useSimulator({ stepMilliseconds: 1, webSocketTokenSeconds: 0.1 });
	let subscriptions: WatchedSubscriptions;
	let events: ReceivedEvent[];

	beforeEach(async () => {
		const sdk = new SDK({
			server: simulator.url,
			clientId: application.clientId,
			clientSecret: application.clientSecret,
		});
		await sdk.login({ jwt: jwtCredential });
		subscriptions = new WatchedSubscriptions({ sdk });
		events = [];
	});

	afterEach(async () => {
		for (const connection of subscriptions.connections) await connection.revoke();
	});

	async function register() {
		const subscription = subscriptions.createSubscription();
		subscription.on(subscription.events.notification, (event: ReceivedEvent) => {
			events.push(event);
		});
		return await subscription.setEventFilters([sessionsFilter]).register();
	}

	const ring = () => placeCall(simulator, { phoneNumber: reception.directNumber ?? '' });
	const statuses = () => events.map(({ body }) => body.parties?.[0]?.status.code);
	const eventsOnce = (count: number) =>
		eventually(
			async () => statuses(),
			(seen) => seen.length === count,
		);

	it('connects, registers, and gets the events of a call', async () => {
		const { subscriptionInfo } = await register();

		await ring();
		await eventsOnce(4);

		expect(subscriptionInfo).toMatchObject({
			eventFilters: ['/restapi/v1.0/account/37439510/telephony/sessions'],
			deliveryMode: { transportType: 'WebSocket' },
		});
		expect(statuses()).toEqual(['Setup', 'Setup', 'Answered', 'Proceeding']);
		expect(new Set(events.map(({ subscriptionId }) => subscriptionId))).toEqual(
			new Set([subscriptionInfo?.id]),
		);
	});

	it('recovers after a cut with the same subscription and all events', async () => {
		const registration = await register();
		const id = registration.subscriptionInfo?.id;
		const call = await ring();
		await eventsOnce(4);

		await simulator.control.post('/sockets/cut');
		await act(simulator, call, 2, 'answer');
		expect(statuses()).toHaveLength(4);
		await eventsOnce(5);
		await act(simulator, call, 2, 'hangup');
		await eventsOnce(7);

		expect(statuses().slice(4)).toEqual(['Answered', 'Disconnected', 'Disconnected']);
		expect(registration.subscriptionInfo?.id).toBe(id);
		expect((await simulator.control.get('/sockets')).data).toMatchObject([
			{ isOpen: true, subscriptionId: id, connections: 2 },
		]);
	}, 10_000);

	it('subscribes anew where recovery fails', async () => {
		const registration = await register();
		const id = registration.subscriptionInfo?.id;
		await simulator.control.patch('/options', { refuseRecovery: true });

		await simulator.control.post('/sockets/cut');
		await eventually(
			async () => registration.subscriptionInfo?.id,
			(present) => present !== id,
		);
		await ring();
		await eventsOnce(4);

		expect(events[0]?.subscriptionId).toBe(registration.subscriptionInfo?.id);
	}, 10_000);

	it('ends its subscription', async () => {
		const registration = await register();

		await registration.revoke();

		expect((await simulator.control.get('/subscriptions')).data).toEqual([]);
	});
});
