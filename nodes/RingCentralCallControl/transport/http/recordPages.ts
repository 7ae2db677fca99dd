import { OperationalError } from 'n8n-workflow';

import { isFields, listOf, textOf, type Fields } from '../../calls/events/unknown';

/** A page of a list. A type and not an interface, so that it fits into a query. */
export type PageQuery = {
	/** Counted from 1. */
	page: number;
	perPage: number;
};

/** RingCentral's limit for one page. */
const LARGEST_PAGE = 1_000;

/** Of a thousand records each: more than any account has. */
const MOST_PAGES = 100;

/** Detects a list whose pages repeat or never end. */
export class PageWatch {
	readonly #seen = new Set<string>();

	/**
	 * Whether a page differs from every page before it.
	 *
	 * @throws OperationalError when there are more pages than any RingCentral list has.
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
 * The records of a paged RingCentral list, unvalidated. Reads no more and no larger pages than needed.
 *
 * @param readPage requests one page and returns RingCentral's answer.
 * @param most the number of records wanted; `Infinity` for all of them.
 * @param isWanted selects records where RingCentral cannot; by default all of them.
 * @throws OperationalError for an endless list.
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
 * Whether another page follows. RingCentral omits the number of pages where counting would cost too
 * much, according to its description of `paging`.
 */
export function hasNextPage(answer: unknown, page: number): boolean {
	const { navigation, paging } = isFields(answer) ? answer : {};
	const totalPages = isFields(paging) ? textOf(paging.totalPages) : undefined;
	if (totalPages !== undefined) return page < Number(totalPages);
	return isFields(navigation) && isFields(navigation.nextPage);
}
