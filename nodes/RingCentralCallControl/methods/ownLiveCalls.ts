import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { callLabel } from '../calls/output/callLabel';
import { liveCallsOf, simplifiedLiveCall } from '../calls/output/liveCall';
import { presenceRequest } from '../transport/http/presenceRequest';
import { request } from '../transport/http/request';

interface LiveCall {
	telephonySessionId: string | null;
	partyId: string | null;
	/** What the call looks like in a list. */
	name: string;
}

/** The calls that the signed-in user has now, ringing ones too, the newest first. */
export async function ownLiveCalls(context: ILoadOptionsFunctions): Promise<LiveCall[]> {
	const presence = await request(context, presenceRequest('~'));
	const now = Date.now();
	return liveCallsOf(presence)
		.map(simplifiedLiveCall)
		.sort((one, other) => startOf(other) - startOf(one))
		.map((call) => ({
			telephonySessionId: call.telephonySessionId,
			partyId: call.partyId,
			name: callLabel(call, now),
		}));
}

function startOf({ startTime }: { startTime: string | null }): number {
	const start = Date.parse(startTime ?? '');
	return Number.isNaN(start) ? 0 : start;
}
