import { isJsonObject } from './requestBody.mts';

export interface LoggedRequest {
	/** Counts from 1 and is not used twice before a reset. */
	number: number;
	/** Milliseconds since the epoch. */
	at: number;
	method: string;
	path: string;
	query: unknown;
	/** null before the answer, or when the connection was dropped. */
	status: number | null;
	/** How the client was authorized: a WebSocket is authorized when it opens. */
	authorization: 'bearer' | 'basic' | 'webSocket' | 'none';
	/** Secrets are replaced by `***`. */
	body: unknown;
}

const secretNames = new Set([
	'access_token',
	'assertion',
	'client_assertion',
	'client_secret',
	'code',
	'code_verifier',
	'password',
	'refresh_token',
	'token',
	'verificationToken',
	'ws_access_token',
]);

/** The value, with secrets replaced by `***`. */
export function withoutSecrets(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutSecrets);
	if (!isJsonObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [
			name,
			secretNames.has(name) ? '***' : withoutSecrets(member),
		]),
	);
}

export function authorizationKind(header: string | undefined): LoggedRequest['authorization'] {
	if (header === undefined) return 'none';
	return /^basic /i.test(header) ? 'basic' : 'bearer';
}

/** Every request that reached RingCentral's part of the simulator. */
export class RequestLog {
	#requests: LoggedRequest[] = [];
	#lastNumber = 0;

	add(request: {
		at: number;
		method: string;
		path: string;
		query: unknown;
		authorization: LoggedRequest['authorization'];
	}): LoggedRequest {
		const entry: LoggedRequest = {
			number: ++this.#lastNumber,
			at: request.at,
			method: request.method,
			path: request.path,
			query: withoutSecrets(request.query),
			status: null,
			authorization: request.authorization,
			body: undefined,
		};
		this.#requests.push(entry);
		return entry;
	}

	setBody(entry: LoggedRequest, body: unknown): void {
		entry.body = withoutSecrets(body);
	}

	after(number: number): LoggedRequest[] {
		return this.#requests.filter((entry) => entry.number > number);
	}

	/** Empties the list; the numbering continues. */
	clear(): void {
		this.#requests = [];
	}

	reset(): void {
		this.clear();
		this.#lastNumber = 0;
	}
}
