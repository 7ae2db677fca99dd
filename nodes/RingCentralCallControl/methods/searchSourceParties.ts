import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { partiesOfChosenCall } from './searchParties';

/** Like `searchParties`, for 'Party to Bring In'. */
export async function searchSourceParties(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await partiesOfChosenCall(this, 'sourceTelephonySessionId', filter);
}
