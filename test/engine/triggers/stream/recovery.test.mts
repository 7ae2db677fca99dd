import { randomUUID } from 'node:crypto';

import type { INodeParameters } from 'n8n-workflow';

import { reception } from '../../../../simulator/account.mts';
import { eventually } from '../../../harness/eventually.mts';
import { loggedRequests, type LoggedRequest } from '../../../harness/requestLog.mts';
import {
	answer,
	answeredCall,
	hangUp,
	placedCall,
	ringingCall,
} from '../../../harness/ringingCall.mts';
import type { StreamHost } from '../../../harness/streamHost.mts';
import { streamOnSimulator } from '../../../harness/streamOnSimulator.mts';

const stream = streamOnSimulator();

const wholeAccount = { scope: 'account', triggerOn: ['ringing', 'answered', 'partyLeft'] };

/** In milliseconds: the pauses between attempts to connect grow. */
const aFewAttempts = 12_000;

/** Waits until the trigger has noticed the loss of its connection. */
async function lossNoticed(host: StreamHost): Promise<void> {
	await eventually(async () => expect(host.log.join()).toContain('connects again'));
}

/** Waits until the trigger listens again. */
async function connectedAgain(): Promise<void> {
	await eventually(async () =>
		expect(await stream.sockets()).toContainEqual(expect.objectContaining({ isOpen: true })),
	);
}

/** The requests to a path that ends like this. */
async function requestsTo(end: string): Promise<LoggedRequest[]> {
	return (await loggedRequests(stream.simulator)).filter(({ path }) => path.endsWith(end));
}

function sessionsOf(host: StreamHost): unknown[] {
	return host.items.map(({ telephonySessionId }) => telephonySessionId);
}

describe('a lost connection', () => {
	it('is resumed, with each event of the interruption once', async () => {
		const host = await stream.activeHost(wholeAccount);
		const [before] = await stream.sockets();
		await stream.cut();
		const call = await ringingCall(stream.simulator);
		await answer(stream.simulator, call);

		await eventually(async () => expect(host.events).toEqual(['ringing', 'answered']));
		expect(await stream.sockets()).toEqual([
			expect.objectContaining({ subscriptionId: before?.subscriptionId, connections: 2 }),
		]);
		await eventually(async () =>
			expect(host.log).toContainEqual(
				expect.stringMatching(/was resumed, with \d+ events that had come in between/),
			),
		);
		expect(host.items.some((item) => 'caughtUp' in item)).toBe(false);
	});

	it('is resumed each time it is lost', async () => {
		await stream.simulator.control.patch('/options', { rateLimits: { Auth: 1_000 } });
		const host = await stream.activeHost(wholeAccount);
		const calls: string[] = [];
		for (let times = 0; times < 5; times++) {
			await stream.cut();
			calls.push((await ringingCall(stream.simulator)).telephonySessionId);
			await connectedAgain();
		}

		await eventually(async () => expect(sessionsOf(host)).toEqual(calls));
	});

	it('that was silent before is caught up with, also when RingCentral does not send the events again', async () => {
		const { control } = stream.simulator;
		const pace = { heartbeat: 200, patience: 200 };
		const host = await stream.activeHost(wholeAccount, { time: { pace } });
		await control.patch('/options', { dropEvents: 1 });
		const { telephonySessionId } = await ringingCall(stream.simulator);
		await control.patch('/options', { dropEvents: 0 });

		await control.post('/sockets/silence');

		await eventually(async () =>
			expect(host.items).toEqual([
				expect.objectContaining({ telephonySessionId, event: 'ringing', caughtUp: true }),
			]),
		);
		expect(host.log).toContainEqual(expect.stringMatching(/was resumed, with 0 events/));
	});

	it('is resumed although the access token has expired meanwhile', async () => {
		const host = await stream.activeHost(wholeAccount);
		await stream.simulator.control.post('/tokens/expire');
		await stream.cut();
		const { telephonySessionId } = await ringingCall(stream.simulator);

		await eventually(async () => expect(sessionsOf(host)).toEqual([telephonySessionId]));
		expect(host.refusals).toEqual([]);
	});

	it('is replaced by a new subscription where RingCentral has forgotten the session, and caught up with', async () => {
		const host = await stream.activeHost(wholeAccount);
		const ended = await ringingCall(stream.simulator);
		await eventually(async () => expect(host.events).toEqual(['ringing']));
		await stream.simulator.control.patch('/options', { refuseRecovery: true });
		await stream.cut();
		await hangUp(stream.simulator, ended);
		const ringing = await placedCall(stream.simulator, { extensionNumber: '102' });

		await eventually(async () =>
			expect(host.items.slice(1)).toEqual(
				expect.arrayContaining([
					expect.objectContaining({ event: 'partyLeft', partyId: ended.partyId, caughtUp: true }),
					expect.objectContaining({ event: 'ringing', partyId: ringing.partyId, caughtUp: true }),
				]),
			),
		);
		expect(host.log).toContainEqual(expect.stringContaining('subscribed anew'));
		expect(host.log).toContainEqual(expect.stringContaining('caught up with'));
		await answer(stream.simulator, ringing);
		await eventually(async () => expect(host.events.at(-1)).toBe('answered'));
		expect(host.items.at(-1)).not.toHaveProperty('caughtUp');
	});

	it('leaves all workflows subscribed when the answer to a new subscription is lost with it', async () => {
		const credentialId = randomUUID();
		const host = await stream.activeHost(
			{ scope: 'account', triggerOn: ['ringing'] },
			{ credentialId, workflowId: 'first' },
		);
		const second = stream.host(wholeAccount, { credentialId, workflowId: 'second' });
		await stream.simulator.control.post('/faults', {
			method: 'POST',
			path: '/subscription$',
			delayMilliseconds: 1_500,
		});
		const activation = second.activate().catch((refusal: unknown) => refusal);
		await eventually(async () =>
			expect(await requestsTo('/subscription')).toEqual([
				expect.objectContaining({ status: 200 }),
				expect.objectContaining({ status: null }),
			]),
		);
		await stream.beginOutage();
		await eventually(async () =>
			expect((await stream.sockets())[0]?.eventFilters).toContainEqual(
				expect.stringMatching(/sessions\?statusCode=Gone$/),
			),
		);
		await stream.endOutage();

		expect(await activation).toMatchObject({
			message: 'The connection to RingCentral was lost',
			description: expect.stringContaining('The reason: '),
		});
		const kept = await ringingCall(stream.simulator);
		await eventually(async () => expect(sessionsOf(host)).toEqual([kept.telephonySessionId]));
		const later = await ringingCall(stream.simulator);
		await eventually(async () =>
			expect(sessionsOf(host)).toEqual([kept.telephonySessionId, later.telephonySessionId]),
		);
	});

	it('is not opened again for a workflow that was deactivated meanwhile', async () => {
		const host = await stream.activeHost(wholeAccount);
		await stream.simulator.control.post('/faults', {
			method: 'POST',
			path: '/wstoken$',
			delayMilliseconds: 2_000,
		});
		await stream.simulator.control.delete('/requests');
		await stream.cut();
		await eventually(async () => expect(await requestsTo('/wstoken')).toHaveLength(1));
		await host.deactivate();
		await eventually(async () =>
			expect(await requestsTo('/wstoken')).toEqual([expect.objectContaining({ status: 200 })]),
		);
		await ringingCall(stream.simulator);

		expect(await stream.sockets()).toEqual([expect.objectContaining({ isOpen: false })]);
	});

	it('is resumed by a workflow that is published anew meanwhile, with the events of the interruption', async () => {
		const host = await stream.activeHost(wholeAccount);
		await stream.beginOutage();
		await lossNoticed(host);
		await host.deactivate();
		const { telephonySessionId } = await ringingCall(stream.simulator);
		await stream.endOutage();
		await host.activate('update');

		await eventually(async () => expect(sessionsOf(host)).toEqual([telephonySessionId]));
		expect(host.items[0]).not.toHaveProperty('caughtUp');
	});

	it('gives a workflow that is published meanwhile no events from before it', async () => {
		const credentialId = randomUUID();
		const host = await stream.activeHost(wholeAccount, { credentialId, workflowId: 'host' });
		const newcomer = stream.host(wholeAccount, { credentialId, workflowId: 'newcomer' });
		await stream.beginOutage();
		const before = await ringingCall(stream.simulator);
		await expect(newcomer.activate()).rejects.toThrow();
		const published = eventually(async () => await newcomer.activate());
		await stream.endOutage();
		await published;
		const { telephonySessionId } = await ringingCall(stream.simulator);

		await eventually(async () =>
			expect(sessionsOf(host)).toEqual([before.telephonySessionId, telephonySessionId]),
		);
		expect(sessionsOf(newcomer)).toEqual([telephonySessionId]);
	});

	it('leaves the waiting events to a workflow that is published anew at the second attempt', async () => {
		const onAnyChange = { scope: 'account', triggerOn: ['anyChange'] };
		const host = await stream.activeHost(onAnyChange, { isSlow: true });
		const watcher = await stream.activeHost(onAnyChange);
		await ringingCall(stream.simulator);
		await eventually(async () => expect(watcher.items).toHaveLength(4));
		await watcher.deactivate();
		await stream.beginOutage();
		await lossNoticed(host);
		await host.deactivate();
		await expect(host.activate('update')).rejects.toThrow('The connection to RingCentral');
		await stream.endOutage();
		await host.activate('update');

		for (let count = 0; count < 4; count++) {
			await eventually(async () => expect(host.started.length).toBeGreaterThan(count));
			host.started[count]?.end();
		}
		expect(host.items.map(({ sequence }) => sequence)).toEqual([2, 3, 4, 5]);
	});

	it('is not logged as resumed when it is lost again at once', async () => {
		await stream.simulator.control.patch('/options', { rateLimits: { Auth: 1_000 } });
		const host = await stream.activeHost(wholeAccount);
		await stream.cut();
		await connectedAgain();
		await stream.beginOutage();
		const { telephonySessionId } = await ringingCall(stream.simulator);
		await eventually(
			async () =>
				expect(host.log.filter((line) => line.includes('connects again')).length).toBeGreaterThan(
					4,
				),
			aFewAttempts,
		);
		expect(host.log.join()).not.toContain('was resumed');
		await stream.endOutage();

		await eventually(
			async () => expect(sessionsOf(host)).toEqual([telephonySessionId]),
			aFewAttempts,
		);
	});

	it('is caught up with where there were more events than RingCentral keeps', async () => {
		const host = await stream.activeHost({ scope: 'account', triggerOn: ['ringing'] });
		await stream.simulator.control.patch('/options', { stepMilliseconds: 0 });
		await stream.beginOutage();
		const first = await placedCall(stream.simulator, { extensionNumber: '102' });
		const later = [];
		for (let count = 0; count < 100; count++) {
			const call = await ringingCall(stream.simulator);
			later.push(call.telephonySessionId);
			await hangUp(stream.simulator, call);
		}
		await stream.endOutage();

		await eventually(async () => expect(host.log.join()).toContain('caught up with'));
		// RingCentral keeps a hundred events: two for each call, its ringing and its end.
		expect(sessionsOf(host)).toEqual([...later.slice(-50), first.telephonySessionId]);
		expect(host.items.at(-1)).toMatchObject({ partyId: first.partyId, caughtUp: true });
	});

	it('does not deactivate the workflow, however long RingCentral is away', async () => {
		const host = await stream.activeHost(wholeAccount);
		await stream.beginOutage();
		await eventually(async () =>
			expect(host.log.filter((line) => line.includes('connects again')).length).toBeGreaterThan(2),
		);
		await stream.endOutage();
		await connectedAgain();

		expect(host.refusals).toEqual([]);
	});

	it('is given up at once when the workflow is deactivated', async () => {
		const host = await stream.activeHost(wholeAccount);
		await stream.beginOutage();
		await lossNoticed(host);
		await host.deactivate();
		await stream.endOutage();
		const requests = (await loggedRequests(stream.simulator)).length;
		await ringingCall(stream.simulator);

		expect((await loggedRequests(stream.simulator)).length).toBe(requests);
		expect((await stream.sockets()).filter(({ isOpen }) => isOpen)).toEqual([]);
	});

	it('is closed by RingCentral once a day, without the loss of an event', async () => {
		const host = await stream.activeHost(wholeAccount);
		await stream.simulator.control.post('/sockets/close', { errorCode: 'WSG-903' });
		const { telephonySessionId } = await ringingCall(stream.simulator);

		await eventually(async () => expect(sessionsOf(host)).toEqual([telephonySessionId]));
	});
});

/**
 * The workflow in a new n8n, after the previous n8n was killed.
 *
 * @param meanwhile runs while there is no n8n.
 */
async function restarted(
	before: StreamHost,
	parameters: INodeParameters,
	meanwhile?: () => Promise<void>,
): Promise<StreamHost> {
	const after = stream.host(parameters);
	after.takeOver(before);
	await stream.beginOutage();
	await before.deactivate();
	await meanwhile?.();
	await stream.endOutage();
	await after.activate('init');
	return after;
}

describe('a restart of n8n', () => {
	it('continues the stored session, and starts no execution twice', async () => {
		const before = await stream.activeHost(wholeAccount);
		const first = await ringingCall(stream.simulator);
		await eventually(async () => expect(before.events).toEqual(['ringing']));
		// The old n8n is gone without notice: its connection is cut and cannot be opened again.
		const after = stream.host(wholeAccount);
		after.takeOver(before);
		await stream.beginOutage();
		await before.deactivate();
		const second = await ringingCall(stream.simulator);
		await stream.endOutage();
		await after.activate('init');

		await eventually(async () => expect(sessionsOf(after)).toEqual([second.telephonySessionId]));
		expect(first.telephonySessionId).not.toBe(second.telephonySessionId);
		expect(await stream.sockets()).toEqual([
			expect.objectContaining({ isOpen: true, connections: 2 }),
		]);
	});

	it('continues the latest session that any of its workflows has stored', async () => {
		const credentialId = randomUUID();
		const workflow = (workflowId: string) =>
			stream.host(wholeAccount, { credentialId, workflowId });
		const [quiet, busy] = [workflow('quiet'), workflow('busy')];
		await quiet.activate();
		await busy.activate();
		const stale = structuredClone(quiet.stored);
		await stream.cut();
		await connectedAgain();
		const first = await ringingCall(stream.simulator);
		await eventually(async () => expect(busy.events).toEqual(['ringing']));
		await stream.beginOutage();
		await Promise.all([quiet.deactivate(), busy.deactivate()]);
		const second = await ringingCall(stream.simulator);
		await stream.endOutage();

		const [quietAgain, busyAgain] = [workflow('quiet'), workflow('busy')];
		quietAgain.takeOver(quiet, stale);
		busyAgain.takeOver(busy);
		await quietAgain.activate('init');
		await busyAgain.activate('init');

		for (const host of [quietAgain, busyAgain]) {
			await eventually(async () => expect(sessionsOf(host)).toContain(second.telephonySessionId));
		}
		// Once when it was new, once after the first cut, and now again.
		await eventually(async () =>
			expect(await stream.sockets()).toContainEqual(
				expect.objectContaining({ isOpen: true, connections: 3 }),
			),
		);
		expect(sessionsOf(busyAgain)).not.toContain(first.telephonySessionId);
	});

	it('gets the kept events of a subscription that another workflow has extended since', async () => {
		const credentialId = randomUUID();
		const workflow = (workflowId: string, parameters: INodeParameters) =>
			stream.host(parameters, { credentialId, workflowId });
		const onRinging = { scope: 'account', triggerOn: ['ringing'] };
		const [first, second] = [workflow('first', onRinging), workflow('second', wholeAccount)];
		await first.activate();
		await second.activate();
		await stream.beginOutage();
		await Promise.all([first.deactivate(), second.deactivate()]);
		const missed = await ringingCall(stream.simulator);
		await stream.endOutage();

		const [firstAgain, secondAgain] = [
			workflow('first', onRinging),
			workflow('second', wholeAccount),
		];
		firstAgain.takeOver(first);
		secondAgain.takeOver(second);
		await firstAgain.activate('init');
		await secondAgain.activate('init');
		const later = await ringingCall(stream.simulator);

		for (const host of [firstAgain, secondAgain]) {
			await eventually(async () =>
				expect(sessionsOf(host)).toEqual([missed.telephonySessionId, later.telephonySessionId]),
			);
		}
	});

	it('is caught up with for each workflow, whichever n8n activates first', async () => {
		const credentialId = randomUUID();
		const workflow = (workflowId: string, parameters: INodeParameters) =>
			stream.host(parameters, { credentialId, workflowId });
		const ofReception = {
			scope: 'extension',
			extensions: [reception.id],
			triggerOn: ['ringing', 'partyLeft'],
		};
		const [narrow, wide] = [workflow('narrow', ofReception), workflow('wide', wholeAccount)];
		await narrow.activate();
		await wide.activate();
		await stream.simulator.control.patch('/options', { refuseRecovery: true });
		await stream.beginOutage();
		await Promise.all([narrow.deactivate(), wide.deactivate()]);
		const missed = await placedCall(stream.simulator, { extensionNumber: '102' });
		await stream.endOutage();

		const narrowAgain = workflow('narrow', ofReception);
		const wideAgain = workflow('wide', wholeAccount);
		narrowAgain.takeOver(narrow);
		wideAgain.takeOver(wide);
		await stream.simulator.control.delete('/requests');
		await narrowAgain.activate('init');
		await eventually(async () => expect(await requestsTo('/presence')).toHaveLength(1));
		await wideAgain.activate('init');

		await eventually(async () =>
			expect(wideAgain.items).toEqual([
				expect.objectContaining({ event: 'ringing', partyId: missed.partyId, caughtUp: true }),
			]),
		);
	});

	it('continues with events that waited for an earlier execution of their call', async () => {
		const onAnyChange = { scope: 'account', triggerOn: ['anyChange'] };
		const before = await stream.activeHost(onAnyChange, { isSlow: true });
		const watcher = await stream.activeHost(onAnyChange);
		const call = await ringingCall(stream.simulator);
		await eventually(async () => expect(watcher.items).toHaveLength(4));
		// n8n stores the waiting events with the execution for another call.
		await ringingCall(stream.simulator);
		await eventually(async () => expect(before.started).toHaveLength(2));
		const after = await restarted(before, onAnyChange);

		const ofCall = () =>
			after.items.filter((item) => item.telephonySessionId === call.telephonySessionId);
		await eventually(async () =>
			expect(ofCall().map(({ sequence }) => sequence)).toEqual([3, 4, 5]),
		);
		expect(after.log).toContainEqual(expect.stringMatching(/continues with \d+ executions/));
	});

	it('reports the answer of a phone that was ringing before', async () => {
		const before = await stream.activeHost(wholeAccount);
		const call = await ringingCall(stream.simulator);
		await eventually(async () => expect(before.events).toEqual(['ringing']));
		const after = await restarted(before, wholeAccount, async () => {
			await answer(stream.simulator, call);
		});

		await eventually(async () => expect(after.events).toEqual(['answered']));
		expect(after.items).toMatchObject([{ partyId: call.partyId, answeredBy: 'person' }]);
	});

	it('learns the existing calls, so that it can distinguish a resumed call from an answered call', async () => {
		const onAnswers = { scope: 'account', triggerOn: ['answered', 'resumed'] };
		const before = await stream.activeHost(onAnswers);
		const call = await answeredCall(stream.simulator);
		const party = `/calls/${call.telephonySessionId}/parties/${call.partyId}`;
		await stream.simulator.control.post(`${party}/hold`);
		await eventually(async () => expect(before.events).toContain('answered'));
		const after = await restarted(before, onAnswers);
		await eventually(async () =>
			expect((await loggedRequests(stream.simulator)).at(-1)?.path).toMatch(/\/presence$/),
		);
		await stream.simulator.control.post(`${party}/unhold`);

		await eventually(async () => expect(after.events).toContain('resumed'));
		expect(after.events).toEqual(['resumed']);
	});

	it('does not wait while RingCentral is away, and connects as soon as it is back', async () => {
		await stream.beginOutage();
		const host = stream.host(wholeAccount);
		await host.activate('init');
		expect(host.refusals).toEqual([]);
		await stream.endOutage();
		await connectedAgain();
		await ringingCall(stream.simulator);

		await eventually(async () => expect(host.events).toEqual(['ringing']));
	});
});
