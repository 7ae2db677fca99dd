import { isJsonObject } from '../../simulator/requestBody.mts';
import { reception } from '../../simulator/account.mts';
import { sessionsFilter } from './apiClient.mts';
import { placeCall } from './phones.mts';
import { shapeOf } from './shape.mts';
import { describeWith, readRecording } from './sharedMaterial.mts';
import { connect } from './socketClient.mts';
import { useSimulator } from './useSimulator.mts';

const captured = readRecording('fixture-03-websocket-frames');

/** A captured frame, as meta and body. */
function capturedFrame(name: string): unknown[] {
	const entry = (captured ?? []).filter(isJsonObject).find((frame) => frame['_frame'] === name);
	if (!entry || !Array.isArray(entry['data'])) throw new Error(`No frame ${name} was captured`);
	return entry['data'];
}

/** The headers about the RingCentral machine that answers. */
const ofTheMachine = ['Server', 'Date', 'LocalHostInfo', 'RoutingKey'];

function shapeOfMeta(frame: unknown[]): string[] {
	return [...shapeOf(frame[0])]
		.filter((entry) => !ofTheMachine.some((name) => entry === `headers.${name}: string`))
		.sort();
}

describeWith(captured, 'WebSocket frames of the simulator, held against captured ones', () => {
	const simulator = useSimulator({ stepMilliseconds: 1 });

	const subscription = (eventFilters: string[]) => ({
		eventFilters,
		deliveryMode: { transportType: 'WebSocket' },
	});

	it('have the same details of a connection, with and without a recovery that failed', async () => {
		const first = await connect(simulator.api);
		const second = await connect(simulator.api, 'SIMwsc-lost');

		const shape = (frame: unknown) => [...shapeOf(frame)].sort();
		expect(shape(JSON.parse(first.texts[0] ?? ''))).toEqual(
			shape(capturedFrame('connection-details')),
		);
		expect(shape(JSON.parse(second.texts[0] ?? ''))).toEqual(
			shape(capturedFrame('connectionDetails')),
		);
	});

	it('answer a subscription and its end alike', async () => {
		const client = await connect(simulator.api);
		const [, answer] = capturedFrame('subscriptionResponse');

		const { meta, body } = await client.request(
			'POST',
			'/restapi/v1.0/subscription',
			subscription([sessionsFilter]),
		);
		const deleted = await client.request('DELETE', `/restapi/v1.0/subscription/${body.id}`);

		expect(shapeOfMeta([meta])).toEqual(shapeOfMeta(capturedFrame('subscriptionResponse')));
		expect([...shapeOf(body)].sort()).toEqual([...shapeOf(answer)].sort());
		expect(shapeOfMeta([deleted.meta])).toEqual(shapeOfMeta(capturedFrame('clientRequest')));
	});

	it('notify alike, except for the place in the stream, which not every capture has', async () => {
		const client = await connect(simulator.api);
		const presence = '/restapi/v1.0/account/~/extension/~/presence';
		await client.request(
			'POST',
			'/restapi/v1.0/subscription',
			subscription([`${presence}?detailedTelephonyState=true&sipData=true`]),
		);
		await placeCall(simulator, { phoneNumber: reception.directNumber ?? '' });
		await client.eventsOnce(1);
		const [notification] = client.notifications;
		const [, event] = capturedFrame('serverNotification');

		const withoutPlace = shapeOfMeta([notification?.meta]).filter(
			(entry) => !entry.startsWith('wsc.'),
		);
		expect(withoutPlace).toEqual(shapeOfMeta(capturedFrame('serverNotification')));
		const envelope = (value: unknown) => (isJsonObject(value) ? Object.keys(value).sort() : []);
		expect(envelope(notification?.body)).toEqual(envelope(event));
	});
});
