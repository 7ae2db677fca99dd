import { setTimeout as pauseFor } from 'node:timers/promises';

import axios from 'axios';

import type { Secrets } from './secrets.mts';
import { fieldsOf, isFields, listOf, textOf, type Fields } from './values.mts';

/** An answer of the platform, unchanged. */
export interface Answer {
	/** 0: no answer. */
	status: number;
	/** Names in lower case. */
	headers: Readonly<Record<string, string>>;
	body: unknown;
	/** RingCentral's code of a refusal, e.g. "CMN-101". */
	errorCode?: string;
	/** The missing permission that a refusal names. */
	permission?: string;
}

export interface ApiRequest {
	method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
	path: string;
	query?: Record<string, string>;
	body?: unknown;
	contentType?: string;
}

interface Access {
	server: string;
	clientId: string;
	clientSecret: string;
	jwt: string;
}

const ATTEMPT_MILLISECONDS = 30_000;
const MOST_ANSWER_BYTES = 20_000_000;

/** RingCentral's window is a minute; no header makes the check wait longer than this. */
const LONGEST_WAIT_SECONDS = 70;

export const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/**
 * A client without refreshes, repeats or conversions of its own, because the check needs the raw answers.
 * Only a request refused with 429, which RingCentral has not carried out, is sent once more after the wait that
 * RingCentral asks for.
 */
export class PlatformClient {
	readonly server: string;
	readonly #access: Access;
	readonly #secrets: Secrets;
	readonly #say: (text: string) => void;
	#accessToken = '';
	#refreshToken = '';
	/** Earliest time of the next request for a token, in milliseconds since the epoch. */
	#nextTokenAt = 0;

	/** @param say called with an explanation of each long wait */
	constructor(access: Access, secrets: Secrets, say: (text: string) => void) {
		this.server = access.server;
		this.#access = access;
		this.#secrets = secrets;
		this.#say = say;
		secrets.add(access.jwt, access.clientSecret, access.clientId);
		secrets.add(...access.jwt.split('.'));
	}

	/** Whether RingCentral has issued a refresh token. */
	get canRefresh(): boolean {
		return this.#refreshToken !== '';
	}

	/** Signs in, which begins a session. */
	async signIn(): Promise<Answer> {
		return this.#keepTokens(
			await this.token({ grant_type: JWT_GRANT, assertion: this.#access.jwt }),
		);
	}

	/** Refreshes the tokens of the session. */
	async refresh(): Promise<Answer> {
		return this.#keepTokens(
			await this.token({ grant_type: 'refresh_token', refresh_token: this.#refreshToken }),
		);
	}

	/** Ends the session. */
	async signOut(): Promise<Answer> {
		if (this.#accessToken === '') return NO_ANSWER;
		return await this.#postForm('/restapi/oauth/revoke', { token: this.#accessToken });
	}

	/** Asks for tokens with this form, without storing them. */
	async token(form: Record<string, string>): Promise<Answer> {
		return await this.#postForm('/restapi/oauth/token', form);
	}

	async request({ method, path, query, body, contentType }: ApiRequest): Promise<Answer> {
		return await this.#sendWhenAllowed({
			method,
			path: query === undefined ? path : `${path}?${new URLSearchParams(query).toString()}`,
			headers: {
				Authorization: `Bearer ${this.#accessToken}`,
				...(method !== 'GET' && { 'Content-Type': contentType ?? 'application/json' }),
			},
			body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
		});
	}

	async get(path: string, query?: Record<string, string>): Promise<Answer> {
		return await this.request({ method: 'GET', path, query });
	}

	#keepTokens(answer: Answer): Answer {
		const { access_token, refresh_token } = fieldsOf(answer.body);
		const accessToken = textOf(access_token);
		const refreshToken = textOf(refresh_token);
		this.#secrets.add(accessToken, refreshToken);
		if (answer.status === 200 && accessToken !== undefined) {
			this.#accessToken = accessToken;
			this.#refreshToken = refreshToken ?? '';
		}
		return answer;
	}

	async #postForm(path: string, form: Record<string, string>): Promise<Answer> {
		const { clientId, clientSecret } = this.#access;
		const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
		this.#secrets.add(basic);
		return await this.#sendWhenAllowed({
			method: 'POST',
			path,
			headers: {
				Authorization: `Basic ${basic}`,
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			body: new URLSearchParams(form).toString(),
		});
	}

	async #sendWhenAllowed(request: Sent): Promise<Answer> {
		if (isForToken(request)) await this.#wait((this.#nextTokenAt - Date.now()) / 1000);
		const answer = await this.#send(request);
		if (answer.status !== 429) return answer;
		await this.#wait(Number(answer.headers['retry-after'] ?? LONGEST_WAIT_SECONDS));
		return await this.#send(request);
	}

	async #send(request: Sent): Promise<Answer> {
		const answer = await attempt(this.server, request);
		const { headers } = answer;
		// Five requests for tokens a minute are few, and one too many starts a penalty of a minute.
		if (isForToken(request) && headers['x-rate-limit-remaining'] === '0') {
			this.#nextTokenAt = Date.now() + Number(headers['x-rate-limit-window'] ?? 60) * 1000;
		}
		return answer;
	}

	async #wait(seconds: number): Promise<void> {
		if (!(seconds > 0)) return;
		const bounded = Math.min(seconds, LONGEST_WAIT_SECONDS);
		this.#say(`Waiting ${Math.ceil(bounded)} s: RingCentral's limit of requests is reached.`);
		await pauseFor(bounded * 1000);
	}
}

interface Sent {
	method: string;
	path: string;
	headers: Record<string, string>;
	body: string | undefined;
}

const NO_ANSWER: Answer = { status: 0, headers: {}, body: undefined };

function isForToken({ path }: Pick<Sent, 'path'>): boolean {
	return path.startsWith('/restapi/oauth/');
}

async function attempt(server: string, { method, path, headers, body }: Sent): Promise<Answer> {
	try {
		const {
			status,
			headers: received,
			data,
		} = await axios.request<unknown>({
			url: `${server}${path}`,
			method,
			headers,
			data: body,
			// The time limit of axios begins anew with each part of an answer.
			signal: AbortSignal.timeout(ATTEMPT_MILLISECONDS),
			maxRedirects: 0,
			maxContentLength: MOST_ANSWER_BYTES,
			validateStatus: () => true,
		});
		return {
			status,
			headers: Object.fromEntries(
				Object.entries(received).map(([name, value]) => [name.toLowerCase(), String(value)]),
			),
			body: data,
			...refusalOf(data),
		};
	} catch {
		// The error holds the request with its token.
		return NO_ANSWER;
	}
}

/** RingCentral's codes are in a list, in older answers beside it, and in OAuth's under another name. */
export function refusalOf(body: unknown): Pick<Answer, 'errorCode' | 'permission'> {
	if (!isFields(body)) return {};
	const entries = [...listOf(body['errors']).filter(isFields), body];
	return { errorCode: codeIn(entries), permission: permissionIn(entries) };
}

/** Only texts in the form of a code: a message may hold a number or a name. */
function codeIn(entries: readonly Fields[]): string | undefined {
	return entries
		.map(({ errorCode }) => textOf(errorCode))
		.find((code) => code !== undefined && /^[A-Z]{2,5}-\d{1,5}$/.test(code));
}

function permissionIn(entries: readonly Fields[]): string | undefined {
	return entries
		.map(({ permissionName }) => textOf(permissionName))
		.find((name) => name !== undefined && /^[A-Z][A-Za-z]{2,40}$/.test(name));
}

/** E.g. "403 CMN-401 (ReadPresence)", or "no answer". */
export function inShort({ status, errorCode, permission, body }: Answer): string {
	if (status === 0) return 'no answer';
	const oauth = textOf(fieldsOf(body)['error']);
	const word = oauth !== undefined && /^[a-z_]{3,40}$/.test(oauth) ? oauth : undefined;
	const named = permission === undefined ? undefined : `(${permission})`;
	return [String(status), errorCode, word, named].filter((part) => part !== undefined).join(' ');
}
