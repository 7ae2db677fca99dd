import type { IDataObject } from 'n8n-workflow';

import { reception, salesQueue, supportDesk } from '../../../../simulator/account.mts';
import { signIn } from '../../../contract/apiClient.mts';
import { eventually } from '../../../harness/eventually.mts';
import { answer, answeredCall, placedCall, ringingCall } from '../../../harness/ringingCall.mts';
import type { StreamHost } from '../../../harness/streamHost.mts';
import { streamOnSimulator } from '../../../harness/streamOnSimulator.mts';

const stream = streamOnSimulator();

interface RingOutHalf {
	telephonySessionId: string;
	parties: Array<{ id: string; status: string }>;
}

const everything = { scope: 'account', triggerOn: ['anyChange'] };

function control(path: string, body: object = {}) {
	return stream.simulator.control.post(path, body);
}

/** A call from the first ring to the end; its parties leave one after the other. */
async function wholeCall(): Promise<string> {
	const call = await answeredCall(stream.simulator);
	await control(`/calls/${call.telephonySessionId}/parties/${call.partyId}/hold`);
	await control(`/calls/${call.telephonySessionId}/parties/${call.partyId}/unhold`);
	await control(`/calls/${call.telephonySessionId}/hangup`);
	return call.telephonySessionId;
}

function sequencesOf(items: IDataObject[], telephonySessionId: string): unknown[] {
	return items
		.filter((item) => item.telephonySessionId === telephonySessionId)
		.map(({ sequence }) => sequence);
}

/** Ends so many executions, one after the other. */
async function endAll(host: StreamHost, count: number): Promise<void> {
	for (let index = 0; index < count; index++) {
		await eventually(async () => expect(host.started.length).toBeGreaterThan(index));
		host.started[index]?.end();
	}
}

describe('the events of a call', () => {
	it("start executions in RingCentral's order, however they arrive", async () => {
		await stream.simulator.control.patch('/options', { shuffleEvents: 4, duplicateEvents: 0.5 });
		const host = await stream.activeHost(everything);
		const calls = [await wholeCall(), await wholeCall(), await wholeCall()];

		await eventually(async () => expect(host.items.length).toBeGreaterThanOrEqual(27));
		for (const call of calls) {
			expect(sequencesOf(host.items, call)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
		}
	});

	it('wait until the execution for the previous event has ended', async () => {
		const host = await stream.activeHost(everything, { isSlow: true });
		const call = await ringingCall(stream.simulator);
		await eventually(async () => expect(host.started).toHaveLength(1));
		await answer(stream.simulator, call);
		expect(host.started).toHaveLength(1);

		await endAll(host, 5);

		expect(sequencesOf(host.items, call.telephonySessionId)).toEqual([2, 3, 4, 5, 6]);
	});

	it('do not wait for an end that n8n has missed', async () => {
		const host = await stream.activeHost(everything, { missesEnds: true });

		const call = await wholeCall();

		await eventually(async () => expect(host.items).toHaveLength(9));
		expect(sequencesOf(host.items, call)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
	});

	it('keep waiting when a node responds in the middle of an execution', async () => {
		const host = await stream.activeHost(everything, { isSlow: true });
		const watcher = await stream.activeHost(everything);
		await ringingCall(stream.simulator);
		await eventually(async () => expect(watcher.items).toHaveLength(4));
		for (const answer of [{ accepted: true }, { body: {}, headers: {}, statusCode: 200 }]) {
			host.started[0]?.respond(answer);
		}
		await ringingCall(stream.simulator);
		await eventually(async () => expect(watcher.items).toHaveLength(8));

		// The first of each call.
		expect(host.items.map(({ sequence }) => sequence)).toEqual([2, 2]);
	});

	it('do not wait for events of other calls', async () => {
		const host = await stream.activeHost({ triggerOn: ['ringing'] }, { isSlow: true });
		await ringingCall(stream.simulator);
		await ringingCall(stream.simulator);

		await eventually(async () => expect(host.started).toHaveLength(2));
	});

	it("do not wait with 'Start Without Waiting'", async () => {
		const host = await stream.activeHost(
			{ ...everything, options: { startWithoutWaiting: true } },
			{ isSlow: true },
		);
		const call = await ringingCall(stream.simulator);

		await eventually(async () => expect(host.started).toHaveLength(4));
		expect(sequencesOf(host.items, call.telephonySessionId)).toEqual([2, 3, 4, 5]);
	});

	it("run for no more calls at once than 'Calls at Once' says", async () => {
		const host = await stream.activeHost(
			{ triggerOn: ['ringing'], options: { callsAtOnce: 2 } },
			{ isSlow: true },
		);
		for (let count = 0; count < 4; count++) await ringingCall(stream.simulator);
		await eventually(async () => expect(host.started).toHaveLength(2));

		await endAll(host, 4);

		expect(host.started).toHaveLength(4);
	});
});

describe('Batch Events', () => {
	it('starts one execution for many events, in their order', async () => {
		const batch = { group: { mostEvents: 9, longestWait: 60_000 } };
		const host = await stream.activeHost({ ...everything, options: { batch } });
		const call = await wholeCall();

		await eventually(async () => expect(host.started).toHaveLength(1));
		expect(sequencesOf(host.items, call)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
	});

	it('does not wait for a full batch for ever', async () => {
		const batch = { group: { mostEvents: 1_000, longestWait: 50 } };
		const host = await stream.activeHost({ ...everything, options: { batch } });
		await ringingCall(stream.simulator);

		await eventually(async () => expect(host.items).toHaveLength(4));
	});

	it('counts an event as started only once its execution has begun', async () => {
		const batch = { group: { mostEvents: 2, longestWait: 60_000 } };
		const host = await stream.activeHost({ ...everything, options: { batch } }, { isSlow: true });
		const watcher = await stream.activeHost(everything);
		await ringingCall(stream.simulator);
		await eventually(async () => expect(watcher.items).toHaveLength(4));

		expect(host.started).toHaveLength(1);
		expect(host.stored).toMatchObject({ startedKeys: [expect.any(String), expect.any(String)] });
		host.started[0]?.end();
		await eventually(async () => expect(host.started).toHaveLength(2));
		expect(host.stored).toMatchObject({ startedKeys: { length: 4 } });
	});

	it('starts the last execution when the workflow is deactivated', async () => {
		const batch = { group: { mostEvents: 1_000, longestWait: 60_000 } };
		const host = await stream.activeHost({ triggerOn: ['ringing'], options: { batch } });
		const watcher = await stream.activeHost({ triggerOn: ['ringing'] });
		await ringingCall(stream.simulator);
		await eventually(async () => expect(watcher.items).toHaveLength(1));
		await host.deactivate();

		expect(host.events).toEqual(['ringing']);
	});
});

describe('a call queue', () => {
	const onRinging = { scope: 'account', triggerOn: ['ringing'] };
	const phones = [salesQueue.id, ...(salesQueue.memberIds ?? [])].sort();

	it('starts the workflow for the first of its phones, and for each with Each Ringing Phone', async () => {
		const once = await stream.activeHost(onRinging);
		const each = await stream.activeHost({ ...onRinging, options: { eachRingingPhone: true } });
		await placedCall(stream.simulator, { extensionNumber: '200' });

		await eventually(async () =>
			expect(each.items.map(({ extensionId }) => extensionId).sort()).toEqual(phones),
		);
		expect(once.items).toHaveLength(1);
	});

	it('starts it for the first phone that passes the filters', async () => {
		const extensionId = supportDesk.id;
		const host = await stream.activeHost({ triggerOn: ['ringing'], extensions: [extensionId] });
		await placedCall(stream.simulator, { extensionNumber: salesQueue.number });

		await eventually(async () => expect(host.items).toMatchObject([{ extensionId }]));
	});
});

describe('a call that Reception has taken', () => {
	it('starts the workflow again when she transfers it', async () => {
		const host = await stream.activeHost({ scope: 'account', triggerOn: ['ringing'] });
		const call = await answeredCall(stream.simulator);
		const api = await signIn(stream.simulator.url);
		const party = `/restapi/v1.0/account/~/telephony/sessions/${call.telephonySessionId}/parties/${call.partyId}`;
		await api.post(`${party}/transfer`, { extensionNumber: supportDesk.number });

		await eventually(async () =>
			expect(host.items.map(({ extensionId }) => extensionId)).toEqual([
				reception.id,
				supportDesk.id,
			]),
		);
	});
});

describe('Limit per Caller', () => {
	it('lets the first calls of a caller through, and those of others', async () => {
		const limitPerCaller = { group: { mostCalls: 2, minutes: 10 } };
		const host = await stream.activeHost({ triggerOn: ['ringing'], options: { limitPerCaller } });
		const from = (phoneNumber: string) =>
			placedCall(stream.simulator, { extensionNumber: '101' }, { phoneNumber });
		for (let count = 0; count < 4; count++) await from('+14155550123');
		await from('+14155550177');

		await eventually(async () =>
			expect(host.items.map(({ fromNumber }) => fromNumber)).toEqual([
				'+14155550123',
				'+14155550123',
				'+14155550177',
			]),
		);
	});

	it('lets each call through that an extension makes', async () => {
		const host = await stream.activeHost({
			triggerOn: ['ringing'],
			filters: { direction: 'Outbound' },
			options: { limitPerCaller: { group: { mostCalls: 1, minutes: 10 } } },
		});
		for (const phoneNumber of ['+14155550123', '+14155550177']) {
			await placedCall(stream.simulator, { phoneNumber }, { extensionNumber: '101' });
		}

		await eventually(async () => expect(host.events).toEqual(['ringing', 'ringing']));
	});
});

describe('a RingOut of two sessions', () => {
	beforeEach(async () => {
		await stream.simulator.control.patch('/options', { ringOutForm: 'twoSessions' });
	});

	/** The call of the RingOut that has begun last, as soon as it rings. */
	async function pickUp(count: number): Promise<void> {
		await eventually(async () => {
			const { data } = await stream.simulator.control.get<RingOutHalf[]>('/calls');
			expect(data).toHaveLength(count);
			const [half] = data.slice(-1);
			expect(half?.parties[1]?.status).toBe('Proceeding');
			const party = `/calls/${half?.telephonySessionId}/parties/${half?.parties[1]?.id}`;
			await control(`${party}/answer`);
		});
	}

	it.each([{ forwardingNumberId: '901101' }, { phoneNumber: reception.directNumber }])(
		'is one call, when %j rings first',
		async (from) => {
			const host = await stream.activeHost({ scope: 'account', triggerOn: ['callEnded'] });
			const api = await signIn(stream.simulator.url);
			await api.post('/restapi/v1.0/account/~/extension/~/ring-out', {
				from,
				to: { phoneNumber: '+14155550123' },
			});
			await pickUp(1);
			await pickUp(2);
			const { data } = await stream.simulator.control.get<RingOutHalf[]>('/calls');
			await control(`/calls/${data[1]?.telephonySessionId}/hangup`);

			await eventually(async () => expect(host.events).toEqual(['callEnded']));
			expect(host.items).toMatchObject([
				{ callId: data[0]?.telephonySessionId, outcome: 'answered' },
			]);
		},
	);
});

describe('the item', () => {
	it("holds RingCentral's notification, untouched, with Simplify off", async () => {
		const host = await stream.activeHost({ triggerOn: ['ringing'], simplify: false });
		const call = await ringingCall(stream.simulator);

		await eventually(async () => expect(host.items).toHaveLength(1));
		expect(host.items[0]).toEqual({
			event: 'ringing',
			telephonySessionId: call.telephonySessionId,
			partyId: call.partyId,
			callId: call.telephonySessionId,
			summary: expect.stringMatching(/^Incoming call from .+ rings at Reception$/),
			notification: {
				uuid: expect.stringMatching(/^\d+$/),
				event: expect.stringMatching(/\/telephony\/sessions$/),
				timestamp: expect.any(String),
				subscriptionId: expect.any(String),
				ownerId: '37439511',
				body: expect.objectContaining({
					telephonySessionId: call.telephonySessionId,
					parties: [expect.objectContaining({ id: call.partyId })],
				}),
			},
		});
	});

	it('reports a change of presence', async () => {
		const host = await stream.activeHost({ triggerOn: ['presenceChanged'] });
		const call = await ringingCall(stream.simulator);

		await eventually(async () => expect(host.items).toHaveLength(1));
		expect(host.items[0]).toMatchObject({
			event: 'presenceChanged',
			extensionId: '37439511',
			telephonyStatus: 'Ringing',
			telephonySessionId: call.telephonySessionId,
			partyId: call.partyId,
		});
	});
});

describe('a deduplication key', () => {
	it('is different for each execution', async () => {
		const host = await stream.activeHost(everything);
		await wholeCall();
		await eventually(async () => expect(host.started).toHaveLength(9));

		const keys = host.started.map(({ key }) => key ?? '');
		expect(new Set(keys).size).toBe(9);
		expect(keys.every((key) => key.startsWith('workflow:trigger:') && key.length <= 255)).toBe(
			true,
		);
	});
});
