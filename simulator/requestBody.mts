import formBody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';

import { ApiError, invalidParameter } from './apiError.mts';

/** An object from outside. The guards below refuse wrong values as RingCentral does. */
export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A missing body counts as an empty one. */
export function readObject(value: unknown, name = 'body'): JsonObject {
	if (value === undefined || value === null) return {};
	if (!isJsonObject(value)) throw invalidParameter(name);
	return value;
}

export function readString(body: JsonObject, name: string): string {
	const value = body[name];
	if (typeof value !== 'string' || value === '') throw invalidParameter(name, value);
	return value;
}

export function readOptionalString(body: JsonObject, name: string): string | undefined {
	return body[name] === undefined ? undefined : readString(body, name);
}

export function readBoolean(body: JsonObject, name: string): boolean {
	const value = body[name];
	if (typeof value !== 'boolean') throw invalidParameter(name, value);
	return value;
}

export function readOptionalBoolean(body: JsonObject, name: string): boolean | undefined {
	return body[name] === undefined ? undefined : readBoolean(body, name);
}

export function readNumber(body: JsonObject, name: string): number {
	const value = body[name];
	if (typeof value !== 'number' || !Number.isFinite(value)) throw invalidParameter(name, value);
	return value;
}

export function readOptionalNumber(body: JsonObject, name: string): number | undefined {
	return body[name] === undefined ? undefined : readNumber(body, name);
}

export function readStrings(body: JsonObject, name: string): string[] {
	const value: unknown = body[name];
	if (!Array.isArray(value)) throw invalidParameter(name);
	return value.map((entry: unknown) => {
		if (typeof entry !== 'string' || entry === '') throw invalidParameter(name);
		return entry;
	});
}

export function readOptionalObject(body: JsonObject, name: string): JsonObject | undefined {
	return body[name] === undefined ? undefined : readObject(body[name], name);
}

/** The only present member of several that exclude each other. */
export function readOneOf<Name extends string>(
	body: JsonObject,
	names: readonly Name[],
): { name: Name; value: string } {
	const given = names.filter((name) => body[name] !== undefined);
	const [name] = given;
	if (name === undefined || given.length > 1) throw invalidParameter(names.join(', '));
	return { name, value: readString(body, name) };
}

/** Parses JSON and forms. An empty body counts as missing: RingCentral's SDK states the type of JSON for it too. */
export function parseBodies(server: FastifyInstance): void {
	void server.register(formBody);
	server.removeContentTypeParser('application/json');
	server.addContentTypeParser(
		'application/json',
		{ parseAs: 'string' },
		(_request, body: string, done) => {
			try {
				done(null, body === '' ? undefined : JSON.parse(body));
			} catch {
				done(new ApiError(400, 'CMN-101', 'The request body is not JSON'));
			}
		},
	);
}
