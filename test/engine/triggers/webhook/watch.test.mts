import { reception } from '../../../../simulator/account.mts';
import { eventually } from '../../../harness/eventually.mts';
import type { TriggerHost } from '../../../harness/triggerHost.mts';
import { triggerOnSimulator } from '../../../harness/triggerOnSimulator.mts';

const stage = triggerOnSimulator();

/** Instead of ten minutes. */
const PACE_MILLISECONDS = 50;

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

async function watchedHost(parameters?: Parameters<typeof stage.activeHost>[0]) {
	const host = await stage.activeHost(parameters);
	stopWatching.push(await host.watch(PACE_MILLISECONDS));
	return host;
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

/** Waits until there is one subscription, and another one than before. */
async function madeAnew(id: string | undefined): Promise<void> {
	await eventually(async () => {
		const all = await subscriptions();
		expect(all).toEqual([expect.objectContaining({ status: 'Active' })]);
		expect(all[0]?.id).not.toBe(id);
	});
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
		const host = await watchedHost();
		const [before] = await subscriptions();
		await spoil(before?.id ?? '');
		await madeAnew(before?.id);

		await eventually(async () => expect(host.notes).toEqual([expect.stringMatching(note)]));
		await expectCallsToArrive(host);
		expect(host.warnings).toEqual([]);
	});

	it('is tried again when it cannot be made anew at once', async () => {
		const host = await watchedHost();
		const [before] = await subscriptions();
		await stage.simulator.control.post('/faults', {
			method: 'POST',
			path: '/subscription$',
			status: 503,
			body: { errorCode: 'CMN-201', message: 'Service Temporarily Unavailable' },
			times: 1,
		});
		await stage.simulator.control.post(`/subscriptions/${before?.id}/blacklist`);
		await madeAnew(before?.id);

		expect(host.warnings).toEqual([expect.stringContaining('could not be made anew')]);
		await expectCallsToArrive(host);
	});
});

describe('the watch', () => {
	it('asks once for all nodes of a credential, and starts nothing', async () => {
		const host = await watchedHost();
		stopWatching.push(await host.watch(PACE_MILLISECONDS), await host.watch(PACE_MILLISECONDS));
		await stage.simulator.control.delete('/requests');
		const asked = async () => {
			const { data } = await stage.simulator.control.get<Array<{ path: string }>>('/requests');
			return data.filter(({ path }) => path === '/restapi/v1.0/subscription').length;
		};
		const began = Date.now();
		await eventually(async () => expect(await asked()).toBeGreaterThanOrEqual(3));

		expect(await asked()).toBeLessThanOrEqual(1 + (Date.now() - began) / PACE_MILLISECONDS);
		expect(host.started).toEqual([]);
	});

	it('leaves a subscription alone that is well', async () => {
		const host = await watchedHost();
		const before = await subscriptions();
		await stage.simulator.control.delete('/requests');
		await eventually(async () => {
			const { data } = await stage.simulator.control.get<unknown[]>('/requests');
			expect(data.length).toBeGreaterThanOrEqual(2);
		});

		expect(await subscriptions()).toEqual(before);
		expect([...host.notes, ...host.warnings]).toEqual([]);
	});

	it('makes nothing of a list that cannot be read', async () => {
		const host = await watchedHost();
		const before = await subscriptions();
		await stage.simulator.control.post('/faults', {
			method: 'GET',
			path: '/subscription$',
			status: 200,
			body: { records: null },
			times: 2,
		});
		await eventually(async () => expect(host.warnings.length).toBeGreaterThanOrEqual(1));

		expect(host.warnings[0]).toContain("is not RingCentral's");
		expect(await subscriptions()).toEqual(before);
	});

	it('ends when the workflow is unpublished', async () => {
		const host = await watchedHost();
		await Promise.all(stopWatching.splice(0).map(async (stop) => await stop()));
		await host.deactivate();
		await stage.simulator.control.delete('/requests');
		await new Promise((resolve) => setTimeout(resolve, 4 * PACE_MILLISECONDS));

		expect((await stage.simulator.control.get<unknown[]>('/requests')).data).toEqual([]);
		expect(await subscriptions()).toEqual([]);
	});
});

describe('another n8n with a copy of the workflow', () => {
	it('leaves the subscription of the first one alone, and says so', async () => {
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
	it('is taken although n8n has not stored the secret yet', async () => {
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
