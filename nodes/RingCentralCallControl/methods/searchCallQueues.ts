import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { matchingExtensions } from './matchingExtensions';

/** The call queues of the account: extensions of RingCentral's type "Department". */
export async function searchCallQueues(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await matchingExtensions(this, { type: 'Department', filter, paginationToken });
}
