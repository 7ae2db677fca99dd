import type { IDataObject } from 'n8n-workflow';

import { USUAL_TIME } from '../../../../nodes/RingCentralCallControl/triggers/stream/streamTime.ts';
import { signIn } from '../../../contract/apiClient.mts';
import { connect } from '../../../contract/socketClient.mts';
import { eventually } from '../../../harness/eventually.mts';
import {
	closeGateways,
	connectionDetails,
	gatewayThat,
	sendTo,
} from '../../../harness/gateway.mts';
import { ManualClock } from '../../../harness/manualClock.mts';
import { loggedRequests } from '../../../harness/requestLog.mts';
import { ringingCall } from '../../../harness/ringingCall.mts';
import type { StreamHost } from '../../../harness/streamHost.mts';
import { streamOnSimulator } from '../../../harness/streamOnSimulator.mts';

const stream = streamOnSimulator();

afterEach(closeGateways);

const onRinging = { scope: 'account', triggerOn: ['ringing'] };

/** Ends a host as a power cut would: it cannot close its connection to RingCentral. */
async function kill(host: StreamHost): Promise<void> {
	await stream.beginOutage();
	await host.deactivate();
	await stream.endOutage();
}

/** A host that was killed while a phone was ringing, after the event of it. */
async function hostKilledWhileRinging() {
	const before = await stream.activeHost(onRinging);
	const call = await ringingCall(stream.simulator);
	await eventually(async () => expect(before.events).toEqual(['ringing']));
	await kill(before);
	return { before, call };
}

/** A workflow of an n8n that was killed; its successor has its own stream. */
async function killedHost(): Promise<StreamHost> {
	const host = await stream.activeHost(onRinging);
	await kill(host);
	await stream.simulator.control.delete('/requests');
	return host;
}

/** The stored data of the node, with a changed session. */
function storedWith(host: StreamHost, changes: IDataObject): IDataObject {
	const stored: { session?: IDataObject } = Object.assign({}, host.stored);
	return { ...stored, session: { ...stored.session, ...changes } };
}

async function tokensAsked(): Promise<number> {
	const requests = await loggedRequests(stream.simulator);
	return requests.filter(({ path }) => path.endsWith('/wstoken')).length;
}

async function subscriptionsMade(): Promise<number> {
	const requests = await loggedRequests(stream.simulator);
	return requests.filter(({ path }) => path.endsWith('/subscription')).length;
}

/** Expects the event of the call that is still ringing, and of a later call. */
async function expectCallEvents(host: StreamHost, ringing: string): Promise<void> {
	const sessions = () => host.items.map(({ telephonySessionId }) => telephonySessionId);
	await eventually(async () => expect(sessions()).toEqual([ringing]));
	const { telephonySessionId } = await ringingCall(stream.simulator);
	await eventually(async () => expect(sessions()).toEqual([ringing, telephonySessionId]));
}

describe('the token of an earlier session', () => {
	it('is given up at once when RingCentral cannot read it', async () => {
		const before = await killedHost();
		const call = await ringingCall(stream.simulator);
		const after = stream.host(onRinging);
		after.takeOver(before, storedWith(before, { recoveryToken: 'not-a-token' }));
		await after.activate('init');

		expect(await tokensAsked()).toBe(2);
		expect(after.log.join()).not.toContain('connects again in a moment');
		await expectCallEvents(after, call.telephonySessionId);
	});

	it('is given up when it belongs to another sign-in', async () => {
		const before = await killedHost();
		const foreign = await connect(await signIn(stream.simulator.url));
		const call = await ringingCall(stream.simulator);
		const after = stream.host(onRinging);
		const recoveryToken = foreign.details.meta.wsc?.token;
		await stream.simulator.control.delete('/requests');
		after.takeOver(before, storedWith(before, { recoveryToken }));
		await after.activate('init');

		expect(await tokensAsked()).toBe(1);
		await expectCallEvents(after, call.telephonySessionId);
		expect(after.log).toContainEqual(expect.stringContaining('subscribed anew'));
		foreign.socket.terminate();
	});

	it('is given up when it is older than three minutes', async () => {
		const before = await killedHost();
		await stream.simulator.control.post('/clock', { advanceSeconds: 181 });
		const call = await ringingCall(stream.simulator);
		const after = stream.host(onRinging);
		after.takeOver(before);
		await after.activate('init');

		expect(await tokensAsked()).toBe(1);
		await expectCallEvents(after, call.telephonySessionId);
		expect(after.log).toContainEqual(expect.stringContaining('subscribed anew'));
	});

	it('resumes the session within the same sign-in', async () => {
		const before = await killedHost();
		const call = await ringingCall(stream.simulator);
		const after = stream.host(onRinging);
		after.takeOver(before);
		await after.activate('init');

		await expectCallEvents(after, call.telephonySessionId);
		expect(await stream.sockets()).toEqual([
			expect.objectContaining({ isOpen: true, connections: 2 }),
		]);
	});
});

describe('after a restart of n8n', () => {
	it('a phone that is still ringing is reported, also when the session was resumed', async () => {
		const { before, call } = await hostKilledWhileRinging();
		const after = stream.host(onRinging, { time: { replay: 0 } });
		after.takeOver(before, undefined, true);
		await after.activate('init');

		await eventually(async () =>
			expect(after.items).toMatchObject([{ event: 'ringing', partyId: call.partyId }]),
		);
		expect(after.log).toContainEqual(expect.stringContaining('was resumed'));
	});

	it('the subscription is made anew after the time for the other nodes, because the stored one may be older', async () => {
		const before = await killedHost();
		const clock = new ManualClock();
		const after = stream.host(onRinging, { time: { clock } });
		after.takeOver(before, storedWith(before, { subscriptionId: 'an-older-one' }));
		await after.activate('init');
		await clock.untilPaused(USUAL_TIME.handover + 1);
		expect(await subscriptionsMade()).toBe(0);
		clock.advance(USUAL_TIME.handover + 1);

		await eventually(async () => expect(await subscriptionsMade()).toBe(1));
		expect(await stream.sockets()).toEqual([expect.objectContaining({ connections: 2 })]);
	});

	it('a call that was reported before does not start an execution again', async () => {
		const { before } = await hostKilledWhileRinging();
		const after = stream.host(onRinging, { time: { replay: 0 } });
		after.takeOver(before);
		await after.activate('init');
		await eventually(async () =>
			expect(after.log).toContainEqual(expect.stringContaining('caught up with')),
		);

		expect(after.events).toEqual([]);
	});
});

describe('a gateway that never confirms a connection', () => {
	/** Lets time pass as soon as the connection waits to be confirmed. */
	async function runOutOfPatience(clock: ManualClock, clients: () => number): Promise<void> {
		const connections = clients();
		await eventually(async () => expect(clients()).toBeGreaterThan(connections));
		await clock.untilPaused(15_000);
		clock.advance(15_000);
	}

	it('is given up when the workflow is published', async () => {
		const gateway = await gatewayThat((client) => {
			client.on('message', (frame: Buffer) => client.send(frame.toString()));
		});
		await sendTo(gateway, stream.simulator);
		const clock = new ManualClock();
		const host = stream.host(onRinging, { time: { clock } });
		const refused = expect(host.activate()).rejects.toMatchObject({
			message: 'The connection to RingCentral did not come about',
			description: expect.stringContaining('did not confirm it in time'),
		});
		await runOutOfPatience(clock, () => gateway.clients.length);

		await refused;
	});

	it('is given up while reconnecting, and another attempt follows', async () => {
		const clock = new ManualClock();
		const host = await stream.activeHost(onRinging, { time: { clock } });
		const gateway = await gatewayThat();
		await sendTo(gateway, stream.simulator);
		const waiting = async () => {
			await eventually(async () => expect(host.log.join()).toContain('connects again'));
			await eventually(async () => expect(Math.min(...clock.pauses)).toBeLessThanOrEqual(500));
			clock.advance(500);
		};
		await stream.cut();
		await waiting();
		await runOutOfPatience(clock, () => gateway.clients.length - 1);
		await eventually(async () => expect(host.log.join()).toContain('did not come about'));
		clock.advance(1_000);
		await eventually(async () =>
			expect(await stream.sockets()).toContainEqual(expect.objectContaining({ isOpen: true })),
		);
		await ringingCall(stream.simulator);

		await eventually(async () => expect(host.events).toEqual(['ringing']));
	});

	it('is given up too when it answers no request', async () => {
		const gateway = await gatewayThat((client) => client.send(connectionDetails));
		await sendTo(gateway, stream.simulator);
		const clock = new ManualClock();
		const host = stream.host(onRinging, { time: { clock } });
		const refused = expect(host.activate()).rejects.toMatchObject({
			message: 'The connection to RingCentral was lost',
			description: expect.stringContaining('no answer came to a request'),
		});
		await eventually(async () => expect(gateway.clients).toHaveLength(1));
		await clock.untilPaused(15_000, 2);
		clock.advance(15_000);

		await refused;
	});
});
