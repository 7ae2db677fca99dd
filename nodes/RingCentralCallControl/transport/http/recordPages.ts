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

/**
 * The pages of a list that may change while it is read: a new record moves others to the next page. A page
 * without further records is the end, also of a list whose pages repeat.
 */
export class ListedPages {
	readonly #listed = new Set<string>();

	#count = 0;

	/**
	 * The records of the next page that no earlier page had.
	 *
	 * @throws OperationalError when there are more pages than any RingCentral list has.
	 */
	further<Listed extends object>(page: readonly Listed[]): Listed[] {
		this.#count += 1;
		if (this.#count > MOST_PAGES) {
			throw new OperationalError(
				`RingCentral's list has no end: it was read for ${MOST_PAGES} pages. Try again later, or ask for fewer with 'Limit'.`,
			);
		}
		const further = page.filter((record) => !this.#listed.has(identityOf(record)));
		for (const record of further) this.#listed.add(identityOf(record));
		return further;
	}
}

/** Presences have an address and no ID. */
function identityOf(record: object): string {
	const { id, uri }: Fields = { ...record };
	return textOf(id) ?? textOf(uri) ?? JSON.stringify(record);
}

/**
 * The records of a paged RingCentral list, unvalidated, each once. Reads no more and no larger pages than
 * needed.
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
	const pages = new ListedPages();
	for (let page = 1, hasMore = true; hasMore && records.length < most; page++) {
		const answer = await readPage({ page, perPage });
		const further = pages.further(recordsIn(answer));
		records.push(...(isWanted === undefined ? further : further.filter(isWanted)));
		hasMore = further.length > 0 && hasNextPage(answer, page);
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
