import { accountManager, reception, salesDesk, supportDesk } from '../../simulator/account.mts';
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
import { createDatabases, describeWithDatabases, type Databases } from '../harness/databases.mts';
import { generousLimits } from '../harness/generousLimits.mts';
import { byId } from '../harness/locators.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { connectWithJwt, connectWithOAuth2 } from './accounts.mts';
import { partyAt, ringingAt } from './calls.mts';
import { executionsUpTo, finishedExecutions, runByHand } from './executions.mts';
import { importExample, sendForm, type Changes } from './importedExample.mts';
import { startMessageReceiver, type MessageReceiver } from './messageReceiver.mts';
import { startScriptedModel, type ScriptedModel } from './scriptedModel.mts';
import { action, chain, manualTrigger, type NodeCredentials } from './workflows.mts';

jest.setTimeout(400_000);

let stage: Stage;
let credentials: NodeCredentials;
let others: MessageReceiver;
let model: ScriptedModel;
let published: Workflow[] = [];

const vip = { phoneNumber: '+14155550188', name: 'VIP Caller' };
const stranger = { phoneNumber: '+14155550177', name: 'Somebody' };

beforeAll(async () => {
	[stage, others, model] = await Promise.all([
		openStage(),
		startMessageReceiver(),
		startScriptedModel(),
	]);
	await stage.simulator.control.patch('/options', generousLimits);
	credentials = {
		...(await connectWithOAuth2(stage)),
		...(await connectWithJwt(stage)),
		openAiApi: await stage.client.createCredential('openAiApi', 'Scripted model', {
			apiKey: 'not-looked-at',
			url: model.baseUrl,
		}),
	};
});

afterAll(() => Promise.all([stage.close(), others.close(), model.close()]));

afterEach(async () => {
	for (const workflow of published) await stage.client.deactivate(workflow);
	published = [];
	await stage.simulator.control.delete('/calls');
	others.messages.length = 0;
});

async function publish(name: string, changes?: Changes): Promise<Workflow> {
	const workflow = await importExample(stage.client, name, credentials, changes);
	await stage.client.activate(workflow);
	published.push(workflow);
	return workflow;
}

/** Publishes an example with a second trigger that makes a table and runs first. */
async function publishWithTable(name: string, changes?: Changes): Promise<Workflow> {
	const workflow = await importExample(stage.client, name, credentials, changes);
	const made = await runByHand(stage.client, workflow, 'Make the Table Once');
	expect(made).toMatchObject({ status: 'success' });
	await stage.client.activate(workflow);
	published.push(workflow);
	return workflow;
}

function callReception(from = stranger): Promise<PlacedCall> {
	return placeCall(stage.simulator.control, from, {
		phoneNumber: String(reception.directNumber),
	});
}

/** Calls Reception and answers there. Resolves with Reception's party too. */
async function talk(): Promise<{ call: PlacedCall; partyId: string }> {
	const call = await callReception();
	const { id: partyId } = await ringingAt(stage, call, reception);
	await answer(stage.simulator.control, call, partyId);
	await partyAt(stage, call, reception, 'Answered');
	return { call, partyId };
}

/** Acts on a party at its phone, e.g. "hold" or "no-answer". */
async function onPhone(call: PlacedCall, partyId: string, verb: string, body = {}): Promise<void> {
	const path = `/calls/${call.telephonySessionId}/parties/${partyId}/${verb}`;
	await stage.simulator.control.post(path, body);
}

/** The bodies of accepted commands of this name for a call, e.g. "forward". */
async function accepted(call: PlacedCall, command: string): Promise<unknown[]> {
	return (await receivedRequests(stage.simulator.control))
		.filter(({ path }) => path.includes(call.telephonySessionId) && path.includes(`/${command}`))
		.filter(({ method, status }) => method !== 'GET' && status < 300)
		.map(({ body }) => body);
}

function chatMessage(count = 1): Promise<unknown> {
	return waitFor('The message in the chat', async () => {
		const texts = others.messages.filter(({ path }) => path === '/chat');
		return texts.length >= count ? texts.at(-1)?.body.text : undefined;
	});
}

const toChat = () => ({ url: others.url('/chat') });

describe('VIP callers', () => {
	it('in the list ring the account manager', async () => {
		await publish('vip-callers');

		const call = await callReception(vip);

		await ringingAt(stage, call, accountManager);
	});

	it('in the data table ring the account manager, and others keep ringing at Reception', async () => {
		const workflow = await publishWithTable('vip-data-table');

		const call = await callReception(vip);
		await ringingAt(stage, call, accountManager);

		const other = await callReception(stranger);
		const [execution] = (await executionsUpTo(stage.client, workflow, other)).slice(-1);
		expect(execution).toMatchObject({ status: 'success' });
		await ringingAt(stage, other, reception);
		expect(await accepted(other, 'forward')).toEqual([]);
	});
});

describe('After hours', () => {
	const setHours = (schedule: object) =>
		stage.simulator.control.put('/business-hours', {
			schedule,
			extensionNumber: reception.number,
		});

	it('callers reach the voicemail of the extension that they called', async () => {
		await setHours({ weeklyRanges: { [anotherDay()]: [{ from: '09:00', to: '18:00' }] } });
		await publish('after-hours');

		const call = await callReception();

		await partyAt(stage, call, reception, 'VoiceMail');
		expect(await accepted(call, 'forward')).toEqual([{ voicemail: reception.id }]);
	});

	it("callers reach Reception's phone in open hours, and the voicemail on a holiday", async () => {
		await setHours({});
		const workflow = await publish('after-hours');

		const open = await callReception();
		const [execution] = await executionsUpTo(stage.client, workflow, open);
		expect(execution).toMatchObject({
			status: 'success',
			items: { 'Look at Business Hours': [{ isOpen: true, holidays: 'checked' }] },
		});
		await ringingAt(stage, open, reception);

		await stage.simulator.control.post('/answering-rules', {
			extensionNumber: reception.number,
			name: 'Holiday',
			schedule: { ranges: [{ from: '2020-01-01T00:00:00', to: '2100-01-01T00:00:00' }] },
		});
		await partyAt(stage, await callReception(), reception, 'VoiceMail');
	});
});

describe('Ring one, else another, else voicemail', () => {
	const quickly: Changes = {
		'Ring First Phone': { ringTime: 1, options: { checkEvery: 2 } },
		'Ring Second Phone': { ringTime: 1, options: { checkEvery: 2 } },
	};

	it('rings both in turn, then takes a message', async () => {
		await publish('ring-overflow', quickly);

		const call = await callReception();

		await partyAt(stage, call, reception, 'VoiceMail');
		expect(await accepted(call, 'forward')).toEqual([
			{ extensionNumber: accountManager.number },
			{ extensionNumber: salesDesk.number },
			{ voicemail: reception.id },
		]);
	});

	it('leaves the call where it is answered', async () => {
		const workflow = await publish('ring-overflow', {
			'Ring Second Phone': { ringTime: 60, options: { checkEvery: 2 } },
			'Ring First Phone': { ringTime: 1, options: { checkEvery: 2 } },
		});

		const call = await callReception();
		const { id } = await ringingAt(stage, call, salesDesk);
		await answer(stage.simulator.control, call, id);

		const [execution] = await finishedExecutions(stage.client, workflow, 1);
		expect(execution).toMatchObject({
			status: 'success',
			items: { 'Ring Second Phone': [{ outcome: 'answered' }] },
		});
		await partyAt(stage, call, salesDesk, 'Answered');
		expect(await accepted(call, 'forward')).toHaveLength(2);
	});
});

describe('A missed call', () => {
	it.each(['missed-call', 'jwt/missed-call'])(
		'becomes a text message to the caller and a task (%s)',
		async (name) => {
			const workflow = await publishWithTable(name);

			const call = await callReception();
			await hangUp(stage.simulator.control, call);

			const [execution] = (await executionsUpTo(stage.client, workflow, call)).slice(-1);
			expect(execution).toMatchObject({
				status: 'success',
				items: {
					'Add Task': [
						{
							id: expect.any(Number),
							phoneNumber: stranger.phoneNumber,
							task: 'Call Somebody back',
							done: false,
						},
					],
				},
			});
			const { data } = await stage.simulator.control.get<unknown[]>('/messages');
			expect(data[0]).toMatchObject({
				type: 'SMS',
				direction: 'Outbound',
				from: { phoneNumber: reception.directNumber },
				to: [{ phoneNumber: stranger.phoneNumber }],
				text: expect.stringContaining('ring you back'),
			});
		},
	);
});

describe('A card number', () => {
	it('is spoken while the recording pauses, and the recording goes on after it', async () => {
		const { call, partyId } = await talk();
		const record = await stage.client.createWorkflow(
			chain('Record', [
				manualTrigger(),
				action('Start Recording', oAuth2(), {
					resource: 'party',
					operation: 'startRecording',
					telephonySessionId: byId(call.telephonySessionId),
					partyId: byId(partyId),
				}),
			]),
		);
		expect(await runByHand(stage.client, record, 'Start')).toMatchObject({ status: 'success' });
		const workflow = await publish('card-number');

		await sendForm(stage.client, stage.n8n.url, workflow, ['Pause']);
		await finishedExecutions(stage.client, workflow, 1);
		expect((await accepted(call, 'recordings')).slice(1)).toEqual([{ active: false }]);

		await sendForm(stage.client, stage.n8n.url, workflow, ['Go On']);
		await finishedExecutions(stage.client, workflow, 2);
		expect((await accepted(call, 'recordings')).slice(1)).toEqual([
			{ active: false },
			{ active: true },
		]);
	});
});

describe('A hold', () => {
	it('that lasts is reported to the supervisor', async () => {
		await publish('long-hold', {
			'Wait for Two Minutes': { timeLimit: 1, options: { checkEvery: 2 } },
			'Tell the Supervisor': toChat(),
		});

		const { call, partyId } = await talk();
		await onPhone(call, partyId, 'hold');

		expect(await chatMessage()).toMatch(/^A caller is on hold .* Reception/);
	});

	it('that ends in time is not reported', async () => {
		const workflow = await publish('long-hold', {
			'Wait for Two Minutes': { timeLimit: 120, options: { checkEvery: 2 } },
			'Tell the Supervisor': toChat(),
		});

		const { call, partyId } = await talk();
		await onPhone(call, partyId, 'hold');
		await waitFor('The running execution', async () =>
			(await stage.client.executions(workflow)).at(0),
		);
		await onPhone(call, partyId, 'unhold');

		const [execution] = await finishedExecutions(stage.client, workflow, 1);
		expect(execution).toMatchObject({
			status: 'success',
			items: { 'Wait for Two Minutes': [{ outcome: 'reached' }] },
		});
		expect(others.messages).toEqual([]);
	});
});

describe('A warm transfer', () => {
	const page = (workflow: Workflow, ...values: string[]) =>
		sendForm(stage.client, stage.n8n.url, workflow, values);

	/** Reception's own call while the caller waits. */
	function consultationOf({ telephonySessionId }: PlacedCall): Promise<PlacedCall> {
		return waitFor('The call to the account manager', async () => {
			const { data } =
				await stage.simulator.control.get<Array<Pick<PlacedCall, 'telephonySessionId'>>>('/calls');
			const other = data.find((one) => one.telephonySessionId !== telephonySessionId);
			return other && getCall(stage.simulator.control, other);
		});
	}

	/** The caller waits, and the account manager has answered Reception's call. */
	async function consult(workflow: Workflow) {
		const { call, partyId } = await talk();
		await page(workflow, 'Call the Colleague', accountManager.number);
		await partyAt(stage, call, reception, 'Hold');
		const consultation = await consultationOf(call);
		const { id } = await ringingAt(stage, consultation, accountManager);
		await answer(stage.simulator.control, consultation, id);
		await partyAt(stage, consultation, accountManager, 'Answered');
		await finishedExecutions(stage.client, workflow, 1);
		return { call, partyId, consultation };
	}

	it('connects the caller with the colleague, to whom the call was announced', async () => {
		const workflow = await publish('warm-transfer');
		const { call, partyId, consultation } = await consult(workflow);

		await page(workflow, 'Connect Both', '');

		const executions = await finishedExecutions(stage.client, workflow, 2);
		expect(executions).toMatchObject([{ status: 'success' }, { status: 'success' }]);
		expect(await accepted(call, `${partyId}/bridge`)).toEqual([
			expect.objectContaining({ telephonySessionId: consultation.telephonySessionId }),
		]);
		await partyAt(stage, call, reception, 'Gone');
	});

	it('gives the caller back to Reception, and ends the call to the colleague', async () => {
		const workflow = await publish('warm-transfer');
		const { call, consultation } = await consult(workflow);

		await page(workflow, 'Take the Caller Back', '');

		await partyAt(stage, call, reception, 'Answered');
		await partyAt(stage, consultation, accountManager, 'Disconnected');
	});
});

describe('A parked call', () => {
	it('is announced to the team, and once more while it is not picked up', async () => {
		const workflow = await publish('park-and-page', {
			'Page the Team': toChat(),
			'Page Again': toChat(),
			'Wait for Somebody': { timeLimit: 1, options: { checkEvery: 2 } },
		});
		const { call } = await talk();

		await sendForm(stage.client, stage.n8n.url, workflow, ['Support']);

		expect(await chatMessage(1)).toMatch(
			/^A call for Support is parked\. Dial \*\d+ to take it\.$/,
		);
		expect(await chatMessage(2)).toMatch(/^The call for Support still waits\. Dial \*\d+ /);
		expect(await accepted(call, 'park')).toHaveLength(1);
	});

	it('is not announced again once it is picked up', async () => {
		const workflow = await publish('park-and-page', {
			'Page the Team': toChat(),
			'Page Again': toChat(),
			'Wait for Somebody': { timeLimit: 120, options: { checkEvery: 2 } },
		});
		const { call } = await talk();
		await sendForm(stage.client, stage.n8n.url, workflow, ['Support']);
		await waitFor('The parked caller', async () => {
			const { parties } = await getCall(stage.simulator.control, call);
			return parties.find(({ status }) => status.code === 'Parked');
		});
		const number = /Dial (\*\d+)/.exec(String(await chatMessage()))?.[1];

		await stage.simulator.control.post('/dial', {
			from: { extensionNumber: supportDesk.number },
			number,
		});

		const [execution] = await finishedExecutions(stage.client, workflow, 1);
		expect(execution).toMatchObject({
			status: 'success',
			items: { 'Wait for Somebody': [{ outcome: 'reached' }] },
		});
		expect(others.messages).toHaveLength(1);
	});
});

describe('Call log', () => {
	it('has a line for a call that has ended', async () => {
		const workflow = await publish('call-log');
		const { call } = await talk();

		await hangUp(stage.simulator.control, call);

		const [execution] = await executionsUpTo(stage.client, workflow, call);
		expect(execution?.items['Line of the Call Log']).toEqual([
			expect.objectContaining({ caller: stranger.phoneNumber, outcome: 'answered' }),
		]);
	});
});

describeWithDatabases('Call log in PostgreSQL', () => {
	let databases: Databases;

	beforeAll(async () => {
		databases = await createDatabases();
		const { environment } = databases;
		credentials.postgres = await stage.client.createCredential('postgres', 'Postgres account', {
			host: environment.DB_POSTGRESDB_HOST,
			port: Number(environment.DB_POSTGRESDB_PORT),
			user: environment.DB_POSTGRESDB_USER,
			password: environment.DB_POSTGRESDB_PASSWORD,
			database: environment.DB_POSTGRESDB_DATABASE,
			ssl: 'disable',
		});
	});

	it('gets ended calls in one batch', async () => {
		const workflow = await publishWithTable('call-log-postgres', {
			'When Calls Have Ended': {
				options: { batch: { group: { mostEvents: 2, longestWait: 60_000 } } },
			},
		});
		const { call } = await talk();
		const missed = await callReception(vip);
		await hangUp(stage.simulator.control, call);
		await hangUp(stage.simulator.control, missed);

		const executions = await finishedExecutions(stage.client, workflow, 2);

		expect(executions.at(-1)).toMatchObject({ status: 'success' });
		const rows = await stage.client.createWorkflow(
			chain('Read', [
				manualTrigger(),
				{
					id: '1',
					name: 'Rows',
					type: 'n8n-nodes-base.postgres',
					typeVersion: 2.6,
					position: [0, 0],
					parameters: {
						operation: 'executeQuery',
						query: 'SELECT from_number, outcome, began_at FROM calls ORDER BY from_number',
						options: {},
					},
					credentials: { postgres: credentials.postgres ?? { id: '', name: '' } },
				},
			]),
		);
		expect((await runByHand(stage.client, rows, 'Start')).items.Rows).toEqual([
			expect.objectContaining({ from_number: stranger.phoneNumber, outcome: 'answered' }),
			expect.objectContaining({ from_number: vip.phoneNumber, outcome: 'missed' }),
		]);
	});

	afterAll(() => databases.remove());
});

describe('The AI receptionist', () => {
	const asks = (extension_number: string) =>
		model.rehearse([{ toolArguments: { extension_number } }, { text: 'Done' }]);

	it('forwards a call to the extension that the model names', async () => {
		await publish('ai-receptionist');
		asks(accountManager.number);

		await ringingAt(stage, await callReception(), accountManager);
	});

	it('forwards no call to a target that is not allowed', async () => {
		const workflow = await publish('ai-receptionist');
		asks(supportDesk.number);

		const call = await callReception();

		const [execution] = await finishedExecutions(stage.client, workflow, 1);
		expect(execution).toMatchObject({ items: { Receptionist: [{ output: 'Done' }] } });
		const told = model.requests.at(-1)?.messages.find(({ role }) => role === 'tool')?.content;
		expect(told).toContain('Allowed Targets');
		expect(await accepted(call, 'forward')).toEqual([]);
		await ringingAt(stage, call, reception);
	});
});

describe('The subscription watch', () => {
	it('reports when events no longer arrive, and is silent while they do', async () => {
		await publish('vip-callers');
		const watch = await importExample(stage.client, 'subscription-watch', credentials, {
			'Tell the Administrator': toChat(),
		});
		expect(await runByHand(stage.client, watch, 'Every Hour')).toMatchObject({
			status: 'success',
			items: { 'Check Health': [{ healthy: true }] },
		});
		expect(others.messages).toEqual([]);

		// The stream of an earlier example may be about to close.
		const webhook = (await subscriptions(stage.simulator.control)).find(
			({ deliveryMode }) => deliveryMode?.transportType === 'WebHook',
		);
		await stage.simulator.control.post(`/subscriptions/${webhook?.id}/blacklist`);
		await runByHand(stage.client, watch, 'Every Hour');

		expect(await chatMessage()).toMatch(/^Calls may not reach n8n\. .*/);
	});
});

/** A day of the week that is today nowhere on earth. */
function anotherDay(): string {
	const inThreeDays = new Date(Date.now() + 3 * 86_400_000);
	return inThreeDays
		.toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' })
		.toLowerCase();
}

function oAuth2(): NodeCredentials {
	const { ringCentralOAuth2Api } = credentials;
	return ringCentralOAuth2Api === undefined ? {} : { ringCentralOAuth2Api };
}
