import axios from 'axios';

import { account, reception } from '../../simulator/account.mts';
import type { Workflow } from '../../lab/src/n8nClient.mts';
import { placeCall, subscriptions } from '../../lab/src/simulatorControl.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { connectWithOAuth2 } from './accounts.mts';
import { executionsUpTo, sessionOf } from './executions.mts';
import { chain, trigger } from './workflows.mts';

jest.setTimeout(400_000);

let stage: Stage;
let workflow: Workflow;
let address: string;
let subscriptionId: string;
let secret: string;
const realCalls: string[] = [];
let forgeries = 0;

beforeAll(async () => {
	stage = await openStage();
	const credentials = await connectWithOAuth2(stage);
	workflow = await stage.client.createWorkflow(chain('Guarded', [trigger(credentials)]));
	await stage.client.activate(workflow);
	const [subscription] = await subscriptions(stage.simulator.control);
	address = String(subscription?.deliveryMode?.address);
	subscriptionId = String(subscription?.id);
	secret = await secretOf(workflow, 'Call Rings');
});

afterAll(() => stage.close());

/** The trigger's secret, which is only in n8n's database. */
async function secretOf({ id }: Workflow, triggerName: string): Promise<string> {
	const staticData = await stage.client.staticData(id);
	return String(Object(staticData[`node:${triggerName}`]).secret);
}

/** A notification with a correct form, about a new invented call. */
function notification(changes: Record<string, unknown> = {}) {
	forgeries += 1;
	return {
		uuid: `465479332935972476${forgeries}`,
		event: `/restapi/v1.0/account/${account.id}/extension/${reception.id}/telephony/sessions`,
		timestamp: '2026-01-05T09:00:00.000Z',
		subscriptionId,
		ownerId: reception.id,
		body: {
			sequence: 4,
			sessionId: '429180487016',
			telephonySessionId: `s-forged-${forgeries}`,
			serverId: '10.13.22.27.TAM',
			eventTime: '2026-01-05T09:00:00.000Z',
			parties: [
				{
					accountId: account.id,
					extensionId: reception.id,
					id: `p-forged-${forgeries}-2`,
					direction: 'Inbound',
					to: { phoneNumber: reception.directNumber, extensionId: reception.id },
					from: { phoneNumber: '+14155550188' },
					status: { code: 'Proceeding', rcc: false },
					missedCall: false,
					standAlone: false,
					muted: false,
				},
			],
			origin: { type: 'Call' },
		},
		...changes,
	};
}

function deliver(body: unknown, headers: Record<string, string> = {}) {
	return axios.post(address, body, {
		headers: { 'content-type': 'application/json', ...headers },
		validateStatus: () => true,
		maxBodyLength: Infinity,
	});
}

/** Expects that only real calls have started the workflow. */
async function expectOnlyRealCalls(): Promise<void> {
	// The real call comes last: when its execution is there, a forged one would be there, too.
	const call = await placeCall(
		stage.simulator.control,
		{ phoneNumber: '+14155550177' },
		{ phoneNumber: String(reception.directNumber) },
	);
	realCalls.push(call.telephonySessionId);
	const executions = await executionsUpTo(stage.client, workflow, call);
	expect(executions.map(sessionOf)).toEqual(realCalls);
}

const wrongSecret = 'a'.repeat(64);

describe('A delivery that RingCentral did not send', () => {
	it.each([
		['of its subscription', {}],
		['of a new subscription, which n8n has not stored yet', { subscriptionId: 'b3b1d1de-1' }],
	])('would start the workflow if it had the secret, as a notification %s', async (_, changes) => {
		const genuine = notification(changes);

		const { status } = await deliver(genuine, { 'verification-token': secret });

		expect(status).toBe(200);
		await executionsUpTo(stage.client, workflow, genuine.body);
		realCalls.push(genuine.body.telephonySessionId);
	});

	it.each([
		['without the secret', () => deliver(notification())],
		['with another secret', () => deliver(notification(), { 'verification-token': wrongSecret })],
		['of unreadable characters', () => deliver('\u0000\u0001 not JSON {')],
		['without a body', () => axios.post(address, undefined, { validateStatus: () => true })],
		['of a list', () => deliver([1, 2, 3])],
	])('%s is refused and starts no execution', async (_, send) => {
		const { status } = await send();

		expect(status).toBeGreaterThanOrEqual(400);
		expect(status).toBeLessThan(500);
		await expectOnlyRealCalls();
	});

	it('of 10 MB is refused and starts no execution, and n8n keeps running', async () => {
		const { status } = await deliver(notification({ filler: 'x'.repeat(10_000_000) }));

		expect(status).toBeGreaterThanOrEqual(400);
		expect(status).toBeLessThan(500);
		await expectOnlyRealCalls();
	});
});
