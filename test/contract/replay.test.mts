import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { accountManager, reception } from '../../simulator/account.mts';
import { readCapture } from '../../simulator/replay.mts';
import { startSimulator, type RunningSimulator } from '../harness/simulator.mts';
import { signIn, sessionsFilter, webhook } from './apiClient.mts';
import { subscribed } from './socketClient.mts';
import { startWebhookReceiver } from './webhookReceiver.mts';

const folder = mkdtempSync(path.join(tmpdir(), 'replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

function told(sequence: number, extensionId: string, code: string) {
	return {
		uuid: String(sequence),
		event: `/restapi/v1.0/account/37439510/extension/${extensionId}/telephony/sessions`,
		timestamp: '2026-01-15T17:00:00.000Z',
		subscriptionId: 'recorded',
		ownerId: reception.id,
		body: {
			sequence,
			telephonySessionId: 's-call0001',
			eventTime: `2026-01-15T17:00:00.${100 + sequence}Z`,
			parties: [
				{ id: `p-call0001-${sequence}`, extensionId, direction: 'Inbound', status: { code } },
			],
			origin: { type: 'Call' },
		},
	};
}

const presence = {
	event: `/restapi/v1.0/account/37439510/extension/${reception.id}/presence`,
	body: { extensionId: Number(reception.id), telephonyStatus: 'Ringing', sequence: 1 },
};

const capture = [
	told(2, reception.id, 'Proceeding'),
	presence,
	told(3, accountManager.id, 'Proceeding'),
	told(4, reception.id, 'Answered'),
];

async function replaying(): Promise<RunningSimulator> {
	const file = path.join(folder, 'capture.json');
	writeFileSync(file, JSON.stringify(capture));
	return await startSimulator(0, ['--replay', file]);
}

describe('a capture that is replayed', () => {
	let simulator: RunningSimulator;

	beforeEach(async () => {
		simulator = await replaying();
	});
	afterEach(async () => await simulator.stop());

	it('comes to a WebSocket in its order, as a call of now', async () => {
		const startedAt = Date.now();
		const { client, id } = await subscribed(await signIn(simulator.url), [sessionsFilter]);
		const events = await client.eventsOnce(3);
		const bodies = events.map(({ body }) => Object(body));

		expect(bodies.map(({ sequence }) => sequence)).toEqual([2, 3, 4]);
		expect(events.map(({ subscriptionId }) => subscriptionId)).toEqual([id, id, id]);
		expect(Date.parse(bodies[0].eventTime)).toBeGreaterThanOrEqual(startedAt);
		const [session] = new Set(bodies.map(({ telephonySessionId }) => telephonySessionId));
		expect(session).toMatch(/^s-call0001z/);
		expect(bodies[0].parties[0].id).toBe(`${session.replace('s-', 'p-')}-2`);
		client.socket.terminate();
	});

	it('comes to a webhook, and as the event filters ask', async () => {
		const receiver = await startWebhookReceiver();
		const filters = [
			'/restapi/v1.0/account/~/extension/~/telephony/sessions?statusCode=Answered',
			'/restapi/v1.0/account/~/extension/~/presence',
		];
		const api = await signIn(simulator.url);
		await api.post('/restapi/v1.0/subscription', webhook(receiver.address, filters));
		const events = await receiver.eventsOnce(2);

		expect(events.map(({ event }) => event)).toEqual([presence.event, capture[3]?.event]);
		await receiver.stop();
	});
});

it.each([
	['no JSON', 'not JSON'],
	['{}', 'not a list of notifications'],
	['[{"event":"/any"}]', 'Entry 1 of the capture is not a notification'],
])('%s is no capture', (text, message) => {
	expect(() => readCapture(text)).toThrow(message);
});
