import { KNOWN_REFUSALS, type Explanation } from './knownRefusals';
import type { Refusal } from './refusal';

export type { Explanation };

/** RingCentral's permission names, as the developer console writes them. */
const PERMISSIONS: Record<string, string> = {
	CallControl: 'Call Control',
	EditPresence: 'Edit Presence',
	ReadAccounts: 'Read Accounts',
	ReadCallLog: 'Read Call Log',
	ReadCallRecording: 'Read Call Recording',
	ReadPresence: 'Read Presence',
	RingOut: 'RingOut',
	SubscriptionWebhook: 'Webhook Subscriptions',
	WebSocket: 'WebSockets Subscriptions',
	WebSocketsSubscription: 'WebSockets Subscriptions',
};

/** Turns a refusal into what happened and what to do. An unknown one keeps RingCentral's words. */
export function explain(refusal: Refusal): Explanation {
	const { statusCode, errorCode = '' } = refusal;
	const known = KNOWN_REFUSALS[errorCode];
	if (known) return known;
	if (statusCode === 0) return noAnswer(refusal);
	if (errorCode.startsWith('OAU-') && statusCode === 403) return noAccess;
	if (errorCode.startsWith('OAU-') || statusCode === 401) return signedOut;
	if (statusCode === 403 && isMissingPermission(refusal)) return missingPermission(refusal);
	if (statusCode === 404 && isAboutCall(refusal)) return notThere;
	if (statusCode === 429) return tooMany;
	if (statusCode >= 500) return unavailable(refusal);
	return asRingCentralSaysIt(refusal);
}

export const callControlNotGranted: Explanation = {
	message: "RingCentral has not granted the permission 'Call Control' to this app",
	description:
		"It cannot be switched on in the developer console: RingCentral's support grants it on request. See https://developers.ringcentral.com/guide/voice/call-control",
};

const signedOut: Explanation = {
	message: 'RingCentral no longer accepts the sign-in of this credential',
	description:
		'Open the credential and connect again. RingCentral ends a sign-in when it is revoked, when the password changes, or when one user signs in more than five times.',
};

const noAccess: Explanation = {
	message: 'RingCentral does not let this user or this app in',
	description:
		"Ask the administrator of the RingCentral account whether the user is enabled, and check in RingCentral's developer console that the app is active on this platform.",
};

const notThere: Explanation = {
	message: 'The call is over, or this party is not part of it',
	description:
		"Check 'Telephony Session' and 'Party': both have to come from the same call. A call that has ended cannot be controlled any more.",
};

const tooMany: Explanation = {
	message: 'RingCentral refuses further requests for now',
	description:
		'The app has sent more requests in a minute than RingCentral allows. Wait at least a minute, and send fewer requests at once.',
};

/**
 * Assumption: a call that is over is answered with 404 and one of these codes; RingCentral does not
 * document which.
 */
function isAboutCall({ errorCode = '', parameterName = 'partyId' }: Refusal): boolean {
	return (
		/^(CMN-102|CMN-120|TAS-)/.test(errorCode) &&
		['partyId', 'sessionId', 'telephonySessionId'].includes(parameterName)
	);
}

function noAnswer(refusal: Refusal): Explanation {
	return refusal.mayHaveArrived
		? {
				message: 'RingCentral did not answer, so it is not known whether this was carried out',
				description:
					"It was not sent again, because doing it twice could disturb the call. Look at the call with 'Get' before you repeat it.",
			}
		: {
				message: 'RingCentral could not be reached',
				description: `Check the network of n8n and 'Server' in the credential (${refusal.errorCode}). Nothing was carried out.`,
			};
}

function isMissingPermission({ errorCode = '', permissionName }: Refusal): boolean {
	return (
		permissionName !== undefined ||
		['CMN-401', 'CMN-408', 'CMN-419', 'InsufficientPermissions'].includes(errorCode)
	);
}

function missingPermission({ permissionName, message }: Refusal): Explanation {
	const name =
		permissionName === undefined ? undefined : (PERMISSIONS[permissionName] ?? permissionName);
	if (name === 'Call Control') return callControlNotGranted;
	return {
		message:
			name === undefined
				? 'The app or the user lacks a permission in RingCentral'
				: `The app or the user lacks the permission '${name}' in RingCentral`,
		description: `Add it to the app in RingCentral's developer console, or to the role of the user, then connect the credential again.${message ? ` RingCentral says: ${message}` : ''}`,
	};
}

function unavailable(refusal: Refusal): Explanation {
	return {
		message: 'RingCentral is not available at the moment',
		description: `${refusal.mayHaveArrived ? "It is not known whether this was carried out. Look at the call with 'Get' before you repeat it." : 'Try again in a minute.'}${reference(refusal)}`,
	};
}

function asRingCentralSaysIt(refusal: Refusal): Explanation {
	return {
		message: refusal.message ?? `RingCentral refused the request (HTTP ${refusal.statusCode})`,
		description: `RingCentral refused this request.${refusal.parameterName ? ` It points at '${refusal.parameterName}'.` : ''}${reference(refusal)}`,
	};
}

function reference({ errorCode, requestId }: Refusal): string {
	const parts = [
		errorCode === undefined ? '' : `code ${errorCode}`,
		requestId === undefined ? '' : `request ${requestId}`,
	].filter((part) => part !== '');
	return parts.length === 0 ? '' : ` For RingCentral's support: ${parts.join(', ')}.`;
}
