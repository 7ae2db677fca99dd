import { accountManager, reception } from '../../simulator/account.mts';
import { readExample } from '../../lab/src/demonstration.mts';
import type { Workflow } from '../../lab/src/n8nClient.mts';
import {
	answer,
	getCall,
	hangUp,
	placeCall,
	receivedRequests,
	subscriptions,
	type PlacedCall,
} from '../../lab/src/simulatorControl.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import { allDelivered } from '../harness/deliveries.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { connectWithOAuth2 } from './accounts.mts';
import { ringingAt } from './calls.mts';
import { finishedExecutions } from './executions.mts';
import { action, chain, trigger, type NodeCredentials } from './workflows.mts';

jest.setTimeout(400_000);

let stage: Stage;
let credentials: NodeCredentials;
let workflow: Workflow;

const vip = { phoneNumber: '+14155550188', name: 'VIP Caller' };
const stranger = { phoneNumber: '+14155550177', name: 'Somebody' };
const toReception = { phoneNumber: String(reception.directNumber) };
const toAccountManager = { phoneNumber: String(accountManager.directNumber) };

beforeAll(async () => {
	stage = await openStage();
	credentials = await connectWithOAuth2(stage);
});

afterAll(() => stage.close());

beforeEach(async () => {
	const example = await readExample(
		'vip-callers',
		credentials.ringCentralOAuth2Api ?? { id: '', name: '' },
	);
	workflow = await stage.client.createWorkflow(example);
	await stage.client.activate(workflow);
});

afterEach(() => stage.client.deactivate(workflow));

async function partyOf(call: PlacedCall, extensionId: string) {
	const { parties } = await getCall(stage.simulator.control, call);
	return parties.find((party) => party.extensionId === extensionId);
}

describe('An active workflow with the trigger', () => {
	it('has exactly one subscription, to its own address', async () => {
		// n8n gives each trigger an address of its own, so that the example can be published twice.
		const nodes = await stage.client.nodes(workflow);
		const webhookId = nodes.find((node) => node.webhookId !== undefined)?.webhookId;
		expect(webhookId).toBeDefined();

		expect(await subscriptions(stage.simulator.control)).toEqual([
			expect.objectContaining({
				status: 'Active',
				deliveryMode: expect.objectContaining({
					transportType: 'WebHook',
					address: `${stage.n8n.url}/webhook/${webhookId}/webhook`,
				}),
			}),
		]);
	});

	it('forwards the call of a VIP while it still rings', async () => {
		const call = await placeCall(stage.simulator.control, vip, toReception);

		const ringing = await ringingAt(stage, call, accountManager);
		await answer(stage.simulator.control, call, ringing.id);

		const [execution] = await finishedExecutions(stage.client, workflow, 1);
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		expect(await partyOf(call, reception.id)).toMatchObject({
			status: { code: 'Disconnected' },
		});
		expect(await partyOf(call, accountManager.id)).toMatchObject({ status: { code: 'Answered' } });
	});

	it('lets all other calls keep ringing at Reception', async () => {
		const call = await placeCall(stage.simulator.control, stranger, toReception);

		const [execution] = await finishedExecutions(stage.client, workflow, 1);

		expect(execution).toMatchObject({ status: 'success' });
		expect(Object.keys(execution?.items ?? {})).not.toContain('Ring Account Manager');
		expect(await partyOf(call, reception.id)).toMatchObject({ status: { code: 'Proceeding' } });
		await hangUp(stage.simulator.control, call);
	});

	it('starts one execution for each matching call, regardless of later events', async () => {
		const calls = [
			await placeCall(stage.simulator.control, stranger, toReception),
			await placeCall(stage.simulator.control, stranger, toReception),
		];
		for (const call of calls) {
			const party = await partyOf(call, reception.id);
			await answer(stage.simulator.control, call, party?.id ?? '');
			await hangUp(stage.simulator.control, call);
			await allDelivered(stage.simulator);
		}

		const executions = await finishedExecutions(stage.client, workflow, 2);

		const started = executions.map(({ items }) => items['When a Call Rings']?.[0]);
		expect(started.map((item) => item?.telephonySessionId).sort()).toEqual(
			calls.map(({ telephonySessionId }) => telephonySessionId).sort(),
		);
		expect(started.map((item) => item?.event)).toEqual(['ringing', 'ringing']);
	});

	it('starts no execution for a call to another extension', async () => {
		const elsewhere = await placeCall(stage.simulator.control, stranger, toAccountManager);
		await hangUp(stage.simulator.control, elsewhere);
		await allDelivered(stage.simulator);
		// A call that does match comes last: when its execution is there, the other would be, too.
		const here = await placeCall(stage.simulator.control, stranger, toReception);

		const executions = await finishedExecutions(stage.client, workflow, 1);

		expect(
			executions.map(({ items }) => items['When a Call Rings']?.[0]?.telephonySessionId),
		).toEqual([here.telephonySessionId]);
		await hangUp(stage.simulator.control, here);
	});

	it('has no subscription once it is deactivated', async () => {
		await stage.client.deactivate(workflow);

		expect(await subscriptions(stage.simulator.control)).toEqual([]);
	});

	it('keeps its only subscription when n8n restarts, and continues to route calls', async () => {
		const [before] = await subscriptions(stage.simulator.control);

		await stage.restartN8n();

		expect((await subscriptions(stage.simulator.control)).map(({ id }) => id)).toEqual([
			before?.id,
		]);
		const call = await placeCall(stage.simulator.control, vip, toReception);
		await ringingAt(stage, call, accountManager);
		await hangUp(stage.simulator.control, call);
	});
});

describe('"Listen for test event"', () => {
	it('works beside the active workflow, which continues as before', async () => {
		const tried = await stage.client.createWorkflow(
			chain('Under construction', [
				trigger(credentials),
				action('Look', credentials, { resource: 'session', operation: 'get' }),
			]),
		);

		await stage.client.listenForTestEvent(tried, 'Call Rings');
		expect(await subscriptions(stage.simulator.control)).toHaveLength(2);
		const call = await placeCall(stage.simulator.control, stranger, toReception);

		const [underConstruction] = await finishedExecutions(stage.client, tried, 1);
		const [active] = await finishedExecutions(stage.client, workflow, 1);
		expect(underConstruction).toMatchObject({ status: 'success', mode: 'manual' });
		expect(active).toMatchObject({ status: 'success', mode: 'webhook' });
		await waitFor('The end of the test subscription', async () =>
			(await subscriptions(stage.simulator.control)).length === 1 ? true : undefined,
		);
		await hangUp(stage.simulator.control, call);
	});

	it('leaves the subscription of the same, active workflow alone', async () => {
		const [before] = await subscriptions(stage.simulator.control);

		await stage.client.listenForTestEvent(workflow, 'When a Call Rings');
		await stage.client.stopListening(workflow);

		await waitFor('The end of the test subscription', async () => {
			const left = await subscriptions(stage.simulator.control);
			return left.length === 1 && left[0]?.id === before?.id ? true : undefined;
		});
		const call = await placeCall(stage.simulator.control, vip, toReception);
		await ringingAt(stage, call, accountManager);
		const forwards = (await receivedRequests(stage.simulator.control)).filter(
			({ path }) => path.includes(call.telephonySessionId) && path.endsWith('/forward'),
		);
		expect(forwards).toHaveLength(1);
		await hangUp(stage.simulator.control, call);
	});
});
