import { invalidParameter } from './apiError.mts';
import {
	type JsonObject,
	readOptionalBoolean,
	readOptionalNumber,
	readOptionalObject,
	readOptionalString,
	readString,
} from './requestBody.mts';

/** A fault of the next matching requests to RingCentral. */
export interface Fault {
	method?: string;
	path: RegExp;
	/** Replaces the real answer; without it the request continues after the delay. */
	status?: number;
	body?: unknown;
	headers: Record<string, string>;
	timesLeft: number;
	delayMilliseconds: number;
	dropConnection: boolean;
}

function readPattern(body: JsonObject): RegExp {
	const source = readString(body, 'path');
	try {
		return new RegExp(source);
	} catch {
		throw invalidParameter('path', source);
	}
}

export function readFault(body: JsonObject): Fault {
	const method = readOptionalString(body, 'method')?.toUpperCase();
	const status = readOptionalNumber(body, 'status');
	const headers = readOptionalObject(body, 'headers') ?? {};
	return {
		method,
		status,
		path: readPattern(body),
		body: body['body'],
		headers: Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name, String(value)]),
		),
		timesLeft: readOptionalNumber(body, 'times') ?? 1,
		delayMilliseconds: readOptionalNumber(body, 'delayMilliseconds') ?? 0,
		dropConnection: readOptionalBoolean(body, 'dropConnection') ?? false,
	};
}

export class Faults {
	#faults: Fault[] = [];

	add(fault: Fault): void {
		this.#faults.push(fault);
	}

	/** The oldest matching fault, counted down; undefined when there is none. */
	take(method: string, path: string): Fault | undefined {
		const fault = this.#faults.find(
			(candidate) =>
				(candidate.method === undefined || candidate.method === method) &&
				candidate.path.test(path),
		);
		if (!fault) return undefined;
		fault.timesLeft -= 1;
		if (fault.timesLeft <= 0) this.#faults = this.#faults.filter((other) => other !== fault);
		return fault;
	}

	/** The number of requests that are still to fail. */
	get pending(): number {
		return this.#faults.reduce((sum, { timesLeft }) => sum + timesLeft, 0);
	}

	clear(): void {
		this.#faults = [];
	}
}
