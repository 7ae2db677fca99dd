import type { Workflow } from '../../lab/src/n8nClient.mts';
import type { PlacedCall } from '../../lab/src/simulatorControl.mts';
import { allDelivered } from '../harness/deliveries.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { connectWithJwt } from './accounts.mts';
import { ringMany } from './calls.mts';
import { finishedExecutions, sessionOf } from './executions.mts';
import { startReportReceiver, type ReportReceiver } from './reportReceiver.mts';
import { chain, report, trigger } from './workflows.mts';

jest.setTimeout(400_000);

/** RingCentral accepts an answer within three seconds. */
const LONGEST_ANSWER_MILLISECONDS = 1_000;

let stage: Stage;
let receiver: ReportReceiver;
let workflow: Workflow;

beforeAll(async () => {
	[stage, receiver] = await Promise.all([
		openStage({ N8N_CONCURRENCY_PRODUCTION_LIMIT: '2' }),
		startReportReceiver(),
	]);
	const credentials = await connectWithJwt(stage);
	const nodes = [trigger(credentials, { scope: 'account' }), report(receiver.url('busy'))];
	workflow = await stage.client.createWorkflow(chain('Busy', nodes));
	await stage.client.activate(workflow);
});

afterAll(() => Promise.all([stage.close(), receiver.close()]));

describe('An n8n whose slots for executions are all taken', () => {
	it('still answers RingCentral within a second, and runs the workflow for each call once slots are free', async () => {
		const letGo = receiver.holdAnswers();
		const calls: PlacedCall[] = await ringMany(stage, 6);
		const answers = (await allDelivered(stage.simulator)).filter(({ kind }) => kind === 'event');

		expect(answers.length).toBeGreaterThanOrEqual(calls.length);
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
		const slow = answers.filter(
			({ at, finishedAt }) => Number(finishedAt) - at > LONGEST_ANSWER_MILLISECONDS,
		);
		expect(slow).toEqual([]);
		letGo();
		const executions = await finishedExecutions(stage.client, workflow, calls.length);
		expect(executions.map(sessionOf).sort()).toEqual(
			calls.map(({ telephonySessionId }) => telephonySessionId).sort(),
		);
	});
});
