import { setImmediate } from 'node:timers/promises';

import { USUAL_WATCH_TIME } from '../../../../nodes/RingCentralCallControl/triggers/webhook/watch.ts';
import { reception } from '../../../../simulator/account.mts';
import { sessionsFilter, signIn, webhook } from '../../../contract/apiClient.mts';
import { eventually } from '../../../harness/eventually.mts';
import { ManualClock } from '../../../harness/manualClock.mts';
import { loggedRequests } from '../../../harness/requestLog.mts';
import type { TriggerHost } from '../../../harness/triggerHost.mts';
import { triggerOnSimulator } from '../../../harness/triggerOnSimulator.mts';

const stage = triggerOnSimulator();

const { pace } = USUAL_WATCH_TIME;

let clock: ManualClock;

beforeEach(() => {
	clock = new ManualClock();
});

interface Subscription {
	id: string;
	status: string;
	deliveryMode: { address: string };
	disabledFilters: unknown[];
}

let stopWatching: Array<() => Promise<void>> = [];

afterEach(async () => {
	for (const stop of stopWatching) await stop();
	stopWatching = [];
});

async function publish(
	host: TriggerHost,
	order: Parameters<TriggerHost['publish']>[1] = 'sideBySide',
): Promise<() => Promise<void>> {
	const stop = await host.publish({ clock, pace }, order);
	stopWatching.push(stop);
	return stop;
}

async function publishedHost(order?: Parameters<TriggerHost['publish']>[1]): Promise<TriggerHost> {
	const host = await stage.host();
	await publish(host, order);
	return host;
}

/** Lets the watch look once, and waits until it is done. */
async function look(): Promise<void> {
	await clock.untilPaused(pace);
	clock.advance(pace);
	await clock.untilPaused(pace);
}

/** How often RingCentral was asked for the list of subscriptions. */
async function listsAsked(): Promise<number> {
	const requests = await loggedRequests(stage.simulator);
	return requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/subscription'))
		.length;
}

async function subscriptions(): Promise<Subscription[]> {
	return (await stage.simulator.control.get<Subscription[]>('/subscriptions')).data;
}

/** Waits until a call that rings at Reception starts the workflow. */
async function expectCallsToArrive(host: TriggerHost): Promise<void> {
	await stage.simulator.control.post('/calls', {
		from: { phoneNumber: '+14155550199' },
		to: { extensionNumber: reception.number },
	});
	await eventually(async () => {
		expect(host.started.flatMap(({ items }) => items.map(({ event }) => event))).toEqual([
			'ringing',
		]);
	});
}

async function expectAnother(id: string | undefined): Promise<void> {
	const all = await subscriptions();
	expect(all).toEqual([expect.objectContaining({ status: 'Active' })]);
	expect(all[0]?.id).not.toBe(id);
}

describe('a subscription that no longer delivers', () => {
	it.each<[string, (id: string) => Promise<unknown>, RegExp]>([
		[
			'is blacklisted',
			(id) => stage.simulator.control.post(`/subscriptions/${id}/blacklist`),
			/is blacklisted, and was made anew\.$/,
		],
		[
			'is gone',
			(id) => stage.simulator.control.delete(`/subscriptions/${id}`),
			/is gone at RingCentral, and was made anew\.$/,
		],
		[
			'is switched off in part',
			async (id) => {
				const filter = '/restapi/v1.0/account/~/telephony/sessions';
				await stage.simulator.control.post(`/subscriptions/${id}/disable-filter`, {
					filter,
					reason: 'No permission',
				});
			},
			/delivers nothing for .* No permission\), and was made anew\.$/,
		],
	])('because it %s is made anew, so that calls arrive', async (_what, spoil, note) => {
		const host = await publishedHost();
		const [before] = await subscriptions();
		await spoil(before?.id ?? '');
		await look();

		await expectAnother(before?.id);
		expect(host.notes).toEqual([expect.stringMatching(note)]);
		await expectCallsToArrive(host);
		expect(host.warnings).toEqual([]);
	});

	it('is made anew too where n8n calls the hooks before the node is in memory', async () => {
		const host = await publishedHost('oneAfterTheOther');
		const [before] = await subscriptions();
		await stage.simulator.control.post(`/subscriptions/${before?.id}/blacklist`);
		await look();

		await expectAnother(before?.id);
		await expectCallsToArrive(host);
	});

	it('is tried again when it cannot be made anew at once', async () => {
		const host = await publishedHost();
		const [before] = await subscriptions();
		await stage.simulator.control.post('/faults', {
			method: 'POST',
			path: '/subscription$',
			status: 503,
			body: { errorCode: 'CMN-201', message: 'Service Temporarily Unavailable' },
			times: 1,
		});
		await stage.simulator.control.post(`/subscriptions/${before?.id}/blacklist`);
		await look();
		expect(await subscriptions()).toEqual([expect.objectContaining({ id: before?.id })]);
		await look();

		await expectAnother(before?.id);
		expect(host.warnings).toEqual([expect.stringContaining('could not be made anew')]);
		await expectCallsToArrive(host);
	});
});

describe('further subscriptions to the address of a node', () => {
	it('are deleted, because each delivers every event once more', async () => {
		const host = await publishedHost();
		const before = await subscriptions();
		const client = await signIn(stage.simulator.url);
		// As after a request whose answer was lost.
		await client.post('/restapi/v1.0/subscription', webhook(host.address.production));
		expect(await subscriptions()).toHaveLength(2);
		await look();
		await look();

		expect(await subscriptions()).toEqual(before);
		await expectCallsToArrive(host);
	});

	it('do not remain where RingCentral refuses to delete the one that is replaced', async () => {
		const host = await publishedHost();
		const [before] = await subscriptions();
		await stage.simulator.control.post(`/subscriptions/${before?.id}/disable-filter`, {
			filter: sessionsFilter,
			reason: 'No permission',
		});
		const body = { errorCode: 'CMN-401', message: 'Not today' };
		const refusal = { method: 'DELETE', path: '/subscription/', status: 403, body };
		await stage.simulator.control.post('/faults', refusal);
		await look();
		await look();

		await expectAnother(before?.id);
		await expectCallsToArrive(host);
	});
});

describe('the watch', () => {
	it('sends one request for all nodes of a credential, and starts no execution', async () => {
		const host = await publishedHost();
		await publish(host);
		await publish(host);
		await stage.simulator.control.delete('/requests');
		await look();
		await look();

		expect(await listsAsked()).toBe(2);
		expect(host.started).toEqual([]);
	});

	it('leaves a healthy subscription alone', async () => {
		const host = await publishedHost();
		const before = await subscriptions();
		await look();

		expect(await subscriptions()).toEqual(before);
		expect([...host.notes, ...host.warnings]).toEqual([]);
	});

	it('ignores a list that cannot be read', async () => {
		const host = await publishedHost();
		const before = await subscriptions();
		await stage.simulator.control.post('/faults', {
			method: 'GET',
			path: '/subscription$',
			status: 200,
			body: { records: null },
			times: 1,
		});
		await look();

		expect(host.warnings).toEqual([expect.stringContaining("is not RingCentral's")]);
		expect(await subscriptions()).toEqual(before);
	});

	it('ends when the workflow is unpublished', async () => {
		const host = await stage.host();
		const stop = await publish(host);
		await stop();
		await host.deactivate();

		expect(clock.pauses).toEqual([]);
		expect(await subscriptions()).toEqual([]);
	});

	it('makes no subscription for a workflow that is unpublished while RingCentral is asked', async () => {
		const host = await stage.host();
		const stop = await publish(host);
		await publish(host);
		const [before] = await subscriptions();
		await stage.simulator.control.delete(`/subscriptions/${before?.id}`);
		await stage.simulator.control.post('/faults', {
			path: '/subscription$',
			delayMilliseconds: 300,
		});
		await clock.untilPaused(pace);
		clock.advance(pace);
		// The look has begun then.
		await setImmediate();
		await stop();
		await clock.untilPaused(pace);

		// The subscription of the second publishing.
		expect(await subscriptions()).toHaveLength(1);
	});

	it('moves to another main process and comes back, with one request each time', async () => {
		const host = await stage.host();
		const stop = await publish(host);
		await stop();
		expect(clock.pauses).toEqual([]);
		await publish(host);
		await stage.simulator.control.delete('/requests');
		await look();

		expect(await listsAsked()).toBe(1);
		expect(await subscriptions()).toHaveLength(1);
	});
});

describe('another n8n with a copy of the workflow', () => {
	it('leaves the subscription of the first n8n alone, and logs that', async () => {
		const first = await stage.activeHost();
		const [before] = await subscriptions();
		const copy = await stage.host();
		copy.takeOver(first);
		await copy.activate();

		const addresses = (await subscriptions()).map(({ deliveryMode }) => deliveryMode.address);
		expect(addresses.sort()).toEqual([first.address.production, copy.address.production].sort());
		expect((await subscriptions()).map(({ id }) => id)).toContain(before?.id);
		expect(copy.warnings).toEqual([
			expect.stringContaining(`goes on calling ${first.address.production}`),
		]);
	});
});

describe('a list of subscriptions that cannot be read', () => {
	it('is not an empty one, when publishing and when unpublishing', async () => {
		const host = await stage.activeHost();
		const before = await subscriptions();
		const unreadable = { method: 'GET', path: '/subscription$', status: 200, body: { records: 0 } };
		await stage.simulator.control.post('/faults', { ...unreadable, times: 2 });

		await expect(host.activate()).rejects.toThrow(/is not RingCentral's/);
		expect(await host.deactivate()).toBe(false);
		expect(await subscriptions()).toEqual(before);
	});
});

describe('the first delivery', () => {
	it('is accepted by any process of n8n, although the secret is not stored yet', async () => {
		const host = await stage.host();
		await host.activate();
		const { secret } = host.subscription();
		host.loseStored();
		await stage.simulator.control.post('/calls', {
			from: { phoneNumber: '+14155550199' },
			to: { extensionNumber: reception.number },
		});
		await stage.settled();

		expect(host.started).toHaveLength(1);
		expect(secret).not.toBe('');
	});
});
