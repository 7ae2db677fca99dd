import fc from 'fast-check';

import { runItems } from '../../../nodes/RingCentralCallControl/actions/itemRun.ts';

/** Work that the test ends, and the list of the items begun. */
function workbench() {
	const begun: number[] = [];
	const ends = new Map<number, { resolve: () => void; reject: (reason: Error) => void }>();
	return {
		begun,
		work: async (itemIndex: number) => {
			begun.push(itemIndex);
			await new Promise<void>((resolve, reject) => ends.set(itemIndex, { resolve, reject }));
		},
		finish: async (itemIndex: number) => {
			ends.get(itemIndex)?.resolve();
			await settled();
		},
		refuse: async (itemIndex: number) => {
			ends.get(itemIndex)?.reject(new Error(`refused ${itemIndex}`));
			await settled();
		},
	};
}

async function settled(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

/** An item is its index here. */
const itemAt = (index: number) => index;

const noCalls = () => [];

/** An item for each string, which names the calls that it acts on: "ab" acts on two. */
const actingOn = (items: string[]) => ({
	itemCount: items.length,
	itemAt,
	subjectsOf: (itemIndex: number) => [...(items[itemIndex] ?? '')],
});

it('ends at once without items', async () => {
	const { work, begun } = workbench();

	await runItems({ itemCount: 0, atOnce: 10, itemAt, subjectsOf: noCalls, work });

	expect(begun).toEqual([]);
});

it.each([
	['a single item', { itemCount: 1, atOnce: 10, asked: [] }],
	['items one after another', { itemCount: 3, atOnce: 1, asked: [] }],
	['items side by side', { itemCount: 3, atOnce: 2, asked: [0, 1, 2] }],
])(
	'reads the calls of %s only where items may wait for one another',
	async (_, { asked, ...run }) => {
		const subjectsOf = jest.fn<string[], [number]>(() => ['call']);

		await runItems({ ...run, itemAt, subjectsOf, work: async () => undefined });

		expect(subjectsOf.mock.calls.flat()).toEqual(asked);
	},
);

it('begins as many items as the bound, and one more for each finished item', async () => {
	const { work, begun, finish } = workbench();
	const done = runItems({ itemCount: 4, atOnce: 2, itemAt, subjectsOf: noCalls, work });
	await settled();
	expect(begun).toEqual([0, 1]);

	await finish(1);
	expect(begun).toEqual([0, 1, 2]);
	await finish(0);
	await finish(2);
	await finish(3);

	await expect(done).resolves.toBeUndefined();
});

it('begins an item that has waited for its call before later ones, and after earlier ones', async () => {
	const { work, begun, finish } = workbench();
	const done = runItems({ ...actingOn(['a', 'b', 'c', 'a', 'd', 'b']), atOnce: 2, work });
	await settled();
	expect(begun).toEqual([0, 1]);

	await finish(0);
	// Item 3 may go on now, but item 2 is before it.
	expect(begun).toEqual([0, 1, 2]);
	await finish(1);
	expect(begun).toEqual([0, 1, 2, 3]);
	await finish(2);
	expect(begun).toEqual([0, 1, 2, 3, 4]);
	await finish(3);
	expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
	await finish(4);
	await finish(5);

	await expect(done).resolves.toBeUndefined();
});

it('lets an item wait for the earlier item of the same call, and others pass it', async () => {
	const { work, begun, finish } = workbench();
	void runItems({ ...actingOn(['a', 'a', 'b', 'a', 'c']), atOnce: 3, work });
	await settled();
	expect(begun).toEqual([0, 2, 4]);

	await finish(2);
	expect(begun).toEqual([0, 2, 4]);
	await finish(0);
	expect(begun).toEqual([0, 2, 4, 1]);
	await finish(1);
	expect(begun).toEqual([0, 2, 4, 1, 3]);
});

it('lets an item of two calls wait for both, and later items of either wait for it', async () => {
	const { work, begun, finish } = workbench();
	void runItems({ ...actingOn(['a', 'b', 'ab', 'b']), atOnce: 9, work });
	await settled();
	expect(begun).toEqual([0, 1]);

	await finish(0);
	expect(begun).toEqual([0, 1]);
	await finish(1);
	expect(begun).toEqual([0, 1, 2]);
	await finish(2);
	expect(begun).toEqual([0, 1, 2, 3]);
});

it('keeps the order of the items when the bound is one', async () => {
	const begun: number[] = [];

	await runItems({
		...actingOn(['a', 'b', 'a', 'c', 'b']),
		atOnce: 1,
		work: async (itemIndex) => void begun.push(itemIndex),
	});

	expect(begun).toEqual([0, 1, 2, 3, 4]);
});

it('begins no further item after a refusal, and ends when the begun items are done', async () => {
	const { work, begun, finish, refuse } = workbench();
	const done = runItems({ itemCount: 9, atOnce: 3, itemAt, subjectsOf: noCalls, work });
	const outcome = expect(done).rejects.toThrow('refused 1');
	await settled();

	await refuse(1);
	await refuse(0);
	await finish(2);

	await outcome;
	expect(begun).toEqual([0, 1, 2]);
});

it('works on every item once, within the bound, and never on two of one call', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.subarray(['a', 'b', 'c', 'd'], { maxLength: 2 }), { maxLength: 30 }),
			fc.integer({ min: 1, max: 6 }),
			fc.scheduler(),
			async (calls, atOnce, scheduler) => {
				const order: number[] = [];
				const underWay = new Set<number>();
				const done = runItems({
					itemCount: calls.length,
					atOnce,
					itemAt,
					subjectsOf: (itemIndex) => calls[itemIndex] ?? [],
					work: async (itemIndex) => {
						const busy = [...underWay].flatMap((other) => calls[other] ?? []);
						expect(busy.filter((call) => calls[itemIndex]?.includes(call))).toEqual([]);
						underWay.add(itemIndex);
						expect(underWay.size).toBeLessThanOrEqual(atOnce);
						order.push(itemIndex);
						await scheduler.schedule(Promise.resolve());
						underWay.delete(itemIndex);
					},
				});
				await scheduler.waitFor(done);

				expect([...order].sort((one, other) => one - other)).toEqual([...calls.keys()]);
				for (const call of ['a', 'b', 'c', 'd']) {
					const ofCall = order.filter((itemIndex) => calls[itemIndex]?.includes(call));
					expect(ofCall).toEqual([...ofCall].sort((one, other) => one - other));
				}
			},
		),
	);
});
