import { isJsonObject } from '../requestBody.mts';

/** A position in a session's stream of notifications; its token recovers the session. */
export interface ConnectionToken {
	token: string;
	sequence: number;
}

export interface FrameMeta {
	type: 'ConnectionDetails' | 'ClientRequest' | 'ServerNotification' | 'Heartbeat' | 'Error';
	messageId?: string;
	status?: number;
	headers?: Record<string, string>;
	wsc?: ConnectionToken;
}

export interface ClientRequest {
	type: 'ClientRequest';
	messageId: string;
	method: string;
	path: string;
	query: Record<string, unknown>;
	body: unknown;
}

export type ClientFrame = ClientRequest | { type: 'Heartbeat'; messageId: string };

/** Serializes a frame: a JSON array of the metadata and an optional body. */
export function writeFrame(meta: FrameMeta, body?: unknown): string {
	return JSON.stringify(body === undefined ? [meta] : [meta, body]);
}

/** Parses a frame; undefined unless clients may send it. */
export function readFrame(text: string): ClientFrame | undefined {
	const frame = parseJson(text);
	if (!isArray(frame)) return undefined;
	const [meta, body] = frame;
	if (!isJsonObject(meta) || typeof meta['messageId'] !== 'string') return undefined;
	const { type, messageId, method, path, query } = meta;
	if (type === 'Heartbeat') return { type, messageId };
	if (type !== 'ClientRequest') return undefined;
	if (typeof method !== 'string' || typeof path !== 'string') return undefined;
	return { type, messageId, method, path, query: isJsonObject(query) ? query : {}, body };
}

function isArray(value: unknown): value is unknown[] {
	return Array.isArray(value);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
