import {
	recordsOfPages,
	type PageQuery,
} from '../../../../nodes/RingCentralCallControl/transport/http/recordPages.ts';

type Paging = 'counted' | 'uncounted' | 'none';

/** RingCentral's list of so many records, and the requested pages. */
function list(length: number, paging: Paging = 'counted') {
	const asked: PageQuery[] = [];
	const readPage = async ({ page, perPage }: PageQuery): Promise<unknown> => {
		asked.push({ page, perPage });
		const start = (page - 1) * perPage;
		const records = Array.from({ length }, (_, id) => ({ id })).slice(start, start + perPage);
		const isLast = start + perPage >= length;
		return await Promise.resolve({
			records,
			...(paging === 'counted' && { paging: { page, totalPages: Math.ceil(length / perPage) } }),
			...(paging === 'uncounted' && { paging: { page } }),
			...(paging !== 'none' && { navigation: isLast ? {} : { nextPage: { uri: '' } } }),
		});
	};
	return { asked, readPage };
}

const ALL = Number.POSITIVE_INFINITY;

it.each<[string, number, number, Paging, number, PageQuery[]]>([
	['a limit in one page of that size', 2_500, 50, 'counted', 50, [{ page: 1, perPage: 50 }]],
	[
		'a limit beyond a page in pages of the same size',
		2_500,
		1_500,
		'counted',
		1_500,
		[
			{ page: 1, perPage: 1_000 },
			{ page: 2, perPage: 1_000 },
		],
	],
	[
		'everything to the last page',
		2_500,
		ALL,
		'counted',
		2_500,
		[1, 2, 3].map((page) => ({ page, perPage: 1_000 })),
	],
	[
		'everything when the pages are not counted',
		1_001,
		ALL,
		'uncounted',
		1_001,
		[1, 2].map((page) => ({ page, perPage: 1_000 })),
	],
	['one page when there are none', 7, ALL, 'none', 7, [{ page: 1, perPage: 1_000 }]],
	[
		'a full last page, and no page behind it',
		1_000,
		ALL,
		'counted',
		1_000,
		[{ page: 1, perPage: 1_000 }],
	],
	['an empty list', 0, ALL, 'counted', 0, [{ page: 1, perPage: 1_000 }]],
])('reads %s', async (_what, length, most, paging, expected, pages) => {
	const { asked, readPage } = list(length, paging);

	const records = await recordsOfPages(readPage, most);

	expect(records.map(({ id }) => id)).toEqual([...Array(expected).keys()]);
	expect(asked).toEqual(pages);
});

it('stops at an empty page, even if it is said to have a successor', async () => {
	let pages = 0;

	const records = await recordsOfPages(async () => {
		pages++;
		return await Promise.resolve({ records: [], navigation: { nextPage: { uri: '' } } });
	}, ALL);

	expect(records).toEqual([]);
	expect(pages).toBe(1);
});

it('stops at a page that repeats', async () => {
	const asked: number[] = [];
	const records = await recordsOfPages(async ({ page }) => {
		asked.push(page);
		return await Promise.resolve({ records: [{ id: 1 }], navigation: { nextPage: {} } });
	}, ALL);

	expect(records).toEqual([{ id: 1 }]);
	expect(asked).toEqual([1, 2]);
});

/** A list whose newest records come first, and that grows by one before the second page is read. */
function growingList(recordOf: (number: number) => object) {
	const pages = [[4, 3, 2], [2, 1], []].map((numbers) => numbers.map(recordOf));
	return async ({ page }: PageQuery): Promise<unknown> =>
		await Promise.resolve({ records: pages[page - 1], paging: { totalPages: 3 } });
}

it.each([
	['an ID', (id: number) => ({ id, name: `${id}` })],
	['an address', (number: number) => ({ uri: `/presence/${number}`, at: Math.random() })],
	['neither', (number: number) => ({ number })],
])(
	'gives each record once if the list grows meanwhile: records with %s',
	async (_what, recordOf) => {
		const records = await recordsOfPages(growingList(recordOf), ALL);

		expect(records).toHaveLength(4);
	},
);

it('reads on for records that an earlier page had', async () => {
	const records = await recordsOfPages(
		growingList((id) => ({ id })),
		4,
	);

	expect(records.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
});

it('keeps records of one page that have the same ID', async () => {
	const records = await recordsOfPages(
		async () =>
			await Promise.resolve({
				records: [
					{ id: 1, name: 'a' },
					{ id: 1, name: 'b' },
				],
			}),
		ALL,
	);

	expect(records).toHaveLength(2);
});

it('reports an endless list', async () => {
	const endless = recordsOfPages(
		async ({ page }) =>
			await Promise.resolve({ records: [{ id: page }], navigation: { nextPage: {} } }),
		ALL,
	);

	await expect(endless).rejects.toThrow("RingCentral's list has no end");
});

it.each([undefined, null, 'a page of a proxy', [], { records: 'none' }, { records: [null, 'x'] }])(
	'finds nothing in an answer that is no list: %j',
	async (answer) => {
		expect(await recordsOfPages(async () => await Promise.resolve(answer), ALL)).toEqual([]);
	},
);

it('reads large pages until there are enough matching records', async () => {
	const { asked, readPage } = list(2_500);
	const isWanted = ({ id }: { id?: unknown }) => Number(id) % 1_000 === 999;

	const records = await recordsOfPages(readPage, 2, isWanted);

	expect(records).toEqual([{ id: 999 }, { id: 1_999 }]);
	expect(asked).toEqual([1, 2].map((page) => ({ page, perPage: 1_000 })));
});
