import { Runs } from '../../../bench/source/runs.mts';

describe('Runs', () => {
	it('counts missed, repeated and unwanted runs', async () => {
		const runs = new Runs();
		runs.expect(['s-missed', 's-once', 's-twice']);
		for (const call of ['s-once', 's-twice', 's-twice', 's-other']) runs.arrived(call);

		await runs.complete(0);

		expect(runs.count()).toEqual({ expected: 3, missed: 1, twice: 1, unexpected: 1 });
	});

	it('waits for the last run and returns its time', async () => {
		const runs = new Runs();
		runs.expect(['s-1']);
		const completed = runs.complete(10_000);
		const before = performance.now();
		runs.arrived('s-1');

		const last = await completed;

		expect(last).toBeGreaterThanOrEqual(before);
		expect(runs.count().missed).toBe(0);
	});
});
