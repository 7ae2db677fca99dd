import type { IHookFunctions, ITriggerFunctions } from 'n8n-workflow';

import { eventFiltersOf } from '../../calls/choice/criteria';
import type { CreateSubscriptionRequest } from '../../calls/events/contract';
import { messageOf } from '../../calls/events/unknown';
import { recordsIn } from '../../transport/http/recordPages';
import { refusalError, request, send } from '../../transport/http/request';
import { SUBSCRIPTIONS_PATH, subscriptionPath } from '../../transport/http/subscriptionPath';
import {
	incomplete,
	isSameSet,
	subscriptionOf,
	unconfirmed,
	type Subscription,
} from '../shared/grantedSubscription';
import { triggerSettings } from '../shared/triggerSettings';
import { isSecretPresent, secretFor } from './nodeSecret';
import { LIFETIME_SECONDS, RENEWAL_REMINDER_FILTER } from './renewal';
import {
	forgetSubscription,
	storedSubscription,
	storeSubscription,
	type StoredSubscription,
} from './storedSubscription';
import { checkedWebhookAddress, webhookAddress } from './webhookAddress';

type Context = IHookFunctions | ITriggerFunctions;

/**
 * Whether RingCentral has the subscription that the node's parameters ask for, with the secret stored
 * here. Deletes every other subscription to the node's address: blacklisted, made for other parameters,
 * or with a secret lost in a crash. The subscription of another user, to whom the credential belonged, is
 * out of reach: it loses the secret.
 *
 * @throws NodeOperationError for a wrong parameter or webhook address, before any request.
 * @throws NodeApiError when RingCentral refuses.
 */
export async function isSubscribed(context: IHookFunctions): Promise<boolean> {
	const filters = requestedFilters(context);
	const address = checkedWebhookAddress(context);
	const stored = storedSubscription(context);
	const hasSecret = await isSecretPresent(context);
	const all = await subscriptionsOf(context);
	warnOfSubscriptionElsewhere(context, all, stored, address);
	let isInPlace = false;
	for (const subscription of all.filter((one) => one.address === address)) {
		const isReady = hasSecret && stored && isAsRequested(subscription, stored, filters);
		if (isReady) isInPlace = true;
		else await deleteSubscription(context, subscription.id);
	}
	return isInPlace;
}

/**
 * Subscribes the webhook address. RingCentral calls it before it answers, see `receive`.
 *
 * The stored secret reaches n8n's database right after n8n has called this function. Until then the
 * derived secret verifies a delivery, see `carriesSecretOfNode`.
 *
 * @throws NodeOperationError, also for a partial subscription: a trigger that misses some events would
 * be worse than an error.
 */
export async function subscribe(context: IHookFunctions): Promise<boolean> {
	const filters = requestedFilters(context);
	const address = checkedWebhookAddress(context);
	const secret = await secretFor(context);
	const subscription = await createSubscription(context, filters, address, secret);
	if (subscription.disabledFilters.length > 0) {
		await deleteSubscription(context, subscription.id);
		throw incomplete(context, subscription.disabledFilters);
	}
	storeSubscription(context, {
		id: subscription.id,
		address,
		requestedFilters: filters,
		grantedFilters: subscription.eventFilters,
	});
	return true;
}

/**
 * Deletes the subscriptions of this node; a missing subscription counts as deleted.
 *
 * A refusal is logged and not thrown: n8n calls this in the middle of a test run, where an error would
 * be uncaught. RingCentral ends such a subscription by itself.
 */
export async function unsubscribe(context: IHookFunctions): Promise<boolean> {
	try {
		const address = webhookAddress(context);
		const subscriptions = await subscriptionsOf(context);
		for (const subscription of subscriptions) {
			if (subscription.address === address) await deleteSubscription(context, subscription.id);
		}
		forgetSubscription(context);
		return true;
	} catch (error) {
		context.logger.warn(
			`The RingCentral subscription of node "${context.getNode().name}" could not be deleted and ends by itself within ${LIFETIME_SECONDS / 86_400} days: ${messageOf(error)}`,
		);
		return false;
	}
}

/**
 * All subscriptions of the credential's user and app.
 *
 * @throws NodeApiError, also for an answer without a readable list, which is not an empty list.
 */
export async function subscriptionsOf(context: Context): Promise<Subscription[]> {
	const list = await request(context, { method: 'GET', path: SUBSCRIPTIONS_PATH });
	return recordsIn(list).flatMap((record) => subscriptionOf(record) ?? []);
}

/** @throws NodeOperationError when the answer holds no subscription. */
export async function createSubscription(
	context: Context,
	eventFilters: string[],
	address: string,
	secret: string,
): Promise<Subscription> {
	const body = {
		eventFilters,
		deliveryMode: { transportType: 'WebHook', address, verificationToken: secret },
		expiresIn: LIFETIME_SECONDS,
	} satisfies CreateSubscriptionRequest;
	const answer = await request(context, {
		method: 'POST',
		path: SUBSCRIPTIONS_PATH,
		body,
	});
	const subscription = subscriptionOf(answer);
	if (subscription === undefined) throw unconfirmed(context);
	return subscription;
}

export async function deleteSubscription(context: Context, id: string): Promise<void> {
	const answer = await send(context, { method: 'DELETE', path: subscriptionPath(id) });
	if (answer.isRefused && answer.refusal.statusCode !== 404) {
		throw refusalError(context, answer.refusal);
	}
}

function requestedFilters(context: IHookFunctions): string[] {
	return [...eventFiltersOf(triggerSettings(context)), RENEWAL_REMINDER_FILTER];
}

/**
 * RingCentral replaces "~" with IDs, so its filters are compared with the granted filters, and the
 * node's filters with the requested ones.
 */
function isAsRequested(
	subscription: Subscription,
	stored: StoredSubscription,
	filters: string[],
): boolean {
	return (
		subscription.id === stored.id &&
		subscription.status === 'Active' &&
		subscription.disabledFilters.length === 0 &&
		isSameSet(filters, stored.requestedFilters) &&
		isSameSet(subscription.eventFilters, stored.grantedFilters)
	);
}

/** A copy of n8n has the same stored data, but must not touch the original's subscription. */
function warnOfSubscriptionElsewhere(
	context: IHookFunctions,
	all: readonly Subscription[],
	stored: StoredSubscription | undefined,
	address: string,
): void {
	const other = all.find(({ id }) => id === stored?.id);
	if (other?.address === undefined || other.address === address) return;
	context.logger.warn(
		`RingCentral goes on calling ${other.address} for node "${context.getNode().name}", whose address here is ${address}. That subscription may belong to another n8n with a copy of this workflow, and is left alone. If the address of this n8n has changed, it ends by itself.`,
	);
}
