import { apiPath } from './apiPath';
import type { RingCentralRequest } from './request';

/**
 * Asks for the presence of an extension with its live calls. Of all ways to find calls it is the
 * only one that tells the ids of both session and party, and it is a light request:
 * https://developers.ringcentral.com/api-reference/Presence/readUserPresenceStatus
 *
 * @param extensionId RingCentral's id, or "~" for the extension that is signed in.
 */
export function presenceRequest(extensionId: string): RingCentralRequest {
	return {
		method: 'GET',
		path: apiPath`/restapi/v1.0/account/~/extension/${extensionId}/presence`,
		query: { detailedTelephonyState: true, sipData: true },
	};
}
