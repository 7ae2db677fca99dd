import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { matching } from './matching';
import { ownLiveCalls } from './ownLiveCalls';

/** The calls that the signed-in user has now, for 'Telephony Session'. */
export async function searchLiveCalls(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const calls = await ownLiveCalls(this);
	return matching(
		calls.flatMap(({ telephonySessionId, name }) =>
			telephonySessionId === null ? [] : [{ name, value: telephonySessionId }],
		),
		filter,
	);
}
