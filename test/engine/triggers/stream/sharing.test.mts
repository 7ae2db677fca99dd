import { randomUUID } from 'node:crypto';

import type { INodeParameters } from 'n8n-workflow';

import { eventually } from '../../../harness/eventually.mts';
import { loggedRequests } from '../../../harness/requestLog.mts';
import { answer, hangUp, placedCall, ringingCall } from '../../../harness/ringingCall.mts';
import { streamOnSimulator } from '../../../harness/streamOnSimulator.mts';

const stream = streamOnSimulator();

/** Workflows that use one and the same credential. */
function workflowsOfOneCredential() {
	const credentialId = randomUUID();
	return {
		host: (workflowId: string, parameters: INodeParameters) =>
			stream.host(parameters, { credentialId, workflowId }),
		active: async (workflowId: string, parameters: INodeParameters) =>
			await stream.activeHost(parameters, { credentialId, workflowId }),
	};
}

const onRinging = { triggerOn: ['ringing'] };
const onAnyChange = { triggerOn: ['anyChange'], scope: 'account' };

describe('workflows with the same credential', () => {
	it('share one connection, one subscription and one WebSocket token', async () => {
		const workflows = workflowsOfOneCredential();
		await workflows.active('routing', onRinging);
		await workflows.active('log', onAnyChange);

		const [socket, ...others] = await stream.sockets();
		expect(others).toEqual([]);
		expect(socket?.eventFilters).toEqual(['/restapi/v1.0/account/37439510/telephony/sessions']);
		const requests = await loggedRequests(stream.simulator);
		expect(requests.filter(({ path }) => path.endsWith('/wstoken'))).toHaveLength(1);
	});

	it('each get only their own events', async () => {
		const workflows = workflowsOfOneCredential();
		const routing = await workflows.active('routing', onRinging);
		const log = await workflows.active('log', onAnyChange);
		const elsewhere = await placedCall(stream.simulator, { extensionNumber: '102' });
		const here = await ringingCall(stream.simulator);

		await eventually(async () => expect(log.items).toHaveLength(8));
		expect(new Set(log.items.map((item) => item.telephonySessionId))).toEqual(
			new Set([elsewhere.telephonySessionId, here.telephonySessionId]),
		);
		expect(routing.items).toEqual([
			expect.objectContaining({ event: 'ringing', partyId: here.partyId }),
		]);
	});

	it('each get the presence of the extensions that they follow', async () => {
		const workflows = workflowsOfOneCredential();
		const onPresence = { triggerOn: ['presenceChanged'] };
		const own = await workflows.active('own', onPresence);
		const other = await workflows.active('other', { ...onPresence, extensions: ['37439512'] });
		await ringingCall(stream.simulator);
		await placedCall(stream.simulator, { extensionNumber: '102' });

		await eventually(async () => expect(other.items).toHaveLength(1));
		expect(own.items.map(({ extensionId }) => extensionId)).toEqual(['37439511']);
		expect(other.items.map(({ extensionId }) => extensionId)).toEqual(['37439512']);
	});

	it('get SIP data only where they ask for it', async () => {
		const workflows = workflowsOfOneCredential();
		const phone = await workflows.active('phone', {
			...onRinging,
			options: { includeSipData: true },
		});
		const routing = await workflows.active('routing', onRinging);
		await ringingCall(stream.simulator);

		await eventually(async () => expect(phone.items).toHaveLength(1));
		expect(phone.items[0]).toHaveProperty('sipData.toTag');
		expect(routing.items[0]).not.toHaveProperty('sipData');
	});

	it('continue when one of them is deactivated', async () => {
		const workflows = workflowsOfOneCredential();
		const routing = await workflows.active('routing', onRinging);
		const log = await workflows.active('log', onAnyChange);
		await log.deactivate();
		await ringingCall(stream.simulator);

		await eventually(async () => expect(routing.events).toEqual(['ringing']));
		expect(log.events).toEqual([]);
		expect(await stream.sockets()).toHaveLength(1);
	});

	it('continue when RingCentral refuses the events of a new workflow', async () => {
		const workflows = workflowsOfOneCredential();
		const routing = await workflows.active('routing', onRinging);

		await expect(
			workflows.active('foreign', { triggerOn: ['ringing'], extensions: ['999999'] }),
		).rejects.toThrow('RingCentral does not let this user follow that extension');

		await ringingCall(stream.simulator);
		await eventually(async () => expect(routing.events).toEqual(['ringing']));
		expect(routing.refusals).toEqual([]);
	});

	it('lose only the workflow that RingCentral no longer accepts', async () => {
		const workflows = workflowsOfOneCredential();
		const reception = await workflows.active('reception', onRinging);
		const sales = await workflows.active('sales', { ...onRinging, extensions: ['37439512'] });
		await stream.simulator.control.post('/faults', {
			method: 'POST',
			path: '/subscription$',
			status: 400,
			body: { errorCode: 'SUB-408', message: 'Unknown user in event filter' },
			times: 4,
		});
		const support = workflows.host('support', { ...onRinging, extensions: ['37439513'] });

		// All three together, the first two, and then the first and the second alone are refused.
		await support.activate();

		expect([reception, sales].map(({ refusals }) => refusals.length)).toEqual([1, 1]);
		await placedCall(stream.simulator, { extensionNumber: '103' });
		await eventually(async () => expect(support.events).toEqual(['ringing']));
		expect(support.refusals).toEqual([]);
	});

	it('miss no event while RingCentral refuses the events of a new workflow', async () => {
		const workflows = workflowsOfOneCredential();
		const reception = await workflows.active('reception', onRinging);
		const sales = await workflows.active('sales', { ...onRinging, extensions: ['37439512'] });
		const slowAnswers = {
			method: 'POST',
			path: '/subscription$',
			delayMilliseconds: 200,
			times: 9,
		};
		await stream.simulator.control.post('/faults', slowAnswers);
		let isOver = false;
		const refusal = workflows
			.active('foreign', { triggerOn: ['ringing'], extensions: ['999999'] })
			.catch((reason: unknown) => reason)
			.finally(() => {
				isOver = true;
			});
		const calls: string[] = [];
		while (!isOver) {
			calls.push(
				(await placedCall(stream.simulator, { extensionNumber: '102' })).telephonySessionId,
			);
		}

		expect(await refusal).toMatchObject({ message: expect.stringContaining('extension') });
		await eventually(async () =>
			expect(sales.items.map((item) => item.telephonySessionId)).toEqual(calls),
		);
		expect(calls.length).toBeGreaterThan(1);
		expect(reception.events).toEqual([]);
	});

	it('still know their calls when a new workflow needs more events of them', async () => {
		const workflows = workflowsOfOneCredential();
		const reception = await workflows.active('reception', { triggerOn: ['answered', 'callEnded'] });
		await workflows.active('ringing', { ...onRinging, scope: 'account' });
		const call = await ringingCall(stream.simulator);
		await workflows.active('parked', { triggerOn: ['parked'], scope: 'account' });
		await answer(stream.simulator, call);
		await hangUp(stream.simulator, call);

		await eventually(async () => expect(reception.events).toEqual(['answered', 'callEnded']));
		expect(reception.items.at(-1)).toMatchObject({
			outcome: 'answered',
			startTime: expect.any(String),
			talkSeconds: expect.any(Number),
		});
	});

	it('miss no event while one of them is published anew', async () => {
		const workflows = workflowsOfOneCredential();
		const log = await workflows.active('log', onAnyChange);
		await log.deactivate();
		const between = await ringingCall(stream.simulator);
		await log.activate('update');

		await eventually(async () => expect(log.items).toHaveLength(4));
		expect(new Set(log.items.map((item) => item.telephonySessionId))).toEqual(
			new Set([between.telephonySessionId]),
		);
	});

	it('continue with the waiting events when one is published anew, behind the running execution', async () => {
		const log = stream.host(onAnyChange, { isSlow: true });
		await log.activate();
		await ringingCall(stream.simulator);
		await eventually(async () => expect(log.started).toHaveLength(1));
		const watcher = await stream.activeHost(onAnyChange);
		await ringingCall(stream.simulator);
		await eventually(async () => expect(watcher.items).toHaveLength(4));

		await log.deactivate();
		await log.activate('update');
		expect(log.started).toHaveLength(2);
		for (let count = 0; count < 8; count++) {
			await eventually(async () => expect(log.started.length).toBeGreaterThan(count));
			log.started[count]?.end();
		}

		const sessions = new Set(log.items.map((item) => item.telephonySessionId));
		expect(sessions.size).toBe(2);
		for (const session of sessions) {
			const ofCall = log.items.filter((item) => item.telephonySessionId === session);
			expect(ofCall.map(({ sequence }) => sequence)).toEqual([2, 3, 4, 5]);
		}
	});

	it('leave the waiting events to no test run', async () => {
		const workflows = workflowsOfOneCredential();
		const log = workflows.host('log', onAnyChange);
		await log.activate('manual');
		await ringingCall(stream.simulator);
		await eventually(async () => expect(log.started.length).toBeGreaterThan(0));
		const heard = log.started.length;
		await log.deactivate();
		await log.activate('manual');

		expect(log.started).toHaveLength(heard);
	});

	it('all report that the sign-in is over for good, and what to do', async () => {
		const workflows = workflowsOfOneCredential();
		const routing = await workflows.active('routing', onRinging);
		const log = await workflows.active('log', onAnyChange);
		await stream.simulator.control.patch('/options', { rejectLogin: true });
		await stream.simulator.control.post('/tokens/revoke');

		for (const { refusals } of [routing, log]) {
			await eventually(async () =>
				expect(refusals).toEqual([
					expect.objectContaining({
						message: expect.stringContaining("RingCentral refused the 'JWT' of the credential"),
					}),
				]),
			);
		}
	});
});

describe('workflows with different credentials', () => {
	it('have separate connections', async () => {
		await stream.activeHost(onRinging);
		await stream.activeHost(onRinging);

		expect(await stream.sockets()).toHaveLength(2);
	});
});
