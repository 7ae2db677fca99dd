import { ring, shortCall } from './calls.mts';
import { overlap, type Report } from './reportReceiver.mts';
import {
	expectOneAfterTheOther,
	reportsByCall,
	reportsOf,
	useStreamStage,
	type StreamStage,
} from './streamStage.mts';

let stage: StreamStage;

useStreamStage((opened) => {
	stage = opened;
});

/** Places three short calls at the same time; resolves with all reports of a workflow, by call. */
async function reportsOfThreeCalls(name: string): Promise<Report[][]> {
	const calls = await Promise.all([shortCall(stage), shortCall(stage), shortCall(stage)]);
	return reportsByCall(stage, name, calls);
}

describe('Behind the Call Stream Trigger, a workflow that takes longer than the calls', () => {
	it('runs for the events of a call one after the other, and for different calls side by side', async () => {
		stage.receiver.answerAfter(150);
		await stage.publish('in order', { triggerOn: ['anyChange'] });

		const reportsOfEach = await reportsOfThreeCalls('in order');

		reportsOfEach.forEach(expectOneAfterTheOther);
		const [first = [], ...others] = reportsOfEach;
		expect(first.some((one) => others.flat().some((other) => overlap(one, other)))).toBe(true);
	});

	it("runs for several events of a call at once with 'Start Without Waiting'", async () => {
		stage.receiver.answerAfter(500);
		await stage.publish('at once', {
			triggerOn: ['anyChange'],
			options: { startWithoutWaiting: true },
		});

		const reportsOfEach = await reportsOfThreeCalls('at once');

		for (const reports of reportsOfEach) {
			expect(reports.some((one) => reports.some((other) => overlap(one, other)))).toBe(true);
		}
	});

	it("works on at most 'Calls at Once' calls at a time", async () => {
		stage.receiver.answerAfter(100);
		await stage.publish('one at a time', { options: { callsAtOnce: 1 } });

		const calls = await Promise.all([ring(stage), ring(stage), ring(stage)]);

		const reports = await reportsOf(stage, 'one at a time', calls);
		expect(reports).toHaveLength(3);
		expect(reports.some((one) => reports.some((other) => overlap(one, other)))).toBe(false);
	});
});
