import { accountManager, reception, salesDesk, type Extension } from '../../simulator/account.mts';
import { n8nVersions, obstacleTo } from '../../lab/src/n8nVersions.mts';
import type { Workflow, WorkflowNode } from '../../lab/src/n8nClient.mts';
import {
	getCall,
	receivedRequests,
	subscriptions,
	type PlacedCall,
} from '../../lab/src/simulatorControl.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import { describeUnless } from '../harness/describeUnless.mts';
import { jwtCredentialFor } from '../harness/jwtCredential.mts';
import { openStageOn, type Stage } from '../harness/stage.mts';
import { connectWithJwt, connectWithOAuth2, jwtCredentialType } from './accounts.mts';
import { ring } from './calls.mts';
import { executionsUpTo } from './executions.mts';
import { action, chain, streamTrigger, trigger, type NodeCredentials } from './workflows.mts';

// What a user does first, on each n8n that the package is for; everything else is tested on one.

jest.setTimeout(400_000);

const renewed = 'an access token that has expired is renewed when a call comes in';
const replaced =
	'a subscription that was blacklisted while n8n was down is replaced after a restart';

/** Where a test is not passed yet: left out if `skip` says why, else expected to fail. A line goes once it is. */
const notYet = [
	{ version: '1.123', test: renewed, skip: 'n8n 1 takes the 401 for an answer, renews nothing' },
	{ version: '2.40', test: replaced }, // n8n calls no hooks of a webhook trigger when it starts.
];

let stage: Stage;
const published: Workflow[] = [];

/** Publishes a workflow that forwards each call to the account manager. */
async function publish(start: WorkflowNode, credentials: NodeCredentials): Promise<Workflow> {
	const forward = action('Forward', credentials, {
		resource: 'party',
		operation: 'forward',
		target: 'extension',
		extension: { __rl: true, mode: 'id', value: accountManager.id },
	});
	const workflow = await stage.client.createWorkflow(chain(start.name, [start, forward]));
	published.push(workflow);
	await stage.client.activate(workflow);
	return workflow;
}

/** The call rings at the account manager, sent there by a workflow whose requests were answered so. */
async function expectForwarded(
	call: PlacedCall,
	workflow: Workflow,
	answers: number[] = [200],
): Promise<void> {
	await waitFor("The account manager's ringing phone", async () => {
		const { parties } = await getCall(stage.simulator.control, call);
		return parties.find(
			({ extensionId, status }) =>
				extensionId === accountManager.id && status.code === 'Proceeding',
		);
	});
	const executions = await executionsUpTo(stage.client, workflow, call);
	expect(executions.at(-1)).toMatchObject({ status: 'success' });
	const requests = (await receivedRequests(stage.simulator.control)).filter(
		({ path }) => path.includes(call.telephonySessionId) && path.endsWith('/forward'),
	);
	expect(requests.map(({ status }) => status)).toEqual(answers);
}

/** Those of webhook triggers that RingCentral delivers to. */
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
	/** A test, unless this version is known not to pass it. */
	const onThisVersion = (test: string, body: () => Promise<void>) => {
		const shortcoming = notYet.find((entry) => entry.version === version && entry.test === test);
		if (shortcoming === undefined) it(test, body);
		else if (shortcoming.skip === undefined) it.failing(test, body);
		else it.skip(`${test} (skipped: ${shortcoming.skip})`, body);
	};

	describeUnless(obstacleTo(version), `On n8n ${version}`, () => {
		beforeAll(async () => {
			stage = await openStageOn(version);
			// Each test connects an account of its own.
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

			onThisVersion(renewed, async () => {
				const credentials = await connect(stage);
				const workflow = await publish(trigger(credentials), credentials);

				await stage.simulator.control.post('/tokens/expire');

				await expectForwarded(await ring(stage), workflow, [401, 200]);
			});
		});

		it('workflows go on after a restart', async () => {
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

		onThisVersion(replaced, async () => {
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
