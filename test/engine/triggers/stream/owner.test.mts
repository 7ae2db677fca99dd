import { randomUUID } from 'node:crypto';

import { accountManager, reception } from '../../../../simulator/account.mts';
import { eventually } from '../../../harness/eventually.mts';
import { loggedRequests } from '../../../harness/requestLog.mts';
import { placedCall, ringingCall } from '../../../harness/ringingCall.mts';
import { startSimulator, type RunningSimulator } from '../../../harness/simulator.mts';
import type { StreamHost } from '../../../harness/streamHost.mts';
import { streamOnSimulator } from '../../../harness/streamOnSimulator.mts';

const stream = streamOnSimulator();

let other: RunningSimulator;

beforeAll(async () => {
	other = await startSimulator();
});
beforeEach(async () => {
	await other.control.post('/reset');
});
afterAll(async () => await other.stop());

const onRinging = { scope: 'account', triggerOn: ['ringing'] };

async function requestsTo(end: string, simulator = stream.simulator) {
	const requests = await loggedRequests(simulator);
	return requests.filter(({ path, status }) => path.endsWith(end) && status !== 401);
}

/** RingCentral reports another extension as the signed-in user. */
async function signInAs(id: string, times = 9): Promise<void> {
	const path = '/account/~/extension/~$';
	await stream.simulator.control.post('/faults', { path, status: 200, times, body: { id } });
}

/** A workflow after n8n was killed and started again, with a changed credential. */
async function restarted(credential: Record<string, string>): Promise<StreamHost> {
	const before = await stream.activeHost(onRinging);
	await stream.beginOutage();
	await before.deactivate();
	await stream.endOutage();
	const after = stream.host(onRinging, { credential });
	after.takeOver(before);
	return after;
}

describe('the stream of a credential', () => {
	it('is replaced as soon as the credential is for another server', async () => {
		const credentialId = randomUUID();
		await stream.activeHost(onRinging, { credentialId, workflowId: 'one' });
		const moved = await stream.activeHost(onRinging, {
			credentialId,
			workflowId: 'two',
			credential: { customServer: other.url },
		});
		await ringingCall(other);

		await eventually(async () => expect(moved.events).toEqual(['ringing']));
		expect((await other.control.get('/sockets')).data).toHaveLength(1);
	});

	it('asks for its own extension once, also when it reconnects', async () => {
		const host = await stream.activeHost({ ...onRinging, scope: 'extension' });
		await stream.cut();
		await eventually(async () =>
			expect(await stream.sockets()).toEqual([expect.objectContaining({ connections: 2 })]),
		);
		await ringingCall(stream.simulator);

		await eventually(async () => expect(host.events).toEqual(['ringing']));
		expect(await requestsTo('/extension/~')).toHaveLength(1);
	});

	it('follows the signed-in user when the credential was connected anew', async () => {
		const host = await stream.activeHost({ scope: 'extension', triggerOn: ['ringing'] });
		await signInAs(accountManager.id);
		host.changeCredential({ customServer: stream.simulator.url.replace('127.0.0.1', 'localhost') });
		await stream.cut();
		await eventually(async () => expect(await requestsTo('/extension/~')).toHaveLength(2));
		await eventually(async () => expect(await requestsTo('/subscription')).toHaveLength(2));

		expect(await stream.sockets()).toEqual([
			expect.objectContaining({ isOpen: false, connections: 1 }),
			expect.objectContaining({ isOpen: true, connections: 1 }),
		]);
	});
});

describe('the signed-in user of an app without Read Accounts', () => {
	it('is known before the calls of an interruption are caught up with', async () => {
		await stream.simulator.control.patch('/options', {
			permissions: ['CallControl', 'WebSocketsSubscription', 'ReadPresence'],
		});
		const host = await stream.activeHost({ scope: 'extension', triggerOn: ['ringing'] });
		await stream.simulator.control.patch('/options', { refuseRecovery: true });
		await stream.beginOutage();
		const { telephonySessionId } = await ringingCall(stream.simulator);
		await stream.endOutage();

		await eventually(async () =>
			expect(host.items).toMatchObject([{ telephonySessionId, caughtUp: true }]),
		);
	});
});

describe('a stored session', () => {
	it('is resumed by the same user', async () => {
		const after = await restarted({});
		await signInAs(reception.id);
		await after.activate('init');

		await eventually(async () =>
			expect(await stream.sockets()).toEqual([expect.objectContaining({ connections: 2 })]),
		);
	});

	it('is not sent to RingCentral for another user', async () => {
		const after = await restarted({});
		await signInAs(accountManager.id);
		await after.activate('init');
		const { telephonySessionId } = await placedCall(stream.simulator, { extensionNumber: '102' });

		await eventually(async () => expect(after.items).toMatchObject([{ telephonySessionId }]));
		expect(await stream.sockets()).toEqual([
			expect.objectContaining({ isOpen: false, connections: 1 }),
			expect.objectContaining({ isOpen: true, connections: 1 }),
		]);
	});

	it('is not sent to another server', async () => {
		const after = await restarted({ customServer: other.url });
		await after.activate('init');
		const { telephonySessionId } = await ringingCall(other);

		await eventually(async () => expect(after.items).toMatchObject([{ telephonySessionId }]));
		// A token from the first server would not have resumed a session here.
		expect(after.log.join()).not.toContain('subscribed anew');
		expect(await requestsTo('/wstoken', other)).toHaveLength(1);
	});
});
