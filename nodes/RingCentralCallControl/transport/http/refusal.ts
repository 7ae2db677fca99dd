import { isFields, listOf, textOf } from '../../calls/events/unknown';

/** RingCentral's reason for not doing as asked. */
export interface Refusal {
	/** HTTP status; 0 when RingCentral gave no answer. */
	statusCode: number;
	/** RingCentral's code, e.g. "CMN-102". */
	errorCode?: string;
	/** RingCentral's own words. */
	message?: string;
	/** The parameter that RingCentral points at, by its name in the API. */
	parameterName?: string;
	/** The permission of the app or the user that is missing; several are separated by commas. */
	permissionName?: string;
	/** RingCentral's id of the request, which its support asks for. */
	requestId?: string;
	/** Whether the request, or an earlier attempt at it, may have been carried out all the same. */
	mayHaveArrived?: boolean;
	/** Whether the request was a deletion, which is repeated, unlike other commands. */
	isDeletion?: boolean;
	/** HTTP status of an answer that is not RingCentral's. */
	foreignStatus?: number;
	/** Where RingCentral, or something on the way, redirects to: origin and path. */
	redirectedTo?: string;
	/** HTTP status of an answer of RingCentral's that cannot be read. */
	unreadableStatus?: number;
	/** Whether the sign-in could not be renewed just now, so that nothing was carried out. */
	isSignInDelayed?: boolean;
	/** After how many seconds RingCentral takes further requests. */
	waitSeconds?: number;
}

/** For an answer of RingCentral's without the list that is needed from it: that is no empty list. */
export const UNREADABLE: Refusal = { statusCode: 0, unreadableStatus: 200 };

/** Names of permissions may have spaces, and several stand in one pair of brackets. */
const PERMISSION_IN_MESSAGE = /\[([A-Za-z][A-Za-z ,]*)\] permission/;

/**
 * Reads a refusal out of an answer. RingCentral sends the details in `errors[0]`, at the top
 * level, or in both: https://developers.ringcentral.com/api-reference#errors
 */
export function refusalOf(statusCode: number, body: unknown, requestId?: string): Refusal {
	const top = isFields(body) ? body : {};
	const first = listOf(top.errors).find(isFields) ?? {};
	const message = textOf(first.message) ?? textOf(top.message) ?? textOf(top.error_description);
	return {
		statusCode,
		errorCode: textOf(first.errorCode) ?? textOf(top.errorCode) ?? textOf(top.error),
		message,
		parameterName: textOf(first.parameterName) ?? textOf(top.parameterName),
		permissionName:
			textOf(first.permissionName) ??
			textOf(top.permissionName) ??
			PERMISSION_IN_MESSAGE.exec(message ?? '')?.[1],
		requestId,
	};
}

/**
 * Whether the state of the call or of the party does not allow it. RingCentral refuses with 409 and TAS-102 "Incorrect State"; for recordings 403 and TAS-101
 * "Incorrect State [WrongState]" has been seen too.
 */
export function isWrongState({ statusCode, message = '' }: Refusal): boolean {
	return statusCode === 409 || (statusCode === 403 && /incorrect state/i.test(message));
}

/** Where a redirect points to: origin and path, without the query, which may hold secrets. */
export function redirectTarget(location: unknown, baseURL: string): string {
	const text = textOf(location) ?? '';
	if (text === '' || !URL.canParse(text, baseURL)) return 'another address';
	const { origin, pathname } = new URL(text, baseURL);
	return `${origin}${pathname}`;
}
