import { isFields, listOf, textOf, textsOf, type Fields } from '../events/unknown';

/**
 * A subscription of a trigger or of another program; an unknown value is null.
 *
 * @param subscription a SubscriptionInfo of RingCentral's, unchecked.
 */
export function simplifiedSubscription(subscription: Fields) {
	const delivery = isFields(subscription.deliveryMode) ? subscription.deliveryMode : {};
	const blacklisted = isFields(subscription.blacklistedData) ? subscription.blacklistedData : {};
	return {
		subscriptionId: textOf(subscription.id) ?? null,
		/** "Active", or "Blacklisted" when RingCentral has given up delivering. */
		status: textOf(subscription.status) ?? null,
		/** How events are delivered, e.g. "WebHook". */
		transportType: textOf(delivery.transportType) ?? null,
		/** The target of the events, e.g. the trigger's webhook address. */
		address: textOf(delivery.address) ?? null,
		eventFilters: textsOf(subscription.eventFilters),
		disabledFilters: disabledFiltersOf(subscription),
		creationTime: textOf(subscription.creationTime) ?? null,
		expirationTime: textOf(subscription.expirationTime) ?? null,
		blacklistedAt: textOf(blacklisted.blacklistedAt) ?? null,
		blacklistedReason: textOf(blacklisted.reason) ?? null,
	};
}

/** Filters that RingCentral has switched off, each with its reason. */
function disabledFiltersOf(subscription: Fields) {
	return listOf(subscription.disabledFilters)
		.filter(isFields)
		.map(({ filter, message, reason }) => ({
			filter: textOf(filter) ?? null,
			reason: textOf(message) ?? textOf(reason) ?? null,
		}));
}
