import {
	accountManager,
	reception,
	salesDesk,
	salesQueue,
	type Extension,
} from '../../simulator/account.mts';
import type { Workflow, WorkflowNode } from '../../lab/src/n8nClient.mts';
import {
	answer,
	getCall,
	hangUp,
	receivedRequests,
	type PlacedCall,
} from '../../lab/src/simulatorControl.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import { signIn } from '../contract/apiClient.mts';
import { allDelivered } from '../harness/deliveries.mts';
import { generousLimits } from '../harness/generousLimits.mts';
import { byId } from '../harness/locators.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { connectWithJwt } from './accounts.mts';
import { ring, ringingAt } from './calls.mts';
import { executionsUpTo, sessionOf } from './executions.mts';
import { action, chain, streamTrigger, trigger, type NodeCredentials } from './workflows.mts';

jest.setTimeout(400_000);

let stage: Stage;
let credentials: NodeCredentials;
let published: Workflow[];
let placed: PlacedCall[];

beforeAll(async () => {
	stage = await openStage();
	// Each test opens connections of its own: at RingCentral's limit the last ones would wait for minutes.
	await stage.simulator.control.patch('/options', generousLimits);
	credentials = await connectWithJwt(stage);
});

afterAll(() => stage.close());

beforeEach(() => {
	published = [];
	placed = [];
});

afterEach(async () => {
	for (const workflow of published) await stage.client.deactivate(workflow);
	for (const call of placed) await hangUp(stage.simulator.control, call);
});

async function ringAt(extension: Extension): Promise<PlacedCall> {
	const call = await ring(stage, extension);
	placed.push(call);
	return call;
}

const triggers: Array<[string, typeof trigger]> = [
	['webhook', trigger],
	['stream', streamTrigger],
];

/** Publishes a workflow that sends each call on to an extension. */
async function publish(
	name: string,
	start: WorkflowNode,
	operation: 'forward' | 'route',
	{ id }: Extension,
): Promise<Workflow> {
	const send = action('Send On', credentials, {
		resource: 'party',
		operation,
		target: 'extension',
		extension: byId(id),
	});
	const workflow = await stage.client.createWorkflow(chain(name, [start, send]));
	await stage.client.activate(workflow);
	published.push(workflow);
	return workflow;
}

/** The commands that sent this call on, as far as RingCentral carried them out. */
async function sentOn({ telephonySessionId }: PlacedCall): Promise<string[]> {
	return (await receivedRequests(stage.simulator.control))
		.filter(({ path, status }) => path.includes(telephonySessionId) && status < 300)
		.map(({ path }) => /\/(forward|transfer)$/.exec(path)?.[1] ?? '')
		.filter((command) => command !== '');
}

/** The extensions where the call rings or is. */
async function places(call: PlacedCall): Promise<string[]> {
	const { parties } = await getCall(stage.simulator.control, call);
	return parties
		.filter(({ status }) => status.code === 'Proceeding' || status.code === 'Answered')
		.flatMap(({ extensionId }) => extensionId ?? []);
}

/** Expects that the next call is sent on; all executions of earlier calls exist by then. */
async function expectNextCallSentOn(workflow: Workflow, target: Extension): Promise<void> {
	const next = await ringAt(reception);
	await ringingAt(stage, next, target);
	await executionsUpTo(stage.client, workflow, next);
	expect(await sentOn(next)).toEqual(['forward']);
}

async function executionsFor(workflow: Workflow, call: PlacedCall) {
	const all = await executionsUpTo(stage.client, workflow, call);
	return all.filter((outcome) => sessionOf(outcome) === call.telephonySessionId);
}

describe.each(triggers)('with the %s trigger, a call is routed once', (_name, start) => {
	it('when the workflow follows the target too, with the whole account', async () => {
		const workflow = await publish(
			'Loop',
			start(credentials, { scope: 'account' }),
			'forward',
			accountManager,
		);
		const call = await ringAt(reception);
		await ringingAt(stage, call, accountManager);
		await expectNextCallSentOn(workflow, accountManager);

		expect(await executionsFor(workflow, call)).toHaveLength(1);
		expect(await sentOn(call)).toEqual(['forward']);
		expect(await places(call)).toEqual([accountManager.id]);
	});

	it('when each ringing phone starts the workflow', async () => {
		const workflow = await publish(
			'Each phone',
			start(credentials, { scope: 'account', options: { eachRingingPhone: true } }),
			'forward',
			accountManager,
		);
		const call = await ringAt(reception);
		await ringingAt(stage, call, accountManager);
		await expectNextCallSentOn(workflow, accountManager);

		const executions = await executionsFor(workflow, call);
		expect(executions.map(({ items }) => items['Send On']?.[0]?.sent)).toEqual([true, false]);
		expect(await sentOn(call)).toEqual(['forward']);
	});

	it('when it rings at two agents of a queue', async () => {
		const workflow = await publish(
			'Queue',
			start(credentials, { scope: 'account' }),
			'forward',
			accountManager,
		);
		const call = await ringAt(salesQueue);
		await ringingAt(stage, call, accountManager);
		await expectNextCallSentOn(workflow, accountManager);

		expect(await executionsFor(workflow, call)).toHaveLength(1);
		expect(await sentOn(call)).toEqual(['forward']);
	});

	it('by each of two workflows that send calls to each other', async () => {
		const follow = ({ id }: Extension) =>
			start(credentials, { scope: 'extension', extensions: [id] });
		const there = await publish('There', follow(reception), 'forward', salesDesk);
		const back = await publish('And back', follow(salesDesk), 'forward', reception);
		const call = await ringAt(reception);
		await executionsUpTo(stage.client, there, call);
		await executionsUpTo(stage.client, back, call);
		// The call is at Reception again, which does not start the workflow.
		await ringingAt(stage, call, reception);
		const next = await ringAt(reception);
		await executionsUpTo(stage.client, back, next);
		await ringingAt(stage, next, reception);

		for (const one of [call, next]) {
			expect(await executionsFor(there, one)).toHaveLength(1);
			expect(await executionsFor(back, one)).toHaveLength(1);
			expect(await sentOn(one)).toEqual(['forward', 'forward']);
			expect(await places(one)).toEqual([reception.id]);
		}
	});

	it('when it is answered, although the target answers it too', async () => {
		const workflow = await publish(
			'Answered',
			start(credentials, { scope: 'account', triggerOn: ['answered'] }),
			'route',
			accountManager,
		);
		const call = await ringAt(reception);
		const [, called] = call.parties;
		await answer(stage.simulator.control, call, called?.id ?? '');
		const transferred = await ringingAt(stage, call, accountManager);
		await answer(stage.simulator.control, call, transferred.id);

		const executions = await waitFor('The execution for the second answer', async () => {
			const all = await executionsFor(workflow, call);
			return all.length >= 2 ? all : undefined;
		});
		expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
		expect(executions[1]?.items['Send On']).toEqual([
			expect.objectContaining({ sent: false, reason: expect.stringContaining('already') }),
		]);
		expect(await sentOn(call)).toEqual(['transfer']);
	});

	it('and again when a user has answered it and transfers it', async () => {
		const workflow = await publish(
			'Again',
			start(credentials, { scope: 'account' }),
			'forward',
			accountManager,
		);
		const call = await ringAt(reception);
		const ringing = await ringingAt(stage, call, accountManager);
		await answer(stage.simulator.control, call, ringing.id);
		// RingCentral sends each event separately: within the same milliseconds, the answer may arrive
		// after the next phone's ringing. A person says a word first.
		await allDelivered(stage.simulator);
		const ringCentral = await signIn(stage.simulator.url);
		await ringCentral.post(
			`/restapi/v1.0/account/~/telephony/sessions/${call.telephonySessionId}/parties/${ringing.id}/transfer`,
			{ extensionNumber: salesDesk.number },
		);

		const executions = await waitFor('The execution for the second ringing', async () => {
			const all = await executionsFor(workflow, call);
			return all.length >= 2 ? all : undefined;
		});
		expect(
			executions.map(({ items }) => items[startName(executions[1])]?.[0]?.extensionId),
		).toEqual([reception.id, salesDesk.id]);
	});
});

function startName(outcome: { items: Record<string, unknown> } | undefined): string {
	return Object.keys(outcome?.items ?? {})[0] ?? '';
}
