import { cutSockets, receivedRequests } from '../../lab/src/simulatorControl.mts';
import { ring } from './calls.mts';
import { connected, openStreamStage, reportsOf, type StreamStage } from './streamStage.mts';

jest.setTimeout(400_000);

let stage: StreamStage;

beforeAll(async () => {
	stage = await openStreamStage();
});

afterAll(() => stage.close());

/** https://developers.ringcentral.com/guide/basics/rate-limits */
const mostInAMinute = 5;
const minute = 60_000;

it('The Call Stream Trigger opens no more connections than RingCentral allows, and still reconnects', async () => {
	const { control } = stage.simulator;
	await stage.publish('calls');
	for (let connection = 2; connection <= mostInAMinute + 1; connection++) {
		await cutSockets(control);
		await connected(stage, connection, 2 * minute);
	}

	await reportsOf(stage, 'calls', [await ring(stage)]);
	const requests = (await receivedRequests(control)).filter(
		({ path }) => path === '/restapi/oauth/wstoken',
	);
	expect(requests.map(({ status }) => status)).toEqual(requests.map(() => 200));
	const spans = requests
		.slice(mostInAMinute)
		.map(({ at }, index) => at - (requests[index]?.at ?? Infinity));
	expect(spans).toHaveLength(1);
	expect(Math.min(...spans)).toBeGreaterThanOrEqual(minute);
});
