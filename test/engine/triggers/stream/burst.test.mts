import { stat } from 'node:fs/promises';

import type { IDataObject } from 'n8n-workflow';
import type { WebSocket } from 'ws';

import { eventually } from '../../../harness/eventually.mts';
import {
	closeGateways,
	connectionDetails,
	gatewayThat,
	sendTo,
	type Gateway,
} from '../../../harness/gateway.mts';
import type { StreamHost, StreamHostOptions } from '../../../harness/streamHost.mts';
import { streamOnSimulator } from '../../../harness/streamOnSimulator.mts';

const stream = streamOnSimulator();

afterEach(closeGateways);

const sessions = '/restapi/v1.0/account/37439510/telephony/sessions';

const subscription = { id: 'subscription', status: 'Active', eventFilters: [sessions] };

/** A gateway that grants the whole account, and sends the test's frames. */
async function grantingGateway(): Promise<Gateway> {
	const gateway = await gatewayThat((client) => {
		client.send(connectionDetails);
		client.on('message', (data: Buffer) => {
			const [{ type, messageId }] = JSON.parse(data.toString());
			client.send(JSON.stringify([{ type, messageId, status: 200 }, subscription]));
		});
	});
	await sendTo(gateway, stream.simulator);
	return gateway;
}

async function activeHost(options: Omit<StreamHostOptions, 'parameters'> = {}) {
	const gateway = await grantingGateway();
	const parameters = { scope: 'account', triggerOn: ['anyChange'], simplify: false };
	const host = await stream.activeHost(parameters, options);
	const [client] = gateway.clients;
	if (client === undefined) throw new Error('The workflow is not connected to the gateway');
	return { host, client };
}

function notification(telephonySessionId: string, sequence: number): string {
	return JSON.stringify([
		{ type: 'ServerNotification' },
		{
			uuid: `${telephonySessionId}-${sequence}`,
			event: sessions,
			subscriptionId: subscription.id,
			timestamp: new Date().toISOString(),
			ownerId: '37439511',
			body: {
				telephonySessionId,
				sequence,
				eventTime: new Date().toISOString(),
				origin: { type: 'Call' },
				parties: [
					{
						id: `${telephonySessionId}-party`,
						extensionId: '37439511',
						direction: 'Inbound',
						from: { phoneNumber: '+14155550123' },
						to: { phoneNumber: '+14155550101' },
						status: { code: sequence % 2 === 0 ? 'Answered' : 'Hold' },
					},
				],
			},
		},
	]);
}

/** Several frames in one piece. */
function sendTogether(client: WebSocket, frames: readonly string[]): void {
	const { _socket: socket }: { _socket?: { cork(): void; uncork(): void } } = Object.assign(
		{},
		{ _socket: Reflect.get(client, '_socket') },
	);
	socket?.cork();
	for (const frame of frames) client.send(frame);
	socket?.uncork();
}

/** The sequences of a call's notifications that have started executions, in turn. */
function sequencesOf(host: StreamHost, telephonySessionId: string): unknown[] {
	return host.items
		.filter((item) => item.telephonySessionId === telephonySessionId)
		.map((item) => Object.assign({ notification: { body: { sequence: 0 } } }, item))
		.map(({ notification: { body } }) => body.sequence);
}

describe('a burst of events', () => {
	it('is stored before the first of it starts an execution, for a restart', async () => {
		const { host, client } = await activeHost({ isSlow: true });
		sendTogether(
			client,
			[2, 3, 4, 5].map((sequence) => notification('s-burst', sequence)),
		);
		await eventually(async () => expect(host.started).toHaveLength(1));

		const stored: { waiting?: IDataObject } = Object.assign({}, host.stored);
		expect(stored.waiting).toMatchObject({ starts: { length: 3 } });
	});

	it('starts executions with keys that n8n accepts, also as a batch', async () => {
		const gateway = await grantingGateway();
		const host = await stream.activeHost({
			scope: 'account',
			triggerOn: ['anyChange'],
			options: { batch: { group: { mostEvents: 20, longestWait: 60_000 } } },
		});
		const [client] = gateway.clients;
		for (const call of ['s-one', 's-two']) {
			for (let sequence = 2; sequence < 22; sequence++) client?.send(notification(call, sequence));
		}
		await eventually(async () => expect(host.started).toHaveLength(2));

		const keys = host.started.map(({ key = '' }) => key);
		expect(keys.map((key) => key.length <= 255)).toEqual([true, true]);
		expect(new Set(keys).size).toBe(2);
	});
});

describe('a missing event', () => {
	it('is not given up while it is unread in the socket', async () => {
		const { host, client } = await activeHost();
		// On a busy machine the wait for the missing event may end before it is sent; then the next call counts.
		for (let attempt = 1; ; attempt++) {
			const call = `s-gap-${attempt}`;
			const marker = `s-marker-${attempt}`;
			client.send(notification(call, 2));
			client.send(notification(call, 4));
			client.send(notification(marker, 2));
			await eventually(async () => expect(sequencesOf(host, marker)).toEqual([2]));
			if (sequencesOf(host, call).length > 1) continue;
			// The next lines run while Node.js reads, so timers come before the next reading.
			await stat('.');
			client.send(notification(call, 3));
			const busyUntil = performance.now() + 200;
			while (performance.now() < busyUntil);

			await eventually(async () => expect(sequencesOf(host, call)).toHaveLength(3));
			expect(sequencesOf(host, call)).toEqual([2, 3, 4]);
			return;
		}
	});
});
