import { accountManager, reception, salesDesk } from '../../simulator/account.mts';
import type { ExecutionOutcome, Workflow } from '../../lab/src/n8nClient.mts';
import {
	getCall,
	hangUp,
	placeCall,
	receivedRequests,
	type PlacedCall,
} from '../../lab/src/simulatorControl.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { connectWithOAuth2 } from './accounts.mts';
import { finishedExecutions } from './executions.mts';
import { startScriptedModel, type ScriptedModel } from './scriptedModel.mts';
import { agentWithTool, openAiModel, tool, trigger } from './workflows.mts';

jest.setTimeout(400_000);

let stage: Stage;
let model: ScriptedModel;
let workflow: Workflow;
let ringing: Workflow;
let call: PlacedCall;

beforeAll(async () => {
	[stage, model] = await Promise.all([openStage(), startScriptedModel()]);
	const credentials = await connectWithOAuth2(stage);
	const openAiApi = await stage.client.createCredential('openAiApi', 'Scripted model', {
		apiKey: 'not-looked-at',
		url: model.baseUrl,
	});
	const forwardCall = tool('Forward Call', credentials, {
		resource: 'party',
		operation: 'forward',
		target: 'extension',
		// The editor's form of a list that the model fills in.
		extension: {
			__rl: true,
			mode: 'list',
			value: "={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Extension', ``, 'string') }}",
		},
		options: { allowedTargets: accountManager.number },
	});
	const ringPhone = tool('Ring Phone', credentials, {
		resource: 'party',
		operation: 'ring',
		target: 'extension',
		extension: {
			__rl: true,
			mode: 'number',
			value: "={{ $fromAI('Extension', 'Extension number of a colleague', 'string') }}",
		},
		ringTime: 1,
	});
	const agentWith = (name: string, oneTool: typeof forwardCall) =>
		agentWithTool(name, trigger(credentials), 'Send the call to a colleague', {
			model: openAiModel({ openAiApi }),
			tool: oneTool,
		});
	workflow = await stage.client.createWorkflow(agentWith('Agent', forwardCall));
	ringing = await stage.client.createWorkflow(agentWith('Ringing Agent', ringPhone));
});

afterAll(() => Promise.all([stage.close(), model.close()]));

afterEach(async () => {
	await Promise.all([workflow, ringing].map((one) => stage.client.deactivate(one)));
	await hangUp(stage.simulator.control, call);
});

/** Lets Reception ring while the model asks for an extension. */
async function ringWhileModelAsksFor(
	extensionNumber: string,
	finalText: string,
	executionCount: number,
	agent = workflow,
): Promise<ExecutionOutcome | undefined> {
	await stage.client.activate(agent);
	model.rehearse([{ toolArguments: { Extension: extensionNumber } }, { text: finalText }]);
	call = await placeCall(
		stage.simulator.control,
		{ phoneNumber: '+14155550177' },
		{ phoneNumber: String(reception.directNumber) },
	);
	return (await finishedExecutions(stage.client, agent, executionCount)).at(-1);
}

async function statusAt({ id }: { id: string }): Promise<string | undefined> {
	const { parties } = await getCall(stage.simulator.control, call);
	return parties.find(({ extensionId }) => extensionId === id)?.status.code;
}

async function forwards(): Promise<unknown[]> {
	return (await receivedRequests(stage.simulator.control))
		.filter(({ path }) => path.includes(call.telephonySessionId) && path.endsWith('/forward'))
		.map(({ body }) => body);
}

/** The tool's result for the model. */
function toolResult(): string | null | undefined {
	return model.requests.at(-1)?.messages.find(({ role }) => role === 'tool')?.content;
}

describe("The action node as a tool of n8n's AI Agent", () => {
	it('forwards the ringing call to the extension that the model names', async () => {
		const execution = await ringWhileModelAsksFor(accountManager.number, 'Forwarded', 1);

		expect(execution).toMatchObject({
			status: 'success',
			items: { 'AI Agent': [{ output: 'Forwarded' }] },
		});
		expect(await statusAt(accountManager)).toBe('Proceeding');
		expect(await statusAt(reception)).toBe('Disconnected');
		expect(await forwards()).toEqual([{ extensionNumber: accountManager.number }]);
		expect(toolResult()).toContain(call.telephonySessionId);
		// The model may choose only the extension.
		const [offered] = model.requests[0]?.tools ?? [];
		expect(Object.keys(offered?.function.parameters.properties ?? {})).toEqual(['Extension']);
		expect(offered?.function.description).toMatch(/forward call/i);
	});

	it('forwards no call to an extension that is not allowed, and gives the model the reason', async () => {
		const execution = await ringWhileModelAsksFor(salesDesk.number, 'Not allowed', 2);

		expect(toolResult()).toMatch(/'Allowed Targets'.* does not have 103, but only 102/);
		expect(execution).toMatchObject({
			status: 'success',
			items: { 'AI Agent': [{ output: 'Not allowed' }] },
		});
		expect(await forwards()).toEqual([]);
		expect(await statusAt(reception)).toBe('Proceeding');
	});

	it('returns the outcome of an operation with several outputs to the model', async () => {
		const execution = await ringWhileModelAsksFor(
			accountManager.number,
			'Nobody is there',
			1,
			ringing,
		);

		expect(execution).toMatchObject({
			status: 'success',
			items: { 'AI Agent': [{ output: 'Nobody is there' }] },
		});
		expect(toolResult()).toContain('"outcome":"notAnswered"');
		expect(toolResult()).toContain('Not answered at extension 102 within 1 second');
		expect(await statusAt(accountManager)).toBe('Proceeding');
	});
});
