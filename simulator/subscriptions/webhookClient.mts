import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface WebhookResponse {
	status: number;
	statusText: string;
	/** The header's value, unchanged; undefined if absent. */
	header(name: string): string | undefined;
	/** In bytes, with status line, headers and body. */
	size: number;
}

/** Real milliseconds, not of the simulator's clock, because the receiver runs in real time. */
export const responseTimeout = 3000;

/**
 * Posts to a subscriber's address. Uses plain node:http, because the size of the answer is part of
 * the contract and HTTP clients hide the bytes.
 * @throws Error when no complete answer comes in time
 */
export function postToWebhook(
	address: string,
	headers: Record<string, string>,
	body: string,
): Promise<WebhookResponse> {
	return new Promise((resolve, reject) => {
		const send = address.startsWith('https:') ? httpsRequest : httpRequest;
		const request = send(address, {
			method: 'POST',
			headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
			signal: AbortSignal.timeout(responseTimeout),
		});
		request.on('error', reject);
		request.on('response', (response) => {
			readResponse(response).then(resolve, reject);
		});
		request.end(body);
	});
}

async function readResponse(response: IncomingMessage): Promise<WebhookResponse> {
	const { statusCode = 0, statusMessage = '', rawHeaders, headers } = response;
	let size = Buffer.byteLength(`HTTP/1.1 ${statusCode} ${statusMessage}\r\n\r\n`);
	// Each name and each value ends with two more bytes: `: ` and a line end.
	for (const text of rawHeaders) size += Buffer.byteLength(text, 'latin1') + 2;
	for await (const chunk of response as AsyncIterable<Buffer>) size += Buffer.byteLength(chunk);
	return {
		status: statusCode,
		statusText: statusMessage,
		size,
		header(name) {
			const value = headers[name.toLowerCase()];
			return Array.isArray(value) ? value.join(', ') : value;
		},
	};
}
