import { liveCallsOf } from '../telephony/liveCall';
import type { Fields } from '../telephony/unknown';
import { apiPath } from '../transport/apiPath';
import { request, type RequestContext } from '../transport/request';

/**
 * The calls that an extension has now, as RingCentral describes them.
 * https://developers.ringcentral.com/api-reference/Presence/readUserPresenceStatus
 *
 * @param extensionId RingCentral's id, or "~" for the extension that is signed in.
 */
export async function liveCalls(
	context: RequestContext,
	extensionId: string,
	itemIndex?: number,
): Promise<Fields[]> {
	const presence = await request(context, {
		method: 'GET',
		path: apiPath`/restapi/v1.0/account/~/extension/${extensionId}/presence`,
		query: { detailedTelephonyState: true, sipData: true },
		itemIndex,
	});
	return liveCallsOf(presence);
}
