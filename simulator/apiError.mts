/** A refusal as RingCentral words it: HTTP status, error code and message. */
export class ApiError extends Error {
	readonly statusCode: number;
	readonly errorCode: string;
	readonly details: Record<string, string>;

	/** @param details members beside code and message, e.g. `parameterName`. */
	constructor(
		statusCode: number,
		errorCode: string,
		message: string,
		details: Record<string, string> = {},
	) {
		super(message);
		this.statusCode = statusCode;
		this.errorCode = errorCode;
		this.details = details;
	}

	/**
	 * The body as observed: `errors` is the contract; the older members at the top level are still
	 * sent. https://developers.ringcentral.com/guide/basics/errors
	 */
	toBody(): Record<string, unknown> {
		const entry = { errorCode: this.errorCode, message: this.message, ...this.details };
		return { ...entry, errors: [entry] };
	}
}

export function invalidParameter(name: string, value?: unknown): ApiError {
	return new ApiError(400, 'CMN-101', `Parameter [${name}] value is invalid`, {
		parameterName: name,
		...(typeof value === 'string' && { parameterValue: value }),
	});
}

export function resourceNotFound(parameterName: string): ApiError {
	return new ApiError(404, 'CMN-102', `Resource for parameter [${parameterName}] is not found`, {
		parameterName,
	});
}
