import { SDK } from '@ringcentral/sdk';
import { Subscriptions } from '@ringcentral/subscriptions';

import { application, jwtCredential, reception } from '../../simulator/account.mts';
import { sessionsFilter } from './apiClient.mts';
import { eventually } from './eventually.mts';
import { act, placeCall } from './phones.mts';
import { useSimulator } from './useSimulator.mts';
import type { ReceivedEvent } from './webhookReceiver.mts';

describe('@ringcentral/subscriptions, unmodified', () => {
	// The client uses a token again until four fifths of its life are over, although it is good
	// for one connection only: with a short life it asks for another one when it recovers.
	const simulator = useSimulator({ stepMilliseconds: 1, webSocketTokenSeconds: 0.1 });

	type Registration = Awaited<
		ReturnType<ReturnType<Subscriptions['createSubscription']>['register']>
	>;

	let events: ReceivedEvent[];
	let registration: Registration;

	beforeEach(async () => {
		const sdk = new SDK({
			server: simulator.url,
			clientId: application.clientId,
			clientSecret: application.clientSecret,
		});
		await sdk.login({ jwt: jwtCredential });
		events = [];
		const subscription = new Subscriptions({ sdk }).createSubscription();
		subscription.on(subscription.events.notification, (event: ReceivedEvent) => {
			events.push(event);
		});
		registration = await subscription.setEventFilters([sessionsFilter]).register();
	});

	it('x', async () => {
		console.log(registration.subscriptionInfo);
		const call = await placeCall(simulator, { phoneNumber: reception.directNumber ?? '' });
		await eventually(async () => events.length, (n) => n === 4);
		await simulator.control.post('/sockets/cut');
		await act(simulator, call, 2, 'answer');
		await new Promise((r) => setTimeout(r, 4000));
		console.log(events.map((e) => e.body.parties?.[0]?.status.code), (await simulator.control.get('/sockets')).data, (await simulator.control.get('/requests')).data);
	}, 20000);
});
