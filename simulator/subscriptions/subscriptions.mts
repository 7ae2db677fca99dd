import { randomUUID } from 'node:crypto';

import { ApiError } from '../apiError.mts';
import type { Clock } from '../clock.mts';
import { type Courier } from './delivery.mts';
import { type EventFilter, invalidReminder } from './eventFilter.mts';
import { type DisabledFilter, type Subscription, subscriptionInfo } from './subscription.mts';
import type { Transport } from './transport.mts';

/** The limit of each extension in each application. */
const maxSubscriptions = 30;

export interface SubscriptionTerms {
	filters: readonly EventFilter[];
	disabledFilters: readonly DisabledFilter[];
	/** In seconds. */
	expiresIn: number;
}

/** All unexpired subscriptions, and their reminders. */
export class Subscriptions {
	readonly #clock: Clock;
	readonly #courier: Courier;
	readonly #subscriptions = new Map<string, Subscription>();

	constructor(clock: Clock, courier: Courier) {
		this.#clock = clock;
		this.#courier = courier;
	}

	all(): Subscription[] {
		for (const subscription of this.#subscriptions.values()) {
			if (subscription.expiresAt > this.#clock.now()) continue;
			if (subscription.transport.renewsItself) this.renew(subscription);
			else this.remove(subscription);
		}
		return [...this.#subscriptions.values()];
	}

	of(clientId: string, ownerId: string): Subscription[] {
		return this.all().filter(
			(subscription) => subscription.clientId === clientId && subscription.ownerId === ownerId,
		);
	}

	find(id: string): Subscription | undefined {
		return this.all().find((subscription) => subscription.id === id);
	}

	/** The subscription of a transport that serves only one. */
	through(transport: Transport): Subscription | undefined {
		return this.all().find((subscription) => subscription.transport === transport);
	}

	/**
	 * Assumption SUBSCRIPTION-LIMIT: subscriptions of both transports count together.
	 * @param replaced a subscription that the new one replaces
	 * @throws ApiError 403 SUB-505 when the limit is reached
	 */
	checkLimit(clientId: string, ownerId: string, replaced?: Subscription): void {
		const others = this.of(clientId, ownerId).filter((subscription) => subscription !== replaced);
		if (others.length >= maxSubscriptions) {
			throw new ApiError(403, 'SUB-505', 'Subscriptions limit exceeded');
		}
	}

	/** @param baseUrl empty for the relative `uri` of subscriptions on a WebSocket */
	add(
		subscriber: Pick<Subscription, 'ownerId' | 'clientId' | 'transport'>,
		terms: SubscriptionTerms,
		baseUrl: string,
	): Subscription {
		const id = randomUUID();
		const now = this.#clock.now();
		const subscription: Subscription = {
			id,
			uri: `${baseUrl}/restapi/v1.0/subscription/${id}`,
			...subscriber,
			createdAt: now,
			...terms,
			expiresAt: now + terms.expiresIn * 1000,
		};
		this.#subscriptions.set(id, subscription);
		this.#scheduleReminder(subscription);
		return subscription;
	}

	/** Replaces the filters and restarts the lifetime. */
	change(subscription: Subscription, terms: SubscriptionTerms): void {
		subscription.filters = terms.filters;
		subscription.disabledFilters = terms.disabledFilters;
		subscription.expiresIn = terms.expiresIn;
		this.renew(subscription);
	}

	/**
	 * Assumption BLACKLIST-RENEWAL: a blacklisted subscription can be renewed and stays blacklisted; RingCentral's
	 * documentation advises to delete it and create a new one.
	 */
	renew(subscription: Subscription): void {
		subscription.expiresAt = this.#clock.now() + subscription.expiresIn * 1000;
		this.#scheduleReminder(subscription);
	}

	remove(subscription: Subscription): void {
		subscription.cancelReminder?.();
		this.#subscriptions.delete(subscription.id);
	}

	/** Posts the renewal reminder now; false when the subscription has no such filter. */
	async remind(subscription: Subscription): Promise<boolean> {
		const filter = reminderFilter(subscription.filters);
		if (!filter) return false;
		// Assumption REMINDER-BODY: the body is the subscription; no capture of a reminder is public.
		await this.#courier.deliver(subscription, {
			kind: 'reminder',
			event: filter.uri,
			body: subscriptionInfo(subscription, this.#clock.now()),
		});
		return true;
	}

	reset(): void {
		for (const subscription of this.#subscriptions.values()) this.remove(subscription);
	}

	/** Reminders come every `interval` seconds, from `threshold` seconds before the end. */
	#scheduleReminder(subscription: Subscription): void {
		subscription.cancelReminder?.();
		delete subscription.cancelReminder;
		const filter = reminderFilter(subscription.filters);
		if (!filter) return;

		const remindAfter = (milliseconds: number) => {
			subscription.cancelReminder = this.#clock.after(milliseconds, () => {
				if (this.find(subscription.id) !== subscription) return;
				void this.remind(subscription);
				remindAfter(filter.interval * 1000);
			});
		};
		remindAfter(subscription.expiresAt - filter.threshold * 1000 - this.#clock.now());
	}
}

function reminderFilter(
	filters: readonly EventFilter[],
): Extract<EventFilter, { kind: 'reminder' }> | undefined {
	return filters.find((filter) => filter.kind === 'reminder');
}

/** @throws ApiError 400 SUB-516 when a reminder would come too early for the lifetime */
export function checkReminder(filters: readonly EventFilter[], expiresIn: number): void {
	const filter = reminderFilter(filters);
	if (filter && filter.threshold > expiresIn / 2) throw invalidReminder();
}
