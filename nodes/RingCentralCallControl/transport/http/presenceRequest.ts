import { apiPath } from './apiPath';
import type { Refusal } from './refusal';
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

/**
 * Whether RingCentral refuses just this presence, of an extension or of the whole account, so that it
 * may tell another one.
 *
 * Assumption PRESENCE-REFUSAL: it names a permission that the app lacks for all of them with the code CMN-401, and with
 * CMN-408 one that the user lacks for this one; a kind of extension without presence has the code that a
 * subscription to it has.
 */
export function isAboutThisPresence({ statusCode, errorCode = '' }: Refusal): boolean {
	const isAboutAll = errorCode === 'CMN-401' || errorCode.startsWith('OAU-');
	return !isAboutAll && (statusCode === 400 || statusCode === 403 || statusCode === 404);
}
