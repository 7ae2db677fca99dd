import { randomUUID } from 'node:crypto';

import { ApiError } from '../apiError.mts';
import type { Clock } from '../clock.mts';
import type { DeliveryLog } from './deliveryLog.mts';
import { type WebhookResponse, postToWebhook } from './webhookClient.mts';

/** In bytes, headers included. */
const maxAnswerBytes = 1024;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** The refusal for a wrong answer to the handshake; undefined for a correct one. */
function refusalOf(response: WebhookResponse, token: string): ApiError | undefined {
	if (response.status !== 200) {
		return new ApiError(
			400,
			'SUB-522',
			`WebHook responds with incorrect HTTP status. HTTP status is ${response.status}`,
		);
	}
	if (response.header('Validation-Token') !== token) {
		return new ApiError(400, 'SUB-520', 'Webhook does not return the validation token');
	}
	if (response.size > maxAnswerBytes) {
		return new ApiError(
			400,
			'SUB-525',
			`Webhook response is invalid: ${response.size} bytes exceed ${maxAnswerBytes}`,
		);
	}
	return undefined;
}

function unreachable(reason: unknown): ApiError {
	const cause = reason instanceof Error ? reason : new Error(String(reason));
	const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
	if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code)) {
		return new ApiError(400, 'SUB-524', `Webhook certificate is invalid: ${code}`);
	}
	const detail = cause.name === 'TimeoutError' || code === 'ABORT_ERR' ? 'timed out' : code;
	return new ApiError(400, 'SUB-521', `Webhook is not reachable: ${detail || cause.message}`);
}

/** Requires https, except on this computer, which RingCentral itself could not reach. */
export function checkAddress(address: string): void {
	if (!URL.canParse(address)) {
		throw new ApiError(400, 'CMN-101', 'Parameter [deliveryMode.address] value is invalid', {
			parameterName: 'deliveryMode.address',
		});
	}
	const { protocol, hostname } = new URL(address);
	if (protocol === 'https:') return;
	if (protocol === 'http:' && loopback.includes(hostname)) return;
	throw new ApiError(400, 'SUB-523', 'HTTPS is required for the webhook address');
}

/**
 * Verifies that the receiver expects events: it must echo a header within 3 s, with 200 and a short
 * answer. https://developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks
 *
 * @throws ApiError 400 SUB-520, SUB-521, SUB-522, SUB-524 or SUB-525
 */
export async function shakeHands(
	address: string,
	context: { clock: Clock; log: DeliveryLog; subscriptionId: string | null },
): Promise<void> {
	const token = randomUUID();
	const delivery = context.log.add({
		at: context.clock.now(),
		finishedAt: null,
		subscriptionId: context.subscriptionId,
		kind: 'validation',
		event: null,
		uuid: null,
		status: null,
	});
	const headers = {
		Accept: 'application/json',
		'User-Agent': 'RingCentral-Webhook/8.3',
		'Validation-Token': token,
	};
	// Assumption HANDSHAKE-BODY: the body is empty; RingCentral's sample receivers never read it.
	const response = await postToWebhook(address, headers, '')
		.catch((reason: unknown) => {
			throw unreachable(reason);
		})
		.finally(() => {
			delivery.finishedAt = context.clock.now();
		});
	delivery.status = response.status;
	const refusal = refusalOf(response, token);
	if (refusal) throw refusal;
}
