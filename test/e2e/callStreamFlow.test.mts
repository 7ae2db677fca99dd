import { answer, hangUp, type PlacedCall } from '../../lab/src/simulatorControl.mts';
import { reception } from '../../simulator/account.mts';
import { ring } from './calls.mts';
import type { Report } from './reportReceiver.mts';
import { eventsOf, openStreamStage, reportsOf, type StreamStage } from './streamStage.mts';
import { waitFor } from '../../lab/src/waiting.mts';

jest.setTimeout(400_000);

let stage: StreamStage;

beforeAll(async () => {
	stage = await openStreamStage();
});

afterAll(() => stage.close());

beforeEach(() => stage.simulator.control.patch('/options', { rateLimits: { Auth: 1_000 } }));

afterEach(() => stage.clear());

/** Reception is called, answers, and the caller hangs up. */
async function shortCall(): Promise<PlacedCall> {
	const { control } = stage.simulator;
	const call = await ring(stage, reception);
	const party = call.parties.find(({ extensionId }) => extensionId === reception.id);
	await answer(control, call, party?.id ?? '');
	await hangUp(control, call);
	return call;
}

/** Three short calls at the same time; resolves with what a workflow has reported of each, when it has reported all. */
async function reportsOfThreeCalls(name: string): Promise<Report[][]> {
	const calls = await Promise.all([shortCall(), shortCall(), shortCall()]);
	const expected = await eventsOf(stage, calls);
	await waitFor('A report on each event, and its answer', async () => {
		const answered = stage.receiver.reports(name).filter(({ answeredAt }) => answeredAt);
		return answered.length >= expected.length || undefined;
	});
	const reports = await reportsOf(stage, name, calls);
	expect(reports.map(({ uuid }) => uuid).sort()).toEqual(expected.map(({ uuid }) => uuid).sort());
	return calls.map(({ telephonySessionId }) =>
		reports.filter((report) => report.telephonySessionId === telephonySessionId),
	);
}

function overlap(one: Report, other: Report): boolean {
	return (
		one !== other &&
		one.arrivedAt < (other.answeredAt ?? Infinity) &&
		other.arrivedAt < (one.answeredAt ?? Infinity)
	);
}

describe('Behind the Call Stream Trigger, a workflow that takes longer than the calls', () => {
	it('runs for the events of a call one after the other, and for different calls side by side', async () => {
		stage.receiver.answerAfter(150);
		await stage.publish('in order', { triggerOn: ['anyChange'] });

		const reportsByCall = await reportsOfThreeCalls('in order');

		for (const reports of reportsByCall) {
			const sequences = reports.map(({ sequence }) => Number(sequence));
			expect(sequences).toEqual(sequences.toSorted((one, other) => one - other));
			expect(reports.some((one) => reports.some((other) => overlap(one, other)))).toBe(false);
		}
		const [first = [], ...others] = reportsByCall;
		expect(first.some((one) => others.flat().some((other) => overlap(one, other)))).toBe(true);
	});

	it("runs for several events of a call at once with 'Start Without Waiting'", async () => {
		stage.receiver.answerAfter(500);
		await stage.publish('at once', {
			triggerOn: ['anyChange'],
			options: { startWithoutWaiting: true },
		});

		const reportsByCall = await reportsOfThreeCalls('at once');

		for (const reports of reportsByCall) {
			expect(reports.some((one) => reports.some((other) => overlap(one, other)))).toBe(true);
		}
	});

	it("works on no more calls at a time than 'Calls at Once' says", async () => {
		stage.receiver.answerAfter(100);
		await stage.publish('one at a time', { options: { callsAtOnce: 1 } });

		const calls = await Promise.all([ring(stage), ring(stage), ring(stage)]);

		const reports = await reportsOf(stage, 'one at a time', calls);
		expect(reports).toHaveLength(3);
		expect(reports.some((one) => reports.some((other) => overlap(one, other)))).toBe(false);
	});
});
