import axios from 'axios';

import { account, reception } from '../../simulator/account.mts';
import type { Workflow } from '../../lab/src/n8nClient.mts';
import { placeCall, subscriptions } from '../../lab/src/simulatorControl.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { connectWithOAuth2 } from './accounts.mts';
import { finishedExecutions } from './executions.mts';
import { chain, trigger } from './workflows.mts';

jest.setTimeout(120_000);

let stage: Stage;
let workflow: Workflow;
let address: string;
let subscriptionId: string;

beforeAll(async () => {
	stage = await openStage();
	const credentials = await connectWithOAuth2(stage);
	workflow = await stage.client.createWorkflow(chain('Guarded', [trigger(credentials)]));
	await stage.client.activate(workflow);
	const [subscription] = await subscriptions(stage.simulator.control);
	address = String(subscription?.deliveryMode?.address);
	subscriptionId = String(subscription?.id);
});

afterAll(() => stage.close());

/** A notification that looks right in every way. */
function notification(changes: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		uuid: '4654793329359724763',
		event: `/restapi/v1.0/account/${account.id}/extension/${reception.id}/telephony/sessions`,
		timestamp: '2026-01-05T09:00:00.000Z',
		subscriptionId,
		ownerId: reception.id,
		body: {
			sequence: 4,
			sessionId: '429180487016',
			telephonySessionId: 's-forged',
			serverId: '10.13.22.27.TAM',
			eventTime: '2026-01-05T09:00:00.000Z',
			parties: [
				{
					accountId: account.id,
					extensionId: reception.id,
					id: 'p-forged-2',
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

async function expectNoExecution(): Promise<void> {
	// A call that is real comes last: when its execution is there, a forged one would be, too.
	const { telephonySessionId } = await placeCall(
		stage.simulator.control,
		{ phoneNumber: '+14155550177' },
		{ phoneNumber: String(reception.directNumber) },
	);
	const executions = await finishedExecutions(stage.client, workflow, 1);
	expect(executions.at(-1)?.items['Call Rings']?.[0]).toMatchObject({ telephonySessionId });
	const sessions = executions.map(({ items }) => items['Call Rings']?.[0]?.telephonySessionId);
	expect(sessions).not.toContain('s-forged');
	expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'success'));
}

const wrongSecret = 'a'.repeat(64);

describe('A delivery that RingCentral did not send', () => {
	it.each([
		['without the secret', () => deliver(notification())],
		['with another secret', () => deliver(notification(), { 'verification-token': wrongSecret })],
		[
			'with the name of another subscription',
			() => deliver(notification({ subscriptionId: 'b3b1d1de-0000-4000-8000-000000000000' })),
		],
		['of garbage', () => deliver('\u0000\u0001 not JSON {')],
		['of nothing at all', () => axios.post(address, undefined, { validateStatus: () => true })],
		['of a list', () => deliver([1, 2, 3])],
	])('%s is refused and starts nothing', async (_, send) => {
		const { status } = await send();

		expect(status).toBeGreaterThanOrEqual(400);
		expect(status).toBeLessThan(500);
		await expectNoExecution();
	});

	it('of 10 MB is refused and starts nothing, and n8n goes on', async () => {
		const { status } = await deliver(notification({ filler: 'x'.repeat(10_000_000) }));

		expect(status).toBeGreaterThanOrEqual(400);
		expect(status).toBeLessThan(500);
		await expectNoExecution();
	});
});
