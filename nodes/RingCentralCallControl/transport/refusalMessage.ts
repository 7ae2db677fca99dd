import type { Refusal } from './refusal';

/** What to tell a person: what happened, and what to do next. */
export interface Explanation {
	message: string;
	description: string;
}

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

/** Subscription codes, by what a person can do about them. */
const SUBSCRIPTION_REFUSALS: Record<string, Explanation> = {
	'SUB-406': {
		message: 'RingCentral does not let this user follow that extension',
		description: 'Choose extensions of the same account, or connect as an administrator.',
	},
	'SUB-505': {
		message: 'This user has reached the most subscriptions that RingCentral allows for one app',
		description:
			'RingCentral allows 30 for each user and app. Deactivate workflows that are no longer needed, or use one trigger for several extensions.',
	},
	'SUB-520': {
		message: 'RingCentral called the webhook address, and the answer was not the one of n8n',
		description:
			'Check that the public address of n8n (WEBHOOK_URL) leads to this n8n, with nothing in between that changes or drops the header Validation-Token.',
	},
	'SUB-521': {
		message: 'RingCentral cannot reach the webhook address of this workflow',
		description:
			'n8n needs a public HTTPS address. Set WEBHOOK_URL to it and check it from outside your network.',
	},
	'SUB-523': {
		message: 'RingCentral only calls webhook addresses that start with https://',
		description: 'Set WEBHOOK_URL of n8n to its public HTTPS address, then activate again.',
	},
	'SUB-524': {
		message: 'RingCentral does not trust the certificate of the webhook address',
		description: 'Install a valid certificate with its whole chain, then activate again.',
	},
	'SUB-525': {
		message: 'RingCentral called the webhook address and got an answer it does not accept',
		description:
			'The answer has to come within three seconds, with status 200 and at most 1,024 bytes. Check whether a proxy in front of n8n adds headers or a page of its own.',
	},
};

/** Turns a refusal into what happened and what to do. An unknown one keeps RingCentral's words. */
export function explain(refusal: Refusal): Explanation {
	const { statusCode, errorCode = '' } = refusal;
	const known = SUBSCRIPTION_REFUSALS[errorCode];
	if (known) return known;
	if (statusCode === 0) return noAnswer(refusal);
	if (statusCode === 401) return signedOut;
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
