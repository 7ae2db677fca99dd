import { randomUUID } from 'node:crypto';

import type { INodeParameters } from 'n8n-workflow';

import { eventually } from '../../../harness/eventually.mts';
import { loggedRequests } from '../../../harness/requestLog.mts';
import { answeredCall, hangUp, placedCall, ringingCall } from '../../../harness/ringingCall.mts';
import type { StreamHost } from '../../../harness/streamHost.mts';
import { streamOnSimulator } from '../../../harness/streamOnSimulator.mts';

const stream = streamOnSimulator();

const sessions = '/restapi/v1.0/account/37439510/telephony/sessions';

/** Sends notifications of a call that the simulator does not have, so it sends no others. */
function inventedCall(telephonySessionId = 's-invented') {
	let sequence = 1;
	/** @param extensionId undefined for a party outside. */
	return async (party: string, code: string, extensionId?: string) => {
		const eventTime = new Date().toISOString();
		sequence += 1;
		const body = {
			telephonySessionId,
			sequence,
			eventTime,
			origin: { type: 'Call' },
			parties: [
				{
					id: `${telephonySessionId} ${party}`,
					direction: extensionId === undefined ? 'Outbound' : 'Inbound',
					extensionId,
					queueCall: extensionId !== undefined,
					from: { phoneNumber: '+14155550123' },
					to: { phoneNumber: '+14155550120' },
					status: { code },
				},
			],
		};
		await stream.simulator.control.post('/notifications', { event: sessions, body });
	};
}

/** A call with an unconfirmed end: all its notifications do not show whether a party is left. */
async function unconfirmedCall(telephonySessionId: string): Promise<void> {
	const notify = inventedCall(telephonySessionId);
	await notify('caller', 'Setup');
	await notify('caller', 'Answered');
	await notify('sales', 'Answered', '37439513');
	await notify('sales', 'Disconnected', '37439513');
}

/** The inquiries whether a call is over, in order. */
async function questions() {
	const requests = await loggedRequests(stream.simulator);
	return requests
		.filter(({ path }) => /\/telephony\/sessions\/[^/]+$/.test(path))
		.map(({ path, status }) => ({ call: path.split('/').at(-1), status }));
}

/** RingCentral accepts connections again, but no longer has the earlier sessions. */
async function forget(): Promise<void> {
	await stream.simulator.control.patch('/options', { refuseRecovery: true });
	await stream.endOutage();
}

describe('a call in which the caller is alone for a while', () => {
	it('continues where no workflow needs its end', async () => {
		const host = await stream.activeHost({ scope: 'account', triggerOn: ['missed'] });
		const missReasons = () => host.items.map(({ missReason }) => missReason);
		const notify = inventedCall();
		await notify('caller', 'Setup');
		await notify('caller', 'Answered');
		await notify('sales', 'Proceeding', '37439513');
		await notify('sales', 'Disconnected', '37439513');
		await eventually(async () => expect(missReasons()).toEqual(['unknown']));
		await notify('support', 'Proceeding', '37439514');
		await notify('support', 'Disconnected', '37439514');

		await eventually(async () => expect(missReasons()).toHaveLength(2));
		expect(missReasons()[1]).not.toBe('callerGaveUp');
	});
});

/** RingCentral refuses the live calls, for the moment or for lack of a permission. */
async function refusePresence(status: number, times: number): Promise<void> {
	const body = { errorCode: status === 403 ? 'CMN-401' : 'CMN-201', message: 'Refused' };
	await stream.simulator.control.post('/faults', { path: '/presence$', status, times, body });
}

/** A workflow that gets the event of a ringing phone, but misses the end of the call. */
async function hostThatMissesAnEnd(): Promise<StreamHost> {
	const host = await stream.activeHost({ scope: 'account', triggerOn: ['ringing', 'partyLeft'] });
	const call = await ringingCall(stream.simulator);
	await eventually(async () => expect(host.events).toEqual(['ringing']));
	await eventually(async () => expect(await presenceRequests()).toHaveLength(1));
	await stream.beginOutage();
	await hangUp(stream.simulator, call);
	return host;
}

async function presenceRequests() {
	const requests = await loggedRequests(stream.simulator);
	return requests.filter(({ path, status }) => path.endsWith('/presence') && status !== 401);
}

function linesOf(host: StreamHost, words: string): string[] {
	return host.log.filter((line) => line.includes(words));
}

describe('catching up', () => {
	it('is tried again until RingCentral answers, and the log says it once', async () => {
		const host = await hostThatMissesAnEnd();
		await refusePresence(408, 3);
		await forget();

		await eventually(async () => expect(host.events).toEqual(['ringing', 'partyLeft']));
		expect(host.items.at(-1)).toMatchObject({ caughtUp: true });
		expect(linesOf(host, 'has not caught up yet')).toHaveLength(1);
		expect(linesOf(host, 'caught up with')).toHaveLength(1);
		expect(await presenceRequests()).toHaveLength(1 + 3 + 1);
	});

	it('is left to the next connection when this one is lost', async () => {
		const host = await hostThatMissesAnEnd();
		await refusePresence(408, 1_000);
		await forget();
		await eventually(async () => expect(linesOf(host, 'has not caught up yet')).toHaveLength(1));
		await stream.simulator.control.patch('/options', { refuseRecovery: false });
		await stream.beginOutage();
		await eventually(async () => expect(linesOf(host, 'connects again')).toHaveLength(2));
		await stream.simulator.control.delete('/faults');
		await stream.endOutage();

		await eventually(async () => expect(linesOf(host, 'was resumed')).toHaveLength(1));
		await eventually(async () => expect(host.events).toEqual(['ringing', 'partyLeft']));
	});

	it('is given up when a user has to change a setting first', async () => {
		const host = await hostThatMissesAnEnd();
		await refusePresence(403, 1);
		await forget();

		await eventually(async () =>
			expect(linesOf(host, 'cannot catch up with what happened meanwhile')).toHaveLength(1),
		);
		expect(linesOf(host, 'has not caught up yet')).toEqual([]);
		expect(linesOf(host, 'does not know')).toEqual([]);
	});
});

describe('taking over the existing calls', () => {
	it('is repeated when the connection was lost before RingCentral answered', async () => {
		const call = await answeredCall(stream.simulator);
		const party = `/calls/${call.telephonySessionId}/parties/${call.partyId}`;
		await stream.simulator.control.post(`${party}/hold`);
		await stream.simulator.control.post('/faults', {
			path: '/presence$',
			delayMilliseconds: 1_000,
			times: 2,
		});
		const host = await stream.activeHost({ scope: 'account', triggerOn: ['answered', 'resumed'] });
		await eventually(async () => expect(await presenceRequests()).toHaveLength(1));
		await stream.cut();
		await eventually(async () =>
			expect((await presenceRequests()).map(({ status }) => status)).toEqual([200, 200]),
		);
		await stream.simulator.control.post(`${party}/unhold`);

		await eventually(async () => expect(host.events).toEqual(['resumed']));
	});

	it('is tried again while RingCentral is away', async () => {
		await refusePresence(408, 2);
		const host = await stream.activeHost({ scope: 'account', triggerOn: ['answered'] });

		await eventually(async () => expect(await presenceRequests()).toHaveLength(3));
		expect(linesOf(host, 'does not know the calls')).toHaveLength(1);
	});
});

describe('an extension that has no presence', () => {
	const salesQueue = '37439520';

	it('leaves the others alone, and the log says it once', async () => {
		const host = await stream.activeHost({
			extensions: [salesQueue, '37439511'],
			triggerOn: ['ringing', 'partyLeft'],
		});
		const call = await ringingCall(stream.simulator);
		await eventually(async () => expect(host.events).toEqual(['ringing']));
		for (const times of [1, 2]) {
			await stream.beginOutage();
			if (times === 1) {
				await hangUp(stream.simulator, call);
			}
			await forget();
			await eventually(async () => expect(linesOf(host, 'caught up with')).toHaveLength(times));
		}

		expect(host.events).toEqual(['ringing', 'partyLeft']);
		expect(linesOf(host, salesQueue)).toEqual([
			expect.stringContaining('RingCentral has no presence for this kind of extension'),
		]);
	});
});

describe('whether a call is over', () => {
	it('is asked only of calls whose end a workflow needs', async () => {
		const credentialId = randomUUID();
		const workflow = (workflowId: string, parameters: INodeParameters) =>
			stream.activeHost(parameters, { credentialId, workflowId });
		const ends = await workflow('ends', { triggerOn: ['callEnded'], extensions: ['37439512'] });
		const rings = await workflow('rings', { triggerOn: ['ringing'], scope: 'account' });
		for (let count = 0; count < 5; count++) await ringingCall(stream.simulator);
		const followed = await placedCall(stream.simulator, { extensionNumber: '102' });
		await eventually(async () => expect(rings.events).toHaveLength(6));
		await stream.beginOutage();
		for (const { telephonySessionId } of rings.items) {
			await stream.simulator.control.post(`/calls/${String(telephonySessionId)}/hangup`);
		}
		await forget();

		await eventually(async () => expect(ends.events).toEqual(['callEnded']));
		expect((await questions()).map(({ call }) => call)).toEqual([followed.telephonySessionId]);
	});

	it('is asked of a few calls at a time', async () => {
		await stream.simulator.control.post('/faults', {
			path: '/telephony/sessions/',
			times: 8,
			delayMilliseconds: 100,
		});
		const host = await stream.activeHost({ scope: 'account', triggerOn: ['callEnded'] });
		for (let count = 0; count < 8; count++) await unconfirmedCall(`s-${count}`);
		const atOnce: number[] = [];
		await eventually(async () => {
			const open = (await questions()).filter(({ status }) => status === null);
			atOnce.push(open.length);
			expect(host.events).toHaveLength(8);
		});

		expect(Math.max(...atOnce)).toBeGreaterThan(1);
		expect(Math.max(...atOnce)).toBeLessThanOrEqual(3);
	});

	it('is no longer asked when no workflow listens', async () => {
		await stream.simulator.control.post('/faults', {
			path: '/telephony/sessions/',
			times: 3 + 3,
			status: 503,
		});
		const onEnds = { scope: 'account', triggerOn: ['callEnded'] };
		const leaving = await stream.activeHost(onEnds);
		const staying = await stream.activeHost(onEnds);
		await unconfirmedCall('s-1');
		await eventually(async () => expect(await questions()).toHaveLength(2));
		await stream.beginOutage();
		await eventually(async () => expect(leaving.log.join()).toContain('connects again'));
		await leaving.deactivate();

		const unknown = expect.stringContaining('Whether call s-1 has ended is not known');
		await eventually(async () => expect(staying.log).toContainEqual(unknown));
		expect(leaving.log).not.toContainEqual(unknown);
		expect(await questions()).toHaveLength(1 + 3);
	});
});
