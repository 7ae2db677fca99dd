import type { SubscriptionInfo } from '../contract.mts';
import type { EventFilter } from './eventFilter.mts';
import type { Transport } from './transport.mts';

export interface DisabledFilter {
	filter: string;
	reason: string;
}

export interface Subscription {
	readonly id: string;
	readonly uri: string;
	/** The extension that subscribed through this application. */
	readonly ownerId: string;
	readonly clientId: string;
	readonly transport: Transport;
	/** Milliseconds since the epoch, as all times here. */
	readonly createdAt: number;
	filters: readonly EventFilter[];
	disabledFilters: readonly DisabledFilter[];
	/** In seconds. */
	expiresIn: number;
	expiresAt: number;
	blacklisted?: { at: number; reason: string };
	/** The start of the receiver's unbroken refusals. */
	refusingSince?: number;
	cancelReminder?: () => void;
}

function isoTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}

/** A subscription in answers of the API. */
export function subscriptionInfo(subscription: Subscription, now: number): SubscriptionInfo {
	const { blacklisted } = subscription;
	return {
		uri: subscription.uri,
		id: subscription.id,
		creationTime: isoTime(subscription.createdAt),
		status: blacklisted ? 'Blacklisted' : 'Active',
		eventFilters: subscription.filters.map((filter) => filter.uri),
		...(subscription.disabledFilters.length > 0 && {
			disabledFilters: subscription.disabledFilters.map((disabled) => ({
				...disabled,
				message: `Notifications for this filter are off: ${disabled.reason}`,
			})),
		}),
		expirationTime: isoTime(subscription.expiresAt),
		expiresIn: Math.max(Math.ceil((subscription.expiresAt - now) / 1000), 1),
		deliveryMode: subscription.transport.deliveryMode,
		...(blacklisted && {
			blacklistedData: {
				blacklistedAt: isoTime(blacklisted.at),
				reason: blacklisted.reason,
			},
		}),
	};
}

/** The filters that are not disabled. */
export function enabledFilters(subscription: Subscription): EventFilter[] {
	const off = new Set(subscription.disabledFilters.map((disabled) => disabled.filter));
	return subscription.filters.filter((filter) => !off.has(filter.uri));
}
