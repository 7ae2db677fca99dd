import { randomBytes } from 'node:crypto';

import type { Clock } from '../clock.mts';
import type { Delivery, DeliveryLog } from './deliveryLog.mts';
import type { Subscription } from './subscription.mts';
import { type WebhookResponse, postToWebhook } from './webhookClient.mts';

/**
 * Assumption: for how long a receiver must refuse before it is blacklisted is known only from
 * RingCentral's staff, who once wrote "about ten minutes".
 */
const patienceMilliseconds = 10 * 60 * 1000;

export interface Notification {
	kind: 'event' | 'reminder';
	event: string;
	body: object;
	/** What the log of deliveries tells about it. */
	about?: Pick<Delivery, 'sequence' | 'telephonySessionId' | 'partyId' | 'statusCode'>;
}

/** A decimal number of 63 bits, as in every captured event. */
function newUuid(): string {
	return (randomBytes(8).readBigUInt64BE() >> 1n).toString();
}

/** Posts one event to one subscriber. A delivery that is refused is lost: nothing is repeated. */
export class Courier {
	readonly #clock: Clock;
	readonly #log: DeliveryLog;

	constructor(clock: Clock, log: DeliveryLog) {
		this.#clock = clock;
		this.#log = log;
	}

	async deliver(subscription: Subscription, notification: Notification): Promise<void> {
		if (subscription.blacklisted) return;
		const uuid = newUuid();
		const at = this.#clock.now();
		const delivery = this.#log.add({
			at,
			finishedAt: null,
			subscriptionId: subscription.id,
			kind: notification.kind,
			event: notification.event,
			uuid,
			status: null,
			...notification.about,
		});
		const envelope = {
			uuid,
			event: notification.event,
			timestamp: new Date(at).toISOString(),
			subscriptionId: subscription.id,
			ownerId: subscription.ownerId,
			body: notification.body,
		};
		const trouble = await postToWebhook(
			subscription.address,
			deliveryHeaders(subscription),
			JSON.stringify(envelope),
		).then((response) => {
			delivery.status = response.status;
			return refusalReason(response);
		}, failureReason);
		delivery.finishedAt = this.#clock.now();
		this.#judge(subscription, trouble);
	}

	#judge(subscription: Subscription, trouble: string | undefined): void {
		if (trouble === undefined) {
			delete subscription.refusingSince;
			return;
		}
		const now = this.#clock.now();
		subscription.refusingSince ??= now;
		if (now - subscription.refusingSince >= patienceMilliseconds) {
			subscription.blacklisted ??= { at: now, reason: trouble };
		}
	}
}

function deliveryHeaders(subscription: Subscription): Record<string, string> {
	return {
		Accept: 'application/json',
		'Accept-Encoding': 'UTF-8',
		'Content-Type': 'application/json; charset=UTF-8',
		'User-Agent': 'RingCentral-Webhook/8.3',
		...(subscription.verificationToken !== undefined && {
			'Verification-Token': subscription.verificationToken,
		}),
	};
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
