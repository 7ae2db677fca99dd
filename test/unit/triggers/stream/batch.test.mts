import { Batch } from '../../../../nodes/RingCentralCallControl/triggers/stream/batch.ts';

function batchOf(mostEntries: number, longestWait: number) {
	const handedOn: string[][] = [];
	const batch = new Batch<string>({
		mostEntries,
		longestWait,
		handOn: (entries) => handedOn.push(entries),
	});
	return { batch, handedOn };
}

describe('a batch', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('is passed on as soon as it is full', () => {
		const { batch, handedOn } = batchOf(2, 1_000);
		for (const entry of ['a', 'b', 'c']) batch.add(entry);

		expect(handedOn).toEqual([['a', 'b']]);
	});

	it('is passed on when its first entry has waited long enough', async () => {
		const { batch, handedOn } = batchOf(10, 1_000);
		batch.add('a');
		await jest.advanceTimersByTimeAsync(900);
		batch.add('b');
		expect(handedOn).toEqual([]);
		await jest.advanceTimersByTimeAsync(100);
		expect(handedOn).toEqual([['a', 'b']]);
	});

	it('gives the next batch its own time', async () => {
		const { batch, handedOn } = batchOf(2, 1_000);
		batch.add('a');
		await jest.advanceTimersByTimeAsync(900);
		batch.add('b');
		batch.add('c');
		await jest.advanceTimersByTimeAsync(900);
		expect(handedOn).toEqual([['a', 'b']]);
		await jest.advanceTimersByTimeAsync(100);
		expect(handedOn).toEqual([['a', 'b'], ['c']]);
	});

	it('is passed on at once when it is closed, with no later entries', async () => {
		const { batch, handedOn } = batchOf(10, 1_000);
		batch.add('a');
		batch.close();
		expect(handedOn).toEqual([['a']]);
		await jest.advanceTimersByTimeAsync(2_000);
		expect(handedOn).toEqual([['a']]);
	});
});
