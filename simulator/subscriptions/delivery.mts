import { randomBytes } from 'node:crypto';

import type { Clock } from '../clock.mts';
import type { Delivery, DeliveryLog } from './deliveryLog.mts';
import type { Subscription } from './subscription.mts';
import type { Envelope, Reception } from './transport.mts';

/**
 * Assumption BLACKLIST-TIME: for how long a receiver must refuse before it is blacklisted is known only from
 * RingCentral's staff, who once wrote "about ten minutes".
 */
const patienceMilliseconds = 10 * 60 * 1000;

export interface Notification {
	kind: 'event' | 'reminder';
	event: string;
	body: unknown;
	/** Members of the envelope that are not as the platform would fill them in. */
	envelope?: Partial<Envelope>;
	/** What the log of deliveries tells about it. */
	about?: Pick<Delivery, 'sequence' | 'telephonySessionId' | 'partyId' | 'statusCode'>;
}

/**
 * A decimal number of 63 bits, as in every captured event.
 *
 * Assumption EVENT-UUID: another one for each subscription that gets the event.
 */
function newUuid(): string {
	return (randomBytes(8).readBigUInt64BE() >> 1n).toString();
}

/** Hears of each delivery when it leaves and when it has been received or refused. */
export type DeliveryListener = (
	delivery: Delivery,
	envelope: Envelope,
	subscription: Subscription,
) => void;

/** Hands one event to one subscriber's transport. A delivery that is refused is lost: nothing is repeated. */
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
		this.#judge(subscription, reception);
	}

	#judge(subscription: Subscription, { refusal }: Reception): void {
		if (refusal === undefined) {
			delete subscription.refusingSince;
			return;
		}
		const now = this.#clock.now();
		subscription.refusingSince ??= now;
		if (now - subscription.refusingSince >= patienceMilliseconds) {
			subscription.blacklisted ??= { at: now, reason: refusal };
		}
	}
}
