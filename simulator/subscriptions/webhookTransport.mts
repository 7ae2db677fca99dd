import type { Envelope, Reception, Transport } from './transport.mts';
import { type WebhookResponse, postToWebhook } from './webhookClient.mts';

/** Posts each notification to the subscriber's address. */
export class WebhookTransport implements Transport {
	readonly address: string;
	readonly #verificationToken?: string;
	readonly renewsItself = false;

	constructor(address: string, verificationToken?: string) {
		this.address = address;
		this.#verificationToken = verificationToken;
	}

	/** Omits the verification token. */
	get deliveryMode() {
		return { transportType: 'WebHook', address: this.address, encryption: false } as const;
	}

	async deliver(envelope: Envelope): Promise<Reception> {
		try {
			const response = await postToWebhook(this.address, this.#headers(), JSON.stringify(envelope));
			return { status: response.status, refusal: refusalReason(response) };
		} catch (cause) {
			return { status: null, refusal: failureReason(cause) };
		}
	}

	#headers(): Record<string, string> {
		return {
			Accept: 'application/json',
			'Accept-Encoding': 'UTF-8',
			'Content-Type': 'application/json; charset=UTF-8',
			'User-Agent': 'RingCentral-Webhook/8.3',
			...(this.#verificationToken !== undefined && {
				'Verification-Token': this.#verificationToken,
			}),
		};
	}
}

function failureReason(cause: unknown): string {
	const timedOut = cause instanceof Error && cause.name === 'TimeoutError';
	const detail = timedOut || !(cause instanceof Error) ? 'Read timed out' : cause.message;
	return `I/O operation is failed. Details: [${detail}]`;
}

function refusalReason(response: WebhookResponse): string | undefined {
	if (response.status >= 200 && response.status < 300) return undefined;
	return `Webhook responses with code: [${response.status}], reason: [${response.statusText}]`;
}
