import { OperationalError } from 'n8n-workflow';

import { isFields, listOf, textOf, type Fields } from '../../calls/events/unknown';

/** Which page of a list to ask for. A type and not an interface, so that it fits into a query. */
export type PageQuery = {
	/** Counted from 1. */
	page: number;
	perPage: number;
};

/** The most that RingCentral sends at once. */
const LARGEST_PAGE = 1_000;

/** Of a thousand records each: more than any account has. */
const MOST_PAGES = 100;

/** Notices a list whose pages repeat or never end. */
export class PageWatch {
	readonly #seen = new Set<string>();

	/**
	 * Whether a page holds anything that no page before it held.
	 *
	 * @throws OperationalError when there are more pages than any list of RingCentral's has.
	 */
	isNew(records: readonly unknown[]): boolean {
		const page = JSON.stringify(records.map((record) => (isFields(record) && record.id) || record));
		if (this.#seen.has(page)) return false;
		this.#seen.add(page);
		if (this.#seen.size <= MOST_PAGES) return true;
		throw new OperationalError(
			`RingCentral's list has no end: it was read for ${MOST_PAGES} pages. Try again later, or ask for fewer with 'Limit'.`,
		);
	}
}

/**
 * The records of a list that RingCentral hands out in pages, unchecked. No page is read that is
 * not needed, and none is larger than needed.
 *
 * @param readPage asks for one page and returns RingCentral's answer.
 * @param most how many records are wanted; `Infinity` for all of them.
 * @param isWanted which records count, where RingCentral cannot look for them; without it, all of them.
 * @throws OperationalError for a list that does not end.
 */
export async function recordsOfPages(
	readPage: (query: PageQuery) => Promise<unknown>,
	most: number,
	isWanted?: (record: Fields) => boolean,
): Promise<Fields[]> {
	const perPage = isWanted === undefined ? Math.min(most, LARGEST_PAGE) : LARGEST_PAGE;
	const records: Fields[] = [];
	const watch = new PageWatch();
	for (let page = 1, hasMore = true; hasMore && records.length < most; page++) {
		const answer = await readPage({ page, perPage });
		const onPage = recordsIn(answer);
		if (!watch.isNew(onPage)) break;
		records.push(...(isWanted === undefined ? onPage : onPage.filter(isWanted)));
		hasMore = onPage.length > 0 && hasNextPage(answer, page);
	}
	return records.slice(0, most);
}

export function recordsIn(answer: unknown): Fields[] {
	return listOf(isFields(answer) ? answer.records : undefined).filter(isFields);
}

/**
 * Whether there is a page behind this one. RingCentral leaves the number of pages out where
 * counting would cost it too much, says its description of `paging`.
 */
export function hasNextPage(answer: unknown, page: number): boolean {
	const { navigation, paging } = isFields(answer) ? answer : {};
	const totalPages = isFields(paging) ? textOf(paging.totalPages) : undefined;
	if (totalPages !== undefined) return page < Number(totalPages);
	return isFields(navigation) && isFields(navigation.nextPage);
}
