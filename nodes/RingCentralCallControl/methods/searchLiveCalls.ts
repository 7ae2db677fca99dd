import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { INCOMING, INCOMING_CALL_NAME } from '../calls/parties/incoming';
import { entriesFirst } from './entriesFirst';
import { liveCalls } from './liveCalls';
import { matching } from './matching';

export const incomingCallEntry = { name: INCOMING_CALL_NAME, value: INCOMING };

/** For 'Call': the item's own call, then the signed-in user's live calls. */
export async function searchLiveCalls(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await entriesFirst(
		[incomingCallEntry],
		async () => await ownCalls(this),
		'Live calls',
		filter,
	);
}

/** The signed-in user's live calls, for a second call beside that in 'Call'. */
export async function searchOtherCalls(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return matching(await ownCalls(this), filter);
}

async function ownCalls(context: ILoadOptionsFunctions) {
	return (await liveCalls(context, '~')).map(({ name, telephonySessionId: value }) => ({
		name,
		value,
	}));
}
