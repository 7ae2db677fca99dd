import { randomUUID } from 'node:crypto';

import type { INodeParameters } from 'n8n-workflow';

import { eventually } from '../../../harness/eventually.mts';
import { ManualClock } from '../../../harness/manualClock.mts';
import { ringingCall } from '../../../harness/ringingCall.mts';
import { streamOnSimulator } from '../../../harness/streamOnSimulator.mts';

const stream = streamOnSimulator();

const onRinging = { triggerOn: ['ringing'] };
const onAnyChange = { triggerOn: ['anyChange'], scope: 'account' };

const handover = 35_000;

/** Workflows of one credential, by a clock that the test sets. */
function workflows() {
	const credentialId = randomUUID();
	const clock = new ManualClock();
	const active = async (workflowId: string, parameters: INodeParameters, isSlow = false) =>
		await stream.activeHost(parameters, { credentialId, workflowId, isSlow, time: { clock } });
	return { clock, active };
}

describe('a stream without a node', () => {
	it('has no connection, so that RingCentral keeps the events for the process that resumes the session', async () => {
		const { active } = workflows();
		const host = await active('only', onRinging);
		await host.deactivate();
		await eventually(async () =>
			expect(await stream.sockets()).toEqual([
				expect.objectContaining({ isOpen: false, subscriptionId: expect.any(String) }),
			]),
		);
		await ringingCall(stream.simulator);
		await host.activate('update');

		await eventually(async () => expect(host.events).toEqual(['ringing']));
		expect(await stream.sockets()).toEqual([
			expect.objectContaining({ isOpen: true, connections: 2 }),
		]);
	});

	it('gives a new workflow no events from before it was published', async () => {
		const { active } = workflows();
		const before = await active('before', onRinging);
		await before.deactivate();
		await ringingCall(stream.simulator);
		const newcomer = await active('newcomer', onRinging);
		const call = await ringingCall(stream.simulator);

		await eventually(async () =>
			expect(newcomer.items).toMatchObject([{ telephonySessionId: call.telephonySessionId }]),
		);
	});

	it('connects again for a node that n8n activates, although the last attempt failed', async () => {
		const { clock, active } = workflows();
		const host = await active('only', onRinging);
		await stream.cut();
		await eventually(async () => expect(host.log.join()).toContain('connects again'));
		await host.deactivate();
		await clock.untilPaused(handover + 1);
		await host.activate('init');
		await eventually(async () =>
			expect(await stream.sockets()).toEqual([
				expect.objectContaining({ isOpen: true, connections: 2 }),
			]),
		);
	});

	it('ends after the time of a handover, and is replaced by a new stream', async () => {
		const { clock, active } = workflows();
		const host = await active('only', onRinging);
		await host.deactivate();
		await clock.untilPaused(handover + 1);
		clock.advance(handover + 1);
		await ringingCall(stream.simulator);
		await host.activate('update');
		await ringingCall(stream.simulator);

		await eventually(async () => expect(host.events).toEqual(['ringing']));
		expect(await stream.sockets()).toEqual([
			expect.objectContaining({ isOpen: false, connections: 1 }),
			expect.objectContaining({ isOpen: true, connections: 1 }),
		]);
	});
});

describe('a stream that one of its nodes has left', () => {
	it("stays subscribed to that node's events for the time of a handover", async () => {
		const { clock, active } = workflows();
		await active('narrow', onRinging);
		const [before] = await stream.sockets();
		const wide = await active('wide', onAnyChange);
		const [both] = await stream.sockets();
		await wide.deactivate();
		await clock.untilPaused(handover + 1);
		expect((await stream.sockets())[0]?.eventFilters).toEqual(both?.eventFilters);
		clock.advance(handover + 1);

		await eventually(async () =>
			expect((await stream.sockets())[0]?.eventFilters).toEqual(before?.eventFilters),
		);
	});

	it('keeps its place, although the clock is set forward meanwhile', async () => {
		const { clock, active } = workflows();
		const watcher = await active('watcher', onAnyChange);
		const host = await active('leaving', onRinging);
		await host.deactivate();
		await ringingCall(stream.simulator);
		await eventually(async () => expect(watcher.items).toHaveLength(4));
		clock.step(3_600_000);
		await host.activate('update');

		await eventually(async () => expect(host.events).toEqual(['ringing']));
	});

	it("discards the node's events when the handover is over", async () => {
		const { clock, active } = workflows();
		const watcher = await active('watcher', onAnyChange);
		const slow = await active('slow', onAnyChange, true);
		await ringingCall(stream.simulator);
		await eventually(async () => expect(watcher.items).toHaveLength(4));
		expect(slow.started).toHaveLength(1);
		await slow.deactivate();
		clock.advance(handover + 1);
		await slow.activate('update');
		slow.started[0]?.end();
		await ringingCall(stream.simulator);
		await eventually(async () => expect(watcher.items).toHaveLength(8));

		// The first of each call.
		expect(slow.items.map(({ telephonySessionId }) => telephonySessionId)).toEqual([
			watcher.items[0]?.telephonySessionId,
			watcher.items[4]?.telephonySessionId,
		]);
	});
});

describe('a partly granted subscription', () => {
	it("is replaced by a subscription to the other workflows' events", async () => {
		const { active } = workflows();
		const first = await active('first', onRinging);
		const [before] = await stream.sockets();
		const sessions = '/restapi/v1.0/account/37439510/extension/37439512/telephony/sessions';
		await stream.simulator.control.patch('/options', {
			disabledFilters: [
				{ filter: `${sessions}?direction=Inbound&statusCode=Proceeding`, reason: 'NotAllowed' },
			],
		});

		await expect(active('second', { ...onRinging, extensions: ['37439512'] })).rejects.toThrow(
			'RingCentral would not deliver all the events',
		);

		const [after] = await stream.sockets();
		expect(after?.eventFilters).toEqual(before?.eventFilters);
		await ringingCall(stream.simulator);
		await eventually(async () => expect(first.events).toEqual(['ringing']));
	});
});
