import { reception } from '../../simulator/account.mts';
import { placeCall, receivedRequests } from '../../lab/src/simulatorControl.mts';
import { byId, byNumber } from '../harness/locators.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { connectWithJwt, connectWithOAuth2 } from './accounts.mts';
import { finishedExecutions } from './executions.mts';
import { action, chain, post, trigger, type NodeCredentials } from './workflows.mts';

jest.setTimeout(400_000);

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});

afterAll(() => stage.close());

describe('An access token that expires in the middle of an execution', () => {
	it.each([
		['OAuth2', connectWithOAuth2, 'refresh_token'],
		['JWT', connectWithJwt, 'refresh_token'],
	] as const)('is renewed once with %s, and the call is forwarded', async (_, connect, grant) => {
		await stage.simulator.control.post('/reset');
		const { control } = stage.simulator;
		const credentials: NodeCredentials = await connect(stage);
		const workflow = await stage.client.createWorkflow(
			chain('The token expires', [
				trigger(credentials),
				action('Before', credentials, { resource: 'session', operation: 'get' }),
				post('Expire Token', `${stage.simulator.url}/sim/tokens/expire`),
				action('After', credentials, {
					resource: 'party',
					operation: 'forward',
					telephonySessionId: byId("={{ $('Call Rings').item.json.telephonySessionId }}"),
					partyId: byId("={{ $('Call Rings').item.json.partyId }}"),
					target: 'extension',
					extension: byNumber('102'),
				}),
			]),
		);
		await stage.client.activate(workflow);
		await control.delete('/requests');

		await placeCall(
			control,
			{ phoneNumber: '+14155550177' },
			{ phoneNumber: String(reception.directNumber) },
		);

		const [execution] = await finishedExecutions(stage.client, workflow, 1);
		expect(execution).toMatchObject({ status: 'success' });
		const requests = await receivedRequests(control);
		const ofKind = (end: string) =>
			requests.filter(({ path }) => path.endsWith(end)).map(({ status }) => status);
		expect(ofKind('/forward')).toEqual([401, 200]);
		expect(
			requests.filter(({ path }) => path === '/restapi/oauth/token').map(({ body }) => body),
		).toEqual([expect.objectContaining({ grant_type: grant })]);
		await stage.client.deactivate(workflow);
	});
});
