import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { extensionPage } from './extensionPage';

/** The park locations of the company, which RingCentral keeps as extensions of a type of their own. */
export async function searchParkLocations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await extensionPage(this, ['ParkLocation'], filter, paginationToken);
}
