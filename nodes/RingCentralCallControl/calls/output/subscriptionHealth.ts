import { simplifiedSubscription } from './simplifiedSubscription';
import type { Fields } from '../events/unknown';

const HOUR_MILLISECONDS = 3_600_000;

/**
 * A subscription that ends within this time is not healthy. The trigger renews its own from three
 * days before the end, twice a day, so that several renewals are overdue by then.
 */
const SOON_HOURS = 24;

/**
 * Whether the events of a subscription arrive, as far as RingCentral knows, and otherwise the
 * reasons.
 *
 * @param subscription a SubscriptionInfo of RingCentral's, unchecked.
 * @param now in milliseconds since the epoch.
 */
export function subscriptionHealth(subscription: Fields, now: number) {
	const { subscriptionId, status, address, expirationTime, ...details } =
		simplifiedSubscription(subscription);
	const findings = [
		...deliveryFindings(status, details),
		...details.disabledFilters.map(
			({ filter, reason }) =>
				`RingCentral delivers nothing for ${filter ?? 'one of its event filters'}: ${reason ?? 'no reason given'}.`,
		),
		...lifetimeFindings(details.transportType, expirationTime, now),
	];
	return {
		subscriptionId,
		healthy: findings.length === 0,
		findings,
		status,
		expirationTime,
		address,
	};
}

/** For a subscription that RingCentral does not have. */
export function missingSubscription(subscriptionId: string | null, finding: string) {
	return {
		subscriptionId,
		healthy: false,
		findings: [finding],
		status: null,
		expirationTime: null,
		address: null,
	};
}

function deliveryFindings(
	status: string | null,
	{
		blacklistedAt,
		blacklistedReason,
	}: Record<'blacklistedAt' | 'blacklistedReason', string | null>,
): string[] {
	if (status === 'Active') return [];
	const since = blacklistedAt === null ? '' : ` since ${blacklistedAt}`;
	const reason = blacklistedReason === null ? '' : ` RingCentral says: ${blacklistedReason}`;
	return [
		`RingCentral delivers no events${since}: the subscription is ${status ?? 'in an unknown state'}. Unpublish and publish its workflow to subscribe anew.${reason}`,
	];
}

/** RingCentral keeps a WebSocket subscription alive by itself, as long as its connection lives. */
function lifetimeFindings(
	transportType: string | null,
	expirationTime: string | null,
	now: number,
): string[] {
	const end = Date.parse(expirationTime ?? '');
	if (transportType !== 'WebHook' || Number.isNaN(end)) return [];
	if (end <= now)
		return [`It ended at ${expirationTime}. Publish its workflow again to subscribe anew.`];
	return end - now < SOON_HOURS * HOUR_MILLISECONDS
		? [`It ends at ${expirationTime} and was not renewed so far. Use 'Renew' to keep it.`]
		: [];
}
