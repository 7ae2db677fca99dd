import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { simplifiedLiveCall, type LiveCall } from '../telephony/liveCall';
import { presenceCalls } from '../transport/presenceCalls';
import { matching } from './matching';

/** The calls that the signed-in user has now, for 'Telephony Session'. */
export async function searchLiveCalls(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const calls = (await presenceCalls(this, '~')).map(simplifiedLiveCall);
	return matching(
		calls.flatMap((call) =>
			call.telephonySessionId === undefined
				? []
				: [{ name: nameOfCall(call), value: call.telephonySessionId }],
		),
		filter,
	);
}

/** E.g. "+14155550123 to Reception (Proceeding)". */
export function nameOfCall({ fromName, fromNumber, toName, toNumber, status }: LiveCall): string {
	const from = fromName ?? fromNumber ?? 'unknown';
	const to = toName ?? toNumber ?? 'unknown';
	return `${from} to ${to}${status === undefined ? '' : ` (${status})`}`;
}
