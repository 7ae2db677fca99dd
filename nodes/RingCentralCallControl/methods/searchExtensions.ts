import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { matchingExtensions } from './matchingExtensions';

/**
 * The extensions of the account for a dropdown that loads while one scrolls and types.
 *
 * @param filter part of a name or of a short number, in any case.
 * @param paginationToken the number of the next page.
 */
export async function searchExtensions(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await matchingExtensions(this, { filter, paginationToken });
}
