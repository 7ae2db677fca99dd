import { isFields, listOf, textOf } from '../../calls/events/unknown';

/** The reason why a request failed: RingCentral's refusal, or no answer from RingCentral. */
export interface Refusal {
	/** HTTP status; 0 when RingCentral gave no answer. */
	statusCode: number;
	/** RingCentral's code, e.g. "CMN-102". */
	errorCode?: string;
	/** RingCentral's own words. */
	message?: string;
	/** The refused parameter, by its name in the API. */
	parameterName?: string;
	/** The missing permission of the app or the user; several are separated by commas. */
	permissionName?: string;
	/** RingCentral's ID of the request, which its support asks for. */
	requestId?: string;
	/** Whether the request, or an earlier attempt at it, may have been carried out all the same. */
	mayHaveArrived?: boolean;
	/** false: the request was not about a call. */
	isCallRequest?: boolean;
	/** Whether the request was a deletion, which is repeated, unlike other commands. */
	isDeletion?: boolean;
	/** HTTP status of an answer that is not RingCentral's. */
	foreignStatus?: number;
	/** Target of a redirect, by RingCentral or a proxy: origin and path. */
	redirectedTo?: string;
	/** HTTP status of RingCentral's answer when it cannot be read. */
	unreadableStatus?: number;
	/** Whether the sign-in could not be renewed for now, so that the request was not carried out. */
	isSignInDelayed?: boolean;
	/** Whether the request was not sent, because its turn did not come in time. */
	gotNoTurn?: boolean;
	/** Seconds until RingCentral accepts further requests. */
	waitSeconds?: number;
}

/** For an answer of RingCentral's without the requested fields, e.g. a list, which is not an empty list. */
export const UNREADABLE: Refusal = { statusCode: 0, unreadableStatus: 200 };

/** Names of permissions may contain spaces; one pair of brackets may hold several. */
const PERMISSION_IN_MESSAGE = /\[([A-Za-z][A-Za-z ,]*)\] permission/;

/** E.g. "Parameter [phoneNumber] value is invalid". */
const PARAMETER_IN_MESSAGE = /\bparameter \[([\w.]+)\]/i;

/**
 * Parses a refusal. RingCentral sends the details in `errors[0]`, at the top level, or in both:
 * https://developers.ringcentral.com/api-reference#errors
 */
export function refusalOf(statusCode: number, body: unknown, requestId?: string): Refusal {
	const top = isFields(body) ? body : {};
	const first = listOf(top.errors).find(isFields) ?? {};
	const message = textOf(first.message) ?? textOf(top.message) ?? textOf(top.error_description);
	return {
		statusCode,
		errorCode: textOf(first.errorCode) ?? textOf(top.errorCode) ?? textOf(top.error),
		message,
		parameterName:
			textOf(first.parameterName) ??
			textOf(top.parameterName) ??
			PARAMETER_IN_MESSAGE.exec(message ?? '')?.[1],
		permissionName:
			textOf(first.permissionName) ??
			textOf(top.permissionName) ??
			PERMISSION_IN_MESSAGE.exec(message ?? '')?.[1],
		requestId,
	};
}

/**
 * Whether the state of the call or of the party does not allow the request. RingCentral refuses with
 * 409 and TAS-102 "Incorrect State"; for recordings, 403 and TAS-101 "Incorrect State [WrongState]" has
 * been seen too.
 */
export function isWrongState({ statusCode, message = '' }: Refusal): boolean {
	return statusCode === 409 || (statusCode === 403 && /incorrect state/i.test(message));
}

/** The target of a redirect: origin and path, without the query, which may hold secrets. */
export function redirectTarget(location: unknown, baseURL: string): string {
	const text = textOf(location) ?? '';
	if (text === '' || !URL.canParse(text, baseURL)) return 'another address';
	const { origin, pathname } = new URL(text, baseURL);
	return `${origin}${pathname}`;
}
