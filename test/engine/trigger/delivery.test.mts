import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { application, reception, salesQueue } from '../../../simulator/account.mts';
import {
	callerParty,
	receptionParty,
	sessionNotification,
	telephonySessionId,
} from '../../fixtures/notifications.mts';
import { signedIn } from '../../harness/apiClient.mts';
import { capture, corpusTitle, hasCorpus } from '../../harness/corpus.mts';
import { allDelivered } from '../../harness/deliveries.mts';
import { startSimulator, type RunningSimulator } from '../../harness/simulator.mts';
import { TriggerHost } from '../../harness/triggerHost.mts';

const REMINDER = '/restapi/v1.0/subscription/~?threshold=259200&interval=43200';

// Loading n8n-core and starting a simulator take their time on a busy machine.
jest.setTimeout(30_000);

let simulator: RunningSimulator;
let host: TriggerHost;

beforeAll(async () => {
	simulator = await startSimulator();
});

beforeEach(async () => {
	await simulator.control.post('/reset');
});

afterEach(async () => {
	await host.stop();
});

afterAll(async () => {
	await simulator.stop();
});

describe('a call', () => {
	it('starts the workflow once when it rings, and not for what comes before and after', async () => {
		await activated({ triggerOn: ['ringing'] });
		const call = await placeCall();
		await simulator.control.post(`/calls/${call.telephonySessionId}/hangup`);
		await settled();

		expect(host.started).toEqual([
			{
				mode: 'production',
				items: [
					expect.objectContaining({
						event: 'ringing',
						telephonySessionId: call.telephonySessionId,
						partyId: call.parties[1]?.id,
						direction: 'Inbound',
						status: 'Proceeding',
						fromNumber: '+14155550199',
						extensionId: reception.id,
						subscriptionId: host.subscription().id,
					}),
				],
			},
		]);
	});

	it('of a queue rings at its agents, and alone starts a trigger for queue calls', async () => {
		await activated({
			triggerOn: ['ringing'],
			scope: 'account',
			filters: { queueCallsOnly: true },
		});
		await placeCall();
		await settled();
		expect(host.started).toEqual([]);

		await placeCall(salesQueue.number);
		await settled();
		const items = host.started.flatMap((execution) => execution.items);
		expect(items.map(({ extensionId }) => extensionId).sort()).toEqual(salesQueue.memberIds);
		expect(items.every(({ queueCall }) => queueCall === true)).toBe(true);
	});

	it('is answered once, although a hold makes RingCentral say so again', async () => {
		await activated({ triggerOn: ['answered', 'held'] });
		const call = await placeCall();
		const party = `/calls/${call.telephonySessionId}/parties/${call.parties[1]?.id}`;
		await simulator.control.post(`${party}/answer`);
		for (const verb of ['hold', 'unhold']) await command(call, verb);
		await settled();

		expect(events()).toEqual(['answered', 'held']);
	});

	it.each(['account', 'extension'])('of the %s ends once, when nobody is left', async (scope) => {
		await activated({ triggerOn: ['callEnded'], scope });
		// The legs end one after the other, and an extension is told of its own leg only.
		await simulator.control.patch('/options', { stepMilliseconds: 300 });
		const call = await placeCall();
		const party = `/calls/${call.telephonySessionId}/parties/${call.parties[1]?.id}`;
		await simulator.control.post(`${party}/answer`);
		await simulator.control.post(`/calls/${call.telephonySessionId}/hangup`);
		await settled();

		expect(events()).toEqual(['callEnded']);
	});

	it('that is forwarded has not ended', async () => {
		await activated({ triggerOn: ['callEnded', 'transferred'], scope: 'account' });
		const call = await placeCall();
		await command(call, 'forward', { extensionNumber: '102' });
		await settled();

		expect(events()).toEqual(['transferred']);
	});

	it('has ended, although RingCentral’s answer is behind its notification', async () => {
		await activated({ triggerOn: ['callEnded'], scope: 'account' });
		await simulator.control.post('/faults', {
			method: 'GET',
			path: '/telephony/sessions/',
			status: 200,
			body: { parties: [receptionParty(), callerParty({ status: gone() })] },
		});
		await host.deliver(sessionNotification([receptionParty({ status: gone() })]));
		await host.settled();

		expect(events()).toEqual(['callEnded']);
	});

	it('is answered to RingCentral before n8n asks whether it is over', async () => {
		await activated({ triggerOn: ['callEnded'], scope: 'account' });
		await simulator.control.post('/faults', {
			path: '/telephony/sessions/',
			status: 404,
			body: { errorCode: 'CMN-102' },
			delayMilliseconds: 1_000,
		});
		const { status } = await host.deliver(
			sessionNotification([receptionParty({ status: gone() })]),
		);

		expect([status, events()]).toEqual([200, []]);
		await host.settled();
		expect(events()).toEqual(['callEnded']);
	});

	it('that RingCentral will not tell about does not end, and the log says so', async () => {
		await activated({ triggerOn: ['callEnded'], scope: 'account' });
		await simulator.control.post('/faults', {
			method: 'GET',
			path: '/telephony/sessions/',
			status: 403,
			body: { errorCode: 'CMN-401', message: 'Not permitted' },
		});
		await host.deliver(sessionNotification([receptionParty({ status: gone() })]));
		await settled();

		expect(host.started).toEqual([]);
		expect(host.warnings).toEqual([expect.stringContaining(telephonySessionId)]);
	});
});

describe('what the items are', () => {
	it('gives one item for each party, and each chosen event of it', async () => {
		await activated({ triggerOn: ['partyLeft', 'missed', 'ringing'] });
		await host.deliver(
			sessionNotification([
				receptionParty({ status: gone(), missedCall: true }),
				callerParty({ status: gone() }),
				receptionParty({ id: 'p-3' }),
			]),
		);

		expect(events()).toEqual(['missed', 'partyLeft', 'partyLeft', 'ringing']);
	});

	it('names any change by what it is, where that has a name', async () => {
		await activated({ triggerOn: ['anyChange'] });
		await host.deliver(
			sessionNotification([receptionParty(), receptionParty({ status: { code: 'Setup' } })]),
		);

		expect(events()).toEqual(['ringing', 'anyChange']);
	});

	it('hands the notification on as it came when it is not simplified', async () => {
		await activated({ simplify: false });
		const notification = sessionNotification([receptionParty()]);
		await host.deliver(notification);

		expect(host.started[0]?.items).toEqual([
			{
				event: 'ringing',
				telephonySessionId,
				partyId: receptionParty().id,
				notification: { ...notification, subscriptionId: host.subscription().id },
			},
		]);
	});

	it('carries SIP data when it is asked for', async () => {
		await activated({ options: { includeSipData: true } });
		await placeCall();
		await settled();

		expect(host.started[0]?.items[0]).toHaveProperty('sipData.toTag');
	});

	it('tells nothing of presence when only calls are chosen', async () => {
		await activated({ triggerOn: ['anyChange'] });
		const event = '/restapi/v1.0/account/37439510/extension/37439511/presence';
		const { status } = await host.deliver({ uuid: '5', event, body: { totalActiveCalls: 0 } });

		expect([status, host.started]).toEqual([200, []]);
	});

	it('tells of presence', async () => {
		await activated({ triggerOn: ['presenceChanged'] });
		const call = await placeCall();
		await settled();

		expect(host.started[0]?.items).toEqual([
			expect.objectContaining({
				event: 'presenceChanged',
				telephonySessionId: call.telephonySessionId,
				partyId: call.parties[1]?.id,
				extensionId: reception.id,
				telephonyStatus: 'Ringing',
			}),
		]);
	});
});

describe('RingCentral’s handshake', () => {
	it('is echoed for a POST without any body', async () => {
		await activated();
		const response = await fetch(host.address.production, {
			method: 'POST',
			headers: { 'Validation-Token': 'a-token' },
		});

		expect(response.status).toBe(200);
		expect(response.headers.get('Validation-Token')).toBe('a-token');
		expect(response.headers.get('Content-Length')).toBe('0');
		expect(await response.text()).toBe('');
		expect(host.started).toEqual([]);
	});

	it('is echoed again for a live subscription', async () => {
		await activated();
		await simulator.control.post(`/subscriptions/${host.subscription().id}/revalidate`);

		expect((await allDelivered(simulator)).map(({ kind, status }) => [kind, status])).toEqual([
			['validation', 200],
			['validation', 200],
		]);
		expect(host.started).toEqual([]);
	});

	it('is not what a notification with the same header is', async () => {
		await activated();
		const { id, secret } = host.subscription();
		const response = await host.post(
			sessionNotification([receptionParty()], { subscriptionId: id }),
			{ 'Validation-Token': secret },
		);

		expect(response.headers['validation-token']).toBeUndefined();
		expect(events()).toEqual(['ringing']);
	});
});

describe('a forged delivery', () => {
	const notification = sessionNotification([receptionParty()]);

	it.each<[string, () => Promise<{ status: number; data: unknown }>]>([
		[
			'without a secret',
			async () => await host.post({ ...notification, subscriptionId: host.subscription().id }),
		],
		[
			'with another secret',
			async () => await host.deliver(notification, { 'Verification-Token': 'guessed' }),
		],
		[
			'with the secret and another subscription',
			async () =>
				await host.post(notification, { 'Verification-Token': host.subscription().secret }),
		],
		[
			'with the secret and no subscription',
			async () =>
				await host.post({ uuid: '1' }, { 'Verification-Token': host.subscription().secret }),
		],
		['without a body', async () => await host.post(undefined)],
		['of another kind', async () => await host.post(['ringing'])],
	])('%s is refused and starts nothing', async (_, post) => {
		await activated();
		const { status, data } = await post();

		expect([status, data]).toEqual([401, '']);
		expect(host.started).toEqual([]);
		expect(host.warnings).toEqual([]);
	});

	it('is refused before there is a subscription', async () => {
		host = await TriggerHost.start({ simulatorUrl: simulator.url });
		const { status } = await host.post(notification, { 'Verification-Token': '' });

		expect(status).toBe(401);
		expect(host.started).toEqual([]);
	});

	it('starts nothing, whatever its body is', async () => {
		await activated({ triggerOn: ['anyChange', 'callEnded', 'presenceChanged'] });
		await fc.assert(
			fc.asyncProperty(fc.jsonValue(), async (body) => {
				expect((await host.post(body)).status).toBe(401);
			}),
			{ numRuns: 100 },
		);

		expect(host.started).toEqual([]);
	});
});

describe('a genuine delivery that says nothing of use', () => {
	it('starts nothing and is accepted', async () => {
		await activated({ triggerOn: ['anyChange', 'callEnded', 'presenceChanged'] });
		const empty = fc.record({
			uuid: fc.uuid(),
			event: fc.oneof(
				fc.constant('/restapi/v1.0/account/1/telephony/sessions'),
				fc.string({ minLength: 1 }),
			),
			body: fc.jsonValue(),
		});
		await fc.assert(
			fc.asyncProperty(empty, async (notification) => {
				expect((await host.deliver(notification)).status).toBe(200);
			}),
			{ numRuns: 100 },
		);

		expect(host.started).toEqual([]);
	});
});

describe('a delivery that comes twice', () => {
	it('starts the workflow once', async () => {
		await activated();
		const notification = sessionNotification([receptionParty()]);
		const first = await host.deliver(notification);
		const second = await host.deliver(notification);

		expect([first.status, second.status]).toEqual([200, 200]);
		expect(events()).toEqual(['ringing']);
	});

	const itWithCorpus = hasCorpus ? it : it.skip;

	itWithCorpus(`starts it once, in ${corpusTitle} that came out of order as well`, async () => {
		await activated({ scope: 'account', triggerOn: ['ringing', 'answered', 'held', 'partyLeft'] });
		for (const notification of capture('derived-01-real-01-shuffled-delivery')) {
			await host.deliver(Object(notification));
		}

		expect(events()).toEqual([
			'partyLeft',
			'ringing',
			'answered',
			'held',
			'partyLeft',
			'partyLeft',
		]);
	});
});

describe('the renewal reminder', () => {
	it('is answered by renewing, and starts nothing', async () => {
		await activated({ triggerOn: ['anyChange'] });
		await simulator.control.post('/clock', { advanceSeconds: 5 * 86_400 });
		await settled();

		await simulator.control.post('/clock', { advanceSeconds: 3 * 86_400 });
		const { data } = await simulator.control.get('/subscriptions');
		expect(data).toEqual([expect.objectContaining({ status: 'Active' })]);
		expect(host.started).toEqual([]);
		expect(host.warnings).toEqual([]);
	});

	it('is answered before the renewal is', async () => {
		await activated();
		await simulator.control.post('/faults', { path: '/renew$', delayMilliseconds: 1_000 });
		const { status } = await host.deliver({ uuid: '6', event: REMINDER, body: {} });

		expect([status, await renewals()]).toEqual([200, []]);
		await host.settled();
		expect(await renewals()).toEqual([200]);
	});

	it('has to carry the secret', async () => {
		await activated();
		const reminder = { uuid: '1', event: REMINDER, subscriptionId: host.subscription().id };

		expect((await host.post({ ...reminder, body: {} })).status).toBe(401);
		expect(await renewals()).toEqual([]);
	});

	it('says in the log that the subscription is gone', async () => {
		await activated();
		await simulator.control.delete(`/subscriptions/${host.subscription().id}`);
		const { status } = await host.deliver({ uuid: '2', event: REMINDER, body: {} });
		await settled();

		expect(status).toBe(200);
		expect(host.warnings).toEqual([expect.stringContaining('Activate the workflow again')]);
		expect(host.started).toEqual([]);
	});

	it('says in the log that RingCentral cannot be reached', async () => {
		await activated();
		await simulator.control.post('/faults', { path: '/renew$', dropConnection: true });
		await host.deliver({ uuid: '3', event: REMINDER, body: {} });
		await settled();

		expect(host.warnings).toEqual([expect.stringContaining('RingCentral did not renew')]);
		expect(host.started).toEqual([]);
	});
});

describe('what is logged', () => {
	it('holds no secret', async () => {
		await activated();
		await simulator.control.post('/tokens/revoke');
		await simulator.control.patch('/options', { rejectLogin: true });
		await host.deliver({ uuid: '4', event: REMINDER, body: {} });
		await settled();

		expect(host.warnings).toEqual([expect.stringContaining('renew')]);
		expect(host.warnings.join()).not.toContain(host.subscription().secret);
		expect(host.warnings.join()).not.toContain(application.clientSecret);
	});
});

interface Call {
	telephonySessionId: string;
	parties: Array<{ id: string }>;
}

async function activated(parameters?: INodeParameters): Promise<void> {
	host = await TriggerHost.start({ simulatorUrl: simulator.url, parameters });
	await host.activate();
}

async function placeCall(extensionNumber = reception.number): Promise<Call> {
	const { data } = await simulator.control.post<Call>('/calls', {
		from: { phoneNumber: '+14155550199' },
		to: { extensionNumber },
	});
	return data;
}

/** A command of RingCentral's own API, as Reception gives it. */
async function command(call: Call, verb: string, body: object = {}): Promise<void> {
	const ringCentral = await signedIn(simulator);
	const party = `/account/~/telephony/sessions/${call.telephonySessionId}/parties/${call.parties[1]?.id}`;
	await ringCentral.post(`${party}/${verb}`, body);
}

function events(): unknown[] {
	return host.started.flatMap(({ items }) => items.map(({ event }) => event));
}

function gone() {
	return { code: 'Disconnected' };
}

async function renewals(): Promise<number[]> {
	const { data } =
		await simulator.control.get<Array<{ path: string; status: number }>>('/requests');
	return data.filter(({ path }) => path.endsWith('/renew')).map(({ status }) => status);
}

/** Waits until the simulator has sent everything and the trigger is done with it. */
async function settled(): Promise<void> {
	await allDelivered(simulator);
	await host.settled();
}
