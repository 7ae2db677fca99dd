import { isFields, listOf, textOf } from '../../calls/events/unknown';

/** What RingCentral said when it did not do what it was asked. */
export interface Refusal {
	/** HTTP status; 0 when no answer arrived. */
	statusCode: number;
	/** RingCentral's code, e.g. "CMN-102". */
	errorCode?: string;
	/** RingCentral's own words. */
	message?: string;
	/** The parameter that RingCentral points at, by its name in the API. */
	parameterName?: string;
	/** The permission of the app or the user that is missing. */
	permissionName?: string;
	/** RingCentral's id of the request, which its support asks for. */
	requestId?: string;
	/** When no answer arrived: whether the request may have reached RingCentral all the same. */
	mayHaveArrived?: boolean;
}

const PERMISSION_IN_MESSAGE = /\[([A-Za-z]+)\] permission/;

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
