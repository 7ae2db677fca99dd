import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/**
 * Answers a delivery at once, with an empty body: RingCentral accepts at most 1,024 bytes, headers
 * included. The returned value keeps n8n from answering again and from starting an execution.
 */
export function answer(
	context: IWebhookFunctions,
	status: 200 | 401,
	headers: Record<string, string> = {},
): IWebhookResponseData {
	context
		.getResponseObject()
		.writeHead(status, { 'Content-Length': '0', ...headers })
		.end();
	return { noWebhookResponse: true };
}
