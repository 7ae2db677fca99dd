import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { liveCallsOf, simplifiedLiveCall } from '../telephony/liveCall';
import { presenceRequest } from '../transport/presenceRequest';
import { request } from '../transport/request';
import { matching } from './matching';

/** The calls that the signed-in user has now, for 'Telephony Session'. */
export async function searchLiveCalls(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const calls = liveCallsOf(await request(this, presenceRequest('~'))).map(simplifiedLiveCall);
	return matching(
		calls.flatMap((call) =>
			call.telephonySessionId === null
				? []
				: [{ name: nameOfCall(call), value: call.telephonySessionId }],
		),
		filter,
	);
}

/** E.g. "+14155550123 to Reception (Proceeding)". */
export function nameOfCall(call: ReturnType<typeof simplifiedLiveCall>): string {
	const from = call.fromName ?? call.fromNumber ?? 'unknown';
	const to = call.toName ?? call.toNumber ?? 'unknown';
	return `${from} to ${to}${call.status === null ? '' : ` (${call.status})`}`;
}
