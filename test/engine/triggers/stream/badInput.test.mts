import { StreamListener } from '../../../../nodes/RingCentralCallControl/triggers/stream/listener.ts';
import { eventually } from '../../../harness/eventually.mts';
import { ringingCall } from '../../../harness/ringingCall.mts';
import type { StreamHost } from '../../../harness/streamHost.mts';
import { streamOnSimulator } from '../../../harness/streamOnSimulator.mts';

const stream = streamOnSimulator();

const sessions = '/restapi/v1.0/account/37439510/telephony/sessions';

/** Sends bad input three times, and expects the event of a call that rings afterwards. */
async function sendThrice(host: StreamHost, send: () => Promise<unknown>): Promise<string[]> {
	for (let times = 0; times < 3; times++) await send();
	const call = await ringingCall(stream.simulator);
	await eventually(async () =>
		expect(host.items.map(({ telephonySessionId }) => telephonySessionId)).toContain(
			call.telephonySessionId,
		),
	);
	expect(host.events).toEqual(['ringing']);
	return host.log.filter((line) => line.startsWith('warn'));
}

async function activeHost(): Promise<StreamHost> {
	return await stream.activeHost({ scope: 'account', triggerOn: ['ringing', 'callEnded'] });
}

describe('unexpected input from RingCentral', () => {
	it.each([
		['hello', 'a frame that is not a JSON array'],
		['{"type":"ServerNotification"}', 'a frame that is not a JSON array'],
		['[]', 'a frame that does not say what it is'],
		['[1,2,3,4]', 'a frame that does not say what it is'],
		['[{"type":"Surprise"},{}]', 'a frame of the unknown type "Surprise"'],
		['[{"type":"ServerNotification"}]', 'a notification without subject'],
		['[{"type":"ServerNotification"},[]]', 'a notification without subject'],
		['[{"type":"ServerNotification"},{"uuid":"1"}]', 'a notification without subject'],
		[' '.repeat(5_000_000), 'a frame of 5000000 characters'],
		[JSON.stringify(['x'.repeat(6_000_000)]), 'a frame of 6000004 characters'],
	])('is logged once and left out: %.40s', async (text, words) => {
		const host = await activeHost();

		const warnings = await sendThrice(host, async () =>
			stream.simulator.control.post('/sockets/send', { text }),
		);

		expect(warnings).toEqual([
			`warn: RingCentral sent ${words}, which is left out. It is logged once.`,
		]);
	});

	it('may be a notification of another subscription', async () => {
		const host = await activeHost();
		const notification = { uuid: '1', event: sessions, subscriptionId: 'another', body: {} };
		const text = JSON.stringify([{ type: 'ServerNotification' }, notification]);

		const warnings = await sendThrice(host, async () =>
			stream.simulator.control.post('/sockets/send', { text }),
		);

		expect(warnings).toEqual([expect.stringContaining('a notification of another subscription')]);
	});

	it('may be a notification about another resource', async () => {
		const host = await activeHost();

		const warnings = await sendThrice(host, async () =>
			stream.simulator.control.post('/notifications', {
				event: '/restapi/v1.0/account/37439510/extension/37439511/message-store',
				body: {},
			}),
		);

		expect(warnings).toEqual([expect.stringContaining('/extension/37439511/message-store')]);
	});

	const withoutCall = 'a notification that does not say which call it is about';
	const withoutParties = 'a notification about a call without parties';

	it.each([
		[{}, withoutCall],
		[{ parties: [] }, withoutCall],
		[{ parties: [null, 1, {}, { id: 'p-1' }, { status: { code: 'Answered' } }] }, withoutCall],
		[{ telephonySessionId: 's-1', sequence: 2 }, withoutParties],
		[{ parties: 'nobody', telephonySessionId: 7 }, withoutParties],
		[
			{ telephonySessionId: 's-1', sequence: 'first', parties: [{ id: 'p-1', status: 3 }] },
			withoutParties,
		],
	])('may be an invalid call, which starts no execution: %j', async (body, words) => {
		const host = await activeHost();

		const warnings = await sendThrice(host, async () =>
			stream.simulator.control.post('/notifications', { event: sessions, body }),
		);

		expect(warnings).toEqual([
			`warn: RingCentral sent ${words}, which is left out. It is logged once.`,
		]);
	});

	it('may be a presence that a node cannot take', async () => {
		const host = await stream.activeHost({ scope: 'account', triggerOn: ['ringing'] });
		const hear = jest.spyOn(StreamListener.prototype, 'hearPresence').mockImplementation(() => {
			throw new Error('no room');
		});

		const warnings = await sendThrice(host, async () =>
			stream.simulator.control.post('/notifications', {
				event: '/restapi/v1.0/account/37439510/extension/37439511/presence',
				body: {},
			}),
		);
		hear.mockRestore();

		expect(warnings).toEqual([
			'warn: RingCentral sent a message that could not be processed (Error: no room), which is left out. It is logged once.',
		]);
	});

	it('may be an invalid party, which starts no execution', async () => {
		const host = await activeHost();
		const body = {
			telephonySessionId: 's-1',
			sequence: -1,
			eventTime: 'yesterday',
			origin: 'RingOut',
			parties: [{ id: 'p-1', status: { code: 'Somersault' }, direction: 'Up', recordings: 5 }],
		};

		const warnings = await sendThrice(host, async () =>
			stream.simulator.control.post('/notifications', { event: sessions, body }),
		);

		expect(warnings).toEqual([]);
	});
});
