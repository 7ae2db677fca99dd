import { jsonParse } from 'n8n-workflow';

import { isFields, textOf, type Fields } from '../../calls/events/unknown';

/**
 * A frame of RingCentral's WebSocket protocol: a JSON array of its meta data and, for most, a body.
 * https://developers.ringcentral.com/guide/notifications/websockets/subscribing
 */
export interface SocketFrame {
	/** "ConnectionDetails", "ClientRequest", "ServerNotification", "Heartbeat" or "Error". */
	type: string;
	/** Equal in a request and its response. */
	messageId?: string;
	/** HTTP status. */
	status: number;
	headers: Fields;
	/** Resumes the session after the connection is lost. */
	recoveryToken?: string;
	body: unknown;
}

/** In characters. A notification has some 2,000; parsing megabytes would block n8n's process. */
const LONGEST_FRAME = 1_000_000;

/** Parses a frame. @returns for any other data a description for the log. */
export function socketFrameOf(data: unknown): SocketFrame | string {
	if (typeof data !== 'string') return 'a frame that is not text';
	if (data.length > LONGEST_FRAME) return `a frame of ${data.length} characters`;
	const parsed = jsonParse<unknown>(data, { fallbackValue: null });
	if (!Array.isArray(parsed)) return 'a frame that is not a JSON array';
	const parts: unknown[] = parsed;
	const [meta, body] = parts;
	const type = isFields(meta) ? textOf(meta.type) : undefined;
	if (!isFields(meta) || type === undefined) return 'a frame that does not say what it is';
	return {
		type,
		messageId: textOf(meta.messageId),
		status: Number(meta.status),
		headers: isFields(meta.headers) ? meta.headers : {},
		recoveryToken: isFields(meta.wsc) ? textOf(meta.wsc.token) : undefined,
		body,
	};
}
