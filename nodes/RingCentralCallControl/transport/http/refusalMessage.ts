import { KNOWN_REFUSALS, SET_ADDRESS, unreachableWebhook, type Explanation } from './knownRefusals';
import type { Refusal } from './refusal';

export type { Explanation };

/** RingCentral's permission names, as the developer console writes them. */
const PERMISSIONS: Record<string, string> = {
	CallControl: 'Call Control',
	'WebSocket Subscriptions': 'WebSockets Subscriptions',
	EditPresence: 'Edit Presence',
	ReadAccounts: 'Read Accounts',
	ReadCallLog: 'Read Call Log',
	ReadCallRecording: 'Read Call Recording',
	ReadMessages: 'Read Messages',
	ReadPresence: 'Read Presence',
	SubscriptionWebSocket: 'WebSockets Subscriptions',
	SubscriptionWebhook: 'Webhook Subscriptions',
	WebSocket: 'WebSockets Subscriptions',
	WebSocketsSubscription: 'WebSockets Subscriptions',
};

/** Explains a refusal and its remedy. An unknown refusal keeps RingCentral's words. */
export function explain(refusal: Refusal): Explanation {
	const { statusCode, errorCode = '' } = refusal;
	const known = KNOWN_REFUSALS[errorCode];
	if (known) return known;
	if (errorCode === 'SUB-522') return webhookStatus(refusal);
	if (errorCode === 'CMN-101' && refusal.parameterName === 'deliveryMode.address') {
		return unreachableWebhook;
	}
	if (statusCode === 0) return noAnswer(refusal);
	if (errorCode.startsWith('OAU-') && statusCode === 403) return noAccess;
	if (errorCode.startsWith('OAU-') || statusCode === 401) return signedOut;
	if (statusCode === 403 && isMissingPermission(refusal)) return missingPermission(refusal);
	if (statusCode === 404 && isAboutCall(refusal)) return notThere;
	if (statusCode === 429) return tooMany(refusal);
	if (statusCode >= 500) return unavailable(refusal);
	return unknownRefusal(refusal);
}

const callControlNotGranted: Explanation = {
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
	message: 'The call is over, or RingCentral does not know it',
	description:
		"Nothing can be done to a call that is over. If it goes on, check what 'Call' holds, and where there is a 'Party' that it is on that call.",
};

function tooMany({ gotNoTurn, waitSeconds }: Refusal): Explanation {
	if (gotNoTurn && waitSeconds === undefined) {
		return {
			message: 'RingCentral has not answered earlier requests yet',
			description:
				'This request waited for its turn behind them and was not sent. Try again in a moment.',
		};
	}
	return {
		message: 'RingCentral refuses further requests for now',
		description: `The app has sent more requests in a minute than RingCentral allows. Wait at least ${waitSeconds === undefined ? 'a minute' : duration(waitSeconds)}, and send fewer requests at once. This request was not carried out.`,
	};
}

function duration(seconds: number): string {
	const units = [
		{ name: 'day', seconds: 86_400 },
		{ name: 'hour', seconds: 3_600 },
		{ name: 'minute', seconds: 60 },
	];
	const unit = units.find((candidate) => seconds >= 2 * candidate.seconds);
	if (seconds >= 366 * 86_400) return 'a year';
	const count = Math.ceil(seconds / (unit?.seconds ?? 1));
	return `${count} ${unit?.name ?? 'second'}${count === 1 ? '' : 's'}`;
}

/**
 * RingCentral called the webhook address and got a status other than 200, which ends its message.
 * https://developers.ringcentral.com/guide/notifications/webhooks/creating
 */
function webhookStatus({ message = '' }: Refusal): Explanation {
	const status = /status is (\d{3})/i.exec(message)?.[1];
	const got = status === undefined ? 'an unexpected status' : `status ${status}`;
	return {
		message: `RingCentral called the webhook address and got ${got} instead of n8n's answer`,
		description: webhookAdvice(Number(status ?? 0)),
	};
}

function webhookAdvice(status: number): string {
	if (status === 404 || status === 405 || status === 410) {
		return `The address does not lead to this n8n. ${SET_ADDRESS} A proxy in front of n8n must not change the path.`;
	}
	if (status === 401 || status === 403 || status === 407 || (status >= 300 && status < 400)) {
		return 'A sign-in or a redirect in front of n8n is in the way. Let everything under /webhook/ and /webhook-test/ through without it.';
	}
	if (status >= 500) {
		return 'The proxy in front of n8n cannot reach it, or n8n could not answer. Check that n8n runs and that the proxy leads to its port, then publish the workflow again.';
	}
	return 'Check that the public address of n8n leads to this n8n, and what a proxy in front of it does with requests under /webhook/.';
}

/**
 * Assumption CALL-OVER-404: a request for a call that is over is refused with 404 and one of these
 * codes; RingCentral does not document which.
 */
function isAboutCall({ isCallRequest, errorCode = '', parameterName }: Refusal): boolean {
	return (
		isCallRequest !== false &&
		/^(CMN-102|CMN-120|TAS-)/.test(errorCode) &&
		(parameterName === undefined ||
			['partyId', 'sessionId', 'telephonySessionId'].includes(parameterName))
	);
}

function noAnswer(refusal: Refusal): Explanation {
	if (refusal.isSignInDelayed) return signInDelayed(refusal);
	if (refusal.unreadableStatus !== undefined) return unreadable(refusal);
	if (refusal.foreignStatus !== undefined) return foreign(refusal);
	return refusal.mayHaveArrived
		? {
				message: 'RingCentral did not answer, so it is not known whether this was carried out',
				description: maybeCarriedOut(refusal),
			}
		: {
				message: 'RingCentral could not be reached',
				description: `Check the network of n8n and 'Server' in the credential (${refusal.errorCode}). Nothing was carried out.`,
			};
}

/** A deletion is repeated, since a second one is harmless. */
function maybeCarriedOut({ isDeletion = false }: Refusal): string {
	return isDeletion
		? "It was sent again, and no answer came to that either. Look with 'Get' at what is left before you go on."
		: "It was not sent again, because doing it twice could disturb the call. Look at the call with 'Get' before you repeat it.";
}

function signInDelayed({ message, waitSeconds }: Refusal): Explanation {
	const wait = waitSeconds === undefined ? 'in a minute' : `in ${duration(waitSeconds)}`;
	return {
		message: message ?? 'The sign-in at RingCentral could not be renewed just now',
		description: `The request needs a new sign-in, so that nothing was carried out. Try again ${wait}.`,
	};
}

function unreadable(refusal: Refusal): Explanation {
	return {
		message: "RingCentral's answer cannot be read",
		description: `It lacks the fields that RingCentral documents, so that nothing is known from it. Try again in a minute.${reference(refusal)}`,
	};
}

function foreign(refusal: Refusal): Explanation {
	const { foreignStatus = 0, redirectedTo, mayHaveArrived } = refusal;
	const carriedOut = mayHaveArrived
		? 'It is not known whether this was carried out.'
		: 'Nothing was carried out.';
	if (redirectedTo !== undefined) {
		return {
			message: `The request was redirected to ${redirectedTo}, and the sign-in was not sent there`,
			description: `RingCentral does not redirect. Check 'Server' in the credential and the network of n8n: a proxy, a guest network or a maintenance page may have answered instead (HTTP ${foreignStatus}). ${carriedOut}`,
		};
	}
	return {
		message: "The answer is not RingCentral's",
		description: `Check 'Server' in the credential and the network of n8n: a proxy, a guest network or a maintenance page may have answered instead (HTTP ${foreignStatus}). ${carriedOut}`,
	};
}

function isMissingPermission({ errorCode = '', permissionName }: Refusal): boolean {
	return (
		permissionName !== undefined ||
		['CMN-401', 'CMN-408', 'CMN-419', 'InsufficientPermissions'].includes(errorCode)
	);
}

function missingPermission(refusal: Refusal): Explanation {
	const { permissionName, errorCode, message } = refusal;
	const names = (permissionName ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '')
		.map((name) => PERMISSIONS[name] ?? name);
	const permissions = permissionList(names);
	const quote = message ? ` RingCentral says: ${message}` : '';
	switch (errorCode) {
		case 'CMN-401':
			if (names.length === 1 && names[0] === 'Call Control') return callControlNotGranted;
			return {
				message: `The app lacks ${permissions} in RingCentral`,
				description: `Add it to the app in RingCentral's developer console, then connect the credential again.${names.includes('Call Control') ? ` ${CALL_CONTROL_ON_REQUEST}` : ''}${quote}`,
			};
		case 'CMN-408':
			return {
				message: `The user lacks ${permissions} in RingCentral`,
				description: `The administrator of the RingCentral account can add it to the user's role, in the Admin Portal under 'Users', 'Roles'.${quote}`,
			};
		default:
			if (names.length === 1 && names[0] === 'Call Control') return callControlNotGranted;
			return {
				message: `The app or the user lacks ${permissions} in RingCentral`,
				description: `Add it to the app in RingCentral's developer console, or let the administrator add it to the user's role, then connect the credential again.${quote}`,
			};
	}
}

function permissionList(names: readonly string[]): string {
	const quoted = names.map((name) => `'${name}'`);
	if (quoted.length === 0) return 'a permission';
	const list = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(quoted);
	return quoted.length === 1 ? `the permission ${list}` : `the permissions ${list}`;
}

const CALL_CONTROL_ON_REQUEST =
	"'Call Control' cannot be switched on there: RingCentral's support grants it on request.";

const LOOK_FIRST = "Look at the call with 'Get' before you repeat it.";

function unavailable(refusal: Refusal): Explanation {
	return {
		message: 'RingCentral is not available at the moment',
		description: `${refusal.mayHaveArrived ? `It is not known whether this was carried out. ${LOOK_FIRST}` : 'Try again in a minute.'}${reference(refusal)}`,
	};
}

function unknownRefusal(refusal: Refusal): Explanation {
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
