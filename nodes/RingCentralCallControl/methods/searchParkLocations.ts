import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { matchingExtensions } from './matchingExtensions';

/** The park locations of the account; RingCentral keeps them as extensions of their own type. */
export async function searchParkLocations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await matchingExtensions(this, { type: 'ParkLocation', filter, paginationToken });
}
