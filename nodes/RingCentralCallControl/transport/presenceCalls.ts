import { liveCallsOf } from '../telephony/liveCall';
import type { Fields } from '../telephony/unknown';
import { apiPath } from './apiPath';
import { request, type RequestContext } from './request';

/**
 * The live calls of an extension, as RingCentral describes them in its presence. Of all ways to
 * find calls it is the only one that tells the ids of both session and party, and it is a light
 * request: https://developers.ringcentral.com/api-reference/Presence/readUserPresenceStatus
 *
 * @param extensionId RingCentral's id, or "~" for the extension that is signed in.
 */
export async function presenceCalls(
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
