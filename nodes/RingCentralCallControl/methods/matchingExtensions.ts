import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { ListedPages } from '../transport/http/recordPages';
import { extensionPage } from './extensionPage';
import { matching } from './matching';

export interface ExtensionSearch {
	/** RingCentral's type of extension; by default all types. */
	type?: string;
	/** Types that are left out. */
	without?: readonly string[];
	/** Part of a name or of a short number, in any case. */
	filter?: string;
	/** The number of the next page. */
	paginationToken?: string;
}

/**
 * The next matches among the account's extensions. RingCentral has no search by name for them, so
 * pages are read until one holds a match.
 */
export async function matchingExtensions(
	context: ILoadOptionsFunctions,
	{ type, without = [], filter, paginationToken }: ExtensionSearch,
): Promise<INodeListSearchResult> {
	let page = Number(paginationToken ?? 1);
	const pages = new ListedPages();
	for (;;) {
		const { extensions, hasMore: isContinued } = await extensionPage(context, page, type);
		const further = pages.further(extensions);
		const hasMore = isContinued && further.length > 0;
		const entries = further
			.filter((extension) => !without.includes(extension.type ?? ''))
			.map(({ id, label }) => ({ name: label, value: id }));
		const { results } = matching(entries, filter);
		if (results.length > 0 || !hasMore) {
			return { results, paginationToken: hasMore ? String(page + 1) : undefined };
		}
		page++;
	}
}
