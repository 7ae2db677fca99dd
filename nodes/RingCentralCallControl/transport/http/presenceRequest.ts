import { apiPath } from './apiPath';
import type { Refusal } from './refusal';
import type { RingCentralRequest } from './request';

/**
 * Requests the presence of an extension with its live calls. No other request for calls returns the
 * IDs of both session and party, and this one is light:
 * https://developers.ringcentral.com/api-reference/Presence/readUserPresenceStatus
 *
 * @param extensionId RingCentral's ID, or "~" for the signed-in extension.
 */
export function presenceRequest(extensionId: string): RingCentralRequest {
	return {
		method: 'GET',
		path: apiPath`/restapi/v1.0/account/~/extension/${extensionId}/presence`,
		query: { detailedTelephonyState: true, sipData: true },
	};
}

/**
 * Whether RingCentral refuses this presence alone, of an extension or of the whole account, and may
 * still return another.
 *
 * Assumption PRESENCE-REFUSAL: CMN-401 names a permission that the app lacks for every presence, and
 * CMN-408 a permission that the user lacks for this presence; a kind of extension without presence is
 * refused with the same code as a subscription to it.
 */
export function isAboutThisPresence({ statusCode, errorCode = '' }: Refusal): boolean {
	const isAboutAll = errorCode === 'CMN-401' || errorCode.startsWith('OAU-');
	return !isAboutAll && (statusCode === 400 || statusCode === 403 || statusCode === 404);
}
