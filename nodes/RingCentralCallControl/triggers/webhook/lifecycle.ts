import type { IHookFunctions } from 'n8n-workflow';

import type { CreateSubscriptionRequest } from '../../calls/events/contract';
import { eventFiltersOf } from '../../calls/choice/criteria';
import { isFields, listOf, textOf } from '../../calls/events/unknown';
import { apiPath } from '../../transport/http/apiPath';
import { refusalError, request, send } from '../../transport/http/request';
import {
	incomplete,
	isSameSet,
	subscriptionOf,
	unconfirmed,
	type Subscription,
} from '../shared/grantedSubscription';
import { LIFETIME_SECONDS, RENEWAL_REMINDER_FILTER } from './renewal';
import {
	forgetSubscription,
	storedSubscription,
	storeSubscription,
	type StoredSubscription,
} from './storedSubscription';
import { triggerSettings } from '../shared/triggerSettings';
import { newSecret } from './verification';
import { checkedWebhookAddress, webhookAddress } from './webhookAddress';

/**
 * Whether RingCentral has the subscription that the node's parameters ask for, with the secret
 * that is stored here. Every other subscription of this node is deleted: one that is blacklisted,
 * was made for other parameters or another address, or whose secret was lost in a crash.
 *
 * @throws NodeOperationError when a parameter or the webhook address does not fit, before
 * anything is sent; NodeApiError when RingCentral refuses.
 */
export async function isSubscribed(context: IHookFunctions): Promise<boolean> {
	const filters = requestedFilters(context);
	const address = checkedWebhookAddress(context);
	const stored = storedSubscription(context);
	let isInPlace = false;
	for (const subscription of await ownSubscriptions(context, address, stored)) {
		if (stored && isAsWished(subscription, stored, address, filters)) isInPlace = true;
		else await deleteSubscription(context, subscription.id);
	}
	return isInPlace;
}

/**
 * Subscribes the webhook address. RingCentral calls it before it answers, see `receive`.
 *
 * What is stored here reaches n8n's database right after n8n has called this function. A delivery
 * in the few milliseconds before that cannot be verified and is refused like a forged one.
 *
 * @throws NodeOperationError, also when RingCentral has subscribed to a part only: a trigger that
 * misses some of its events would be worse than one that says so.
 */
export async function subscribe(context: IHookFunctions): Promise<boolean> {
	const filters = requestedFilters(context);
	const secret = newSecret();
	const body = {
		eventFilters: filters,
		deliveryMode: {
			transportType: 'WebHook',
			address: checkedWebhookAddress(context),
			verificationToken: secret,
		},
		expiresIn: LIFETIME_SECONDS,
	} satisfies CreateSubscriptionRequest;
	const subscription = subscriptionOf(
		await request(context, { method: 'POST', path: '/restapi/v1.0/subscription', body }),
	);
	if (subscription === undefined) {
		throw unconfirmed(context);
	}
	if (subscription.disabledFilters.length > 0) {
		await deleteSubscription(context, subscription.id);
		throw incomplete(context, subscription.disabledFilters);
	}
	storeSubscription(context, {
		id: subscription.id,
		secret,
		requestedFilters: filters,
		grantedFilters: subscription.eventFilters,
	});
	return true;
}

/**
 * Deletes the subscriptions of this node; one that is not there is as good as deleted.
 *
 * What RingCentral refuses is logged and not thrown: n8n calls this in the middle of a test run,
 * where nothing would catch it. RingCentral ends such a subscription by itself.
 */
export async function unsubscribe(context: IHookFunctions): Promise<boolean> {
	try {
		const stored = storedSubscription(context);
		const subscriptions = await ownSubscriptions(context, webhookAddress(context), stored);
		for (const { id } of subscriptions) await deleteSubscription(context, id);
		forgetSubscription(context);
		return true;
	} catch (error) {
		const reason = isFields(error) ? textOf(error.message) : undefined;
		context.logger.warn(
			`The RingCentral subscription of node "${context.getNode().name}" could not be deleted and ends by itself within ${LIFETIME_SECONDS / 86_400} days: ${reason ?? 'no reason given'}`,
		);
		return false;
	}
}

function requestedFilters(context: IHookFunctions): string[] {
	return [...eventFiltersOf(triggerSettings(context)), RENEWAL_REMINDER_FILTER];
}

/**
 * The subscriptions that belong to this node: the stored one, and whatever else calls its address,
 * which no other node has. RingCentral lists those of this user and app only.
 */
async function ownSubscriptions(
	context: IHookFunctions,
	address: string,
	stored: StoredSubscription | undefined,
): Promise<Subscription[]> {
	const list = await request(context, { method: 'GET', path: '/restapi/v1.0/subscription' });
	return listOf(isFields(list) ? list.records : undefined)
		.flatMap((record) => subscriptionOf(record) ?? [])
		.filter((subscription) => subscription.id === stored?.id || subscription.address === address);
}

/**
 * RingCentral puts ids where "~" was, so its filters are compared with those it gave when it
 * subscribed, and the node's filters with those it asked for then.
 */
function isAsWished(
	subscription: Subscription,
	stored: StoredSubscription,
	address: string,
	filters: string[],
): boolean {
	return (
		subscription.id === stored.id &&
		subscription.address === address &&
		subscription.status === 'Active' &&
		subscription.disabledFilters.length === 0 &&
		isSameSet(filters, stored.requestedFilters) &&
		isSameSet(subscription.eventFilters, stored.grantedFilters)
	);
}

async function deleteSubscription(context: IHookFunctions, id: string): Promise<void> {
	const answer = await send(context, {
		method: 'DELETE',
		path: apiPath`/restapi/v1.0/subscription/${id}`,
	});
	if (answer.isRefused && answer.refusal.statusCode !== 404) {
		throw refusalError(context, answer.refusal);
	}
}
