import { accountManager, reception, salesDesk, type Extension } from '../../simulator/account.mts';
import { n8nVersions, skipReasonOf } from '../../lab/src/n8nVersions.mts';
import type { Workflow, WorkflowNode } from '../../lab/src/n8nClient.mts';
import {
	receivedRequests,
	subscriptions,
	type PlacedCall,
} from '../../lab/src/simulatorControl.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import { describeUnless } from '../harness/describeUnless.mts';
import { jwtCredentialFor } from '../harness/jwtCredential.mts';
import { byId } from '../harness/locators.mts';
import { openStageOn, type Stage } from '../harness/stage.mts';
import { connectWithJwt, connectWithOAuth2, jwtCredentialType } from './accounts.mts';
import { ring, ringingAt } from './calls.mts';
import { executionsUpTo, finishedExecutions, runByHand } from './executions.mts';
import {
	action,
	chain,
	manualTrigger,
	streamTrigger,
	trigger,
	type NodeCredentials,
} from './workflows.mts';

// The first steps of a user, on each supported n8n; all other tests run on one.

jest.setTimeout(400_000);

let stage: Stage;
const published: Workflow[] = [];

/** Publishes a workflow that forwards each call to the account manager. */
async function publish(start: WorkflowNode, credentials: NodeCredentials): Promise<Workflow> {
	const forward = action('Forward', credentials, {
		resource: 'party',
		operation: 'forward',
		target: 'extension',
		extension: byId(accountManager.id),
	});
	const workflow = await stage.client.createWorkflow(chain(start.name, [start, forward]));
	published.push(workflow);
	await stage.client.activate(workflow);
	return workflow;
}

/** Expects that the workflow has forwarded the call to the account manager, with these answers. */
async function expectForwarded(
	call: PlacedCall,
	workflow: Workflow,
	answers: number[] = [200],
): Promise<void> {
	await ringingAt(stage, call, accountManager);
	const executions = await executionsUpTo(stage.client, workflow, call);
	expect(executions.at(-1)).toMatchObject({ status: 'success' });
	const requests = (await receivedRequests(stage.simulator.control)).filter(
		({ path }) => path.includes(call.telephonySessionId) && path.endsWith('/forward'),
	);
	expect(requests.map(({ status }) => status)).toEqual(answers);
}

/** The IDs of active subscriptions of webhook triggers. */
async function activeSubscriptions(): Promise<string[]> {
	return (await subscriptions(stage.simulator.control))
		.filter(
			({ status, deliveryMode }) =>
				status === 'Active' && deliveryMode?.transportType === 'WebHook',
		)
		.map(({ id }) => String(id));
}

const connections = [
	['OAuth2', connectWithOAuth2],
	['a JWT', connectWithJwt],
] as const;

for (const version of n8nVersions) {
	describeUnless(skipReasonOf(version), `On n8n ${version}`, () => {
		beforeAll(async () => {
			stage = await openStageOn(version);
			// Each test connects its own account.
			await stage.simulator.control.patch('/options', { rateLimits: { Auth: 1_000 } });
		});

		afterAll(() => stage.close());

		afterEach(async () => {
			for (const workflow of published.splice(0)) await stage.client.deactivate(workflow);
		});

		it('the test of a credential with a JWT passes', async () => {
			const data = jwtCredentialFor(stage.simulator.url);
			const credential = await stage.client.createCredential(jwtCredentialType, 'JWT', data);

			expect(await stage.client.testCredential(credential, jwtCredentialType, data)).toMatchObject({
				status: 'OK',
			});
		});

		describe.each(connections)('with an account connected with %s', (_, connect) => {
			it.each([
				['Call Control Trigger', trigger],
				['Call Stream Trigger', streamTrigger],
			])('a call is forwarded by a workflow with the %s', async (__, start) => {
				const credentials = await connect(stage);
				const workflow = await publish(start(credentials), credentials);

				await expectForwarded(await ring(stage), workflow);
			});

			it('a workflow is executed by hand', async () => {
				const credentials = await connect(stage);
				const liveCalls = action('Live Calls', credentials, {
					resource: 'session',
					operation: 'getMany',
				});
				const workflow = await stage.client.createWorkflow(
					chain('By hand', [manualTrigger(), liveCalls]),
				);

				expect(await runByHand(stage.client, workflow, 'Start')).toMatchObject({
					status: 'success',
				});
			});

			it('an access token that has expired is renewed when a call comes in', async () => {
				const credentials = await connect(stage);
				const workflow = await publish(trigger(credentials), credentials);

				await stage.simulator.control.post('/tokens/expire');

				await expectForwarded(await ring(stage), workflow, [401, 200]);
			});
		});

		it('"Listen for test event" passes the call to the next node, and ends by itself', async () => {
			const credentials = await connectWithJwt(stage);
			const look = action('Look', credentials, { resource: 'session', operation: 'get' });
			const tried = await stage.client.createWorkflow(
				chain('Under construction', [trigger(credentials), look]),
			);
			await stage.client.listenForTestEvent(tried, 'Call Rings');
			const call = await ring(stage);

			const [execution] = await finishedExecutions(stage.client, tried, 1);
			expect(execution).toMatchObject({ status: 'success', mode: 'manual' });
			for (const items of [execution?.items['Call Rings'], execution?.items.Look]) {
				expect(items).toMatchObject([{ telephonySessionId: call.telephonySessionId }]);
			}
			await waitFor('The end of the test subscription', async () =>
				(await activeSubscriptions()).length === 0 ? true : undefined,
			);
		});

		it('workflows continue after a restart', async () => {
			const credentials = await connectWithJwt(stage);
			const follow = ({ id }: Extension) => ({ scope: 'extension', extensions: [id] });
			const webhook = await publish(trigger(credentials, follow(reception)), credentials);
			const stream = await publish(streamTrigger(credentials, follow(salesDesk)), credentials);
			const before = await activeSubscriptions();

			await stage.restartN8n();

			await expectForwarded(await ring(stage, reception), webhook);
			await expectForwarded(await ring(stage, salesDesk), stream);
			expect(await activeSubscriptions()).toEqual(before);
		});

		it('a subscription that was blacklisted while n8n was down is replaced after a restart', async () => {
			const credentials = await connectWithOAuth2(stage);
			const workflow = await publish(trigger(credentials), credentials);
			const [id] = await activeSubscriptions();

			await stage.n8n.stop();
			await stage.simulator.control.post(`/subscriptions/${id}/blacklist`);
			await stage.startN8nAgain();

			const [next] = await waitFor('Another subscription', async () => {
				const active = await activeSubscriptions();
				return active.length > 0 ? active : undefined;
			});
			expect(next).not.toBe(id);
			await expectForwarded(await ring(stage), workflow);
		});
	});
}
