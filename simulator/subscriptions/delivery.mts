import { randomBytes } from 'node:crypto';

import type { Clock } from '../clock.mts';
import type { Delivery, DeliveryLog } from './deliveryLog.mts';
import type { Subscription } from './subscription.mts';
import type { Envelope, Reception } from './transport.mts';

/**
 * Assumption BLACKLIST-TIME: the time of refusals before a receiver is blacklisted. The only source is
 * RingCentral's staff, with "about ten minutes".
 */
const blacklistAfterMilliseconds = 10 * 60 * 1000;

export interface Notification {
	kind: 'event' | 'reminder';
	event: string;
	body: unknown;
	/** Members of the envelope that replace the platform's. */
	envelope?: Partial<Envelope>;
	/** Details for the log of deliveries. */
	about?: Pick<Delivery, 'sequence' | 'telephonySessionId' | 'partyId' | 'statusCode'>;
}

/**
 * A decimal number of 63 bits, as in every captured event.
 *
 * Assumption EVENT-UUID: each subscription gets the event with a UUID of its own.
 */
function newUuid(): string {
	return (randomBytes(8).readBigUInt64BE() >> 1n).toString();
}

/** Receives each delivery when it leaves, and again when it was received or refused. */
export type DeliveryListener = (
	delivery: Delivery,
	envelope: Envelope,
	subscription: Subscription,
) => void;

/** Hands one event to one subscriber's transport. A refused delivery is lost: there are no retries. */
export class Courier {
	readonly #clock: Clock;
	readonly #log: DeliveryLog;
	readonly #listener: DeliveryListener;

	constructor(clock: Clock, log: DeliveryLog, listener: DeliveryListener) {
		this.#clock = clock;
		this.#log = log;
		this.#listener = listener;
	}

	async deliver(subscription: Subscription, notification: Notification): Promise<void> {
		if (subscription.blacklisted) return;
		const at = this.#clock.now();
		const envelope: Envelope = {
			uuid: newUuid(),
			event: notification.event,
			timestamp: new Date(at).toISOString(),
			subscriptionId: subscription.id,
			ownerId: subscription.ownerId,
			body: notification.body,
			...notification.envelope,
		};
		const delivery = this.#log.add({
			at,
			finishedAt: null,
			subscriptionId: subscription.id,
			kind: notification.kind,
			event: notification.event,
			uuid: envelope.uuid,
			status: null,
			...notification.about,
		});
		this.#listener(delivery, envelope, subscription);
		const reception = await subscription.transport.deliver(envelope);
		delivery.status = reception.status;
		delivery.finishedAt = this.#clock.now();
		this.#listener(delivery, envelope, subscription);
		this.#updateBlacklisting(subscription, reception);
	}

	#updateBlacklisting(subscription: Subscription, { refusal }: Reception): void {
		if (refusal === undefined) {
			delete subscription.refusingSince;
			return;
		}
		const now = this.#clock.now();
		subscription.refusingSince ??= now;
		if (now - subscription.refusingSince >= blacklistAfterMilliseconds) {
			subscription.blacklisted ??= { at: now, reason: refusal };
		}
	}
}
