import { ApiError } from '../apiError.mts';

type OAuthErrorName =
	| 'invalid_request'
	| 'invalid_client'
	| 'invalid_grant'
	| 'unauthorized_client'
	| 'unsupported_grant_type';

/** A refusal of the OAuth endpoints: the two members of RFC 6749 beside RingCentral's list of errors. */
export class OAuthError extends ApiError {
	readonly #name: OAuthErrorName;

	constructor(statusCode: number, name: OAuthErrorName, errorCode: string, message: string) {
		super(statusCode, errorCode, message);
		this.#name = name;
	}

	override toBody(): Record<string, unknown> {
		return {
			error: this.#name,
			error_description: this.message,
			errors: [{ errorCode: this.errorCode, message: this.message }],
		};
	}
}
