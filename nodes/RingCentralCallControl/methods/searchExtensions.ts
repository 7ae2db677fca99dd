import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { extensionPage, type Extension } from './extensionPage';

/**
 * The extensions of the account for a dropdown that loads while one scrolls and types. RingCentral
 * has no search by name for them, so that pages are read until one holds a match.
 *
 * @param filter part of a name or of a short number, in any case.
 * @param paginationToken the number of the next page.
 */
export async function searchExtensions(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	let page = Number(paginationToken ?? 1);
	for (;;) {
		const { extensions, hasMore } = await extensionPage(this, page);
		const results = extensions
			.filter((extension) => isMatch(extension, filter))
			.map(({ id, label }) => ({ name: label, value: id }));
		if (results.length > 0 || !hasMore) {
			return { results, paginationToken: hasMore ? String(page + 1) : undefined };
		}
		page++;
	}
}

function isMatch({ label }: Extension, filter = ''): boolean {
	return label.toLowerCase().includes(filter.trim().toLowerCase());
}
