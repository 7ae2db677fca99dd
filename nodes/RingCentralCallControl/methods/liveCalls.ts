import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { callLabel } from '../calls/output/callLabel';
import { liveCallsOf, simplifiedLiveCall } from '../calls/output/liveCall';
import { presenceRequest } from '../transport/http/presenceRequest';
import { request } from '../transport/http/request';

interface LiveCall {
	telephonySessionId: string;
	/** RingCentral's status of the extension's party, e.g. "Answered". */
	status: string | null;
	/** A line that describes the call to the user. */
	name: string;
}

/**
 * The live calls of an extension, ringing ones too, the newest first.
 *
 * @param extensionId RingCentral's ID, or "~" for the signed-in user.
 */
export async function liveCalls(
	context: ILoadOptionsFunctions,
	extensionId: string,
): Promise<LiveCall[]> {
	const presence = await request(context, presenceRequest(extensionId));
	const now = Date.now();
	return liveCallsOf(presence)
		.map(simplifiedLiveCall)
		.sort((one, other) => startOf(other) - startOf(one))
		.flatMap((call) => {
			const { telephonySessionId, status } = call;
			return telephonySessionId === null
				? []
				: [{ telephonySessionId, status, name: callLabel(call, now) }];
		});
}

function startOf({ startTime }: { startTime: string | null }): number {
	const start = Date.parse(startTime ?? '');
	return Number.isNaN(start) ? 0 : start;
}
