import type { ITriggerFunctions } from 'n8n-workflow';

import { incomplete, subscriptionOf, unconfirmed } from '../shared/grantedSubscription';
import type { CreateSubscriptionRequest, WebSocketDeliveryMode } from '../../calls/events/contract';
import { SUBSCRIPTIONS_PATH } from '../../transport/http/subscriptionPath';
import type { EventSocket } from '../../transport/socket/eventSocket';
import { requestOverSocket } from '../../transport/socket/socketRequest';
import type { StreamListener } from './listener';
import type { StreamSubscription } from './nodeStorage';
import { failureIn, type StreamFailure } from './streamFailure';

/** `CreateSubscriptionRequest` allows webhooks only. */
type SubscriptionRequest = Pick<CreateSubscriptionRequest, 'eventFilters'> & {
	deliveryMode: WebSocketDeliveryMode;
};

/**
 * Subscribes a connection to events. RingCentral keeps one subscription for each connection; a new one
 * replaces it.
 *
 * Assumption SUBSCRIPTION-HANDOVER: an event that both subscriptions deliver is not lost between them.
 *
 * @throws NodeOperationError for a partial subscription; NodeApiError when RingCentral refuses; SocketEnd
 * when the connection is lost.
 */
export async function subscribeSocket(
	context: ITriggerFunctions,
	socket: EventSocket,
	eventFilters: string[],
	cancelSignal: AbortSignal,
): Promise<StreamSubscription> {
	const body = {
		eventFilters,
		deliveryMode: { transportType: 'WebSocket' },
	} satisfies SubscriptionRequest;
	const subscription = subscriptionOf(
		await requestOverSocket(context, socket, {
			method: 'POST',
			path: SUBSCRIPTIONS_PATH,
			body,
			cancelSignal,
		}),
	);
	if (subscription === undefined) throw unconfirmed(context);
	if (subscription.disabledFilters.length > 0) {
		throw incomplete(context, subscription.disabledFilters);
	}
	return {
		subscriptionId: subscription.id,
		requestedFilters: eventFilters,
		grantedFilters: subscription.eventFilters,
	};
}

/** Subscribes to the event filters of these nodes together. */
export type SubscribeFor = (listeners: readonly StreamListener[]) => Promise<void>;

/**
 * Finds the nodes that RingCentral refuses, since it refuses event filters as a whole, and subscribes for
 * the others. Nodes that were admitted before keep their events meanwhile.
 *
 * @param listeners all nodes, admitted or not.
 * @param admitted the nodes that listen to the present subscription.
 * @returns the refused nodes.
 * @throws the errors of `subscribeFor` that pass by themselves.
 */
export async function subscribeForMost(
	listeners: readonly StreamListener[],
	admitted: readonly StreamListener[],
	subscribeFor: SubscribeFor,
): Promise<Map<StreamListener, StreamFailure>> {
	const attempt = async (some: readonly StreamListener[]) =>
		await lastingFailure(subscribeFor(some));
	// RingCentral may refuse an admitted node by now, too.
	const areStillAdmitted = admitted.length > 0 && (await attempt(admitted)) === undefined;
	const accepted = areStillAdmitted ? [...admitted] : [];
	const refused = new Map<StreamListener, StreamFailure>();
	for (const listener of listeners) {
		if (accepted.includes(listener)) continue;
		const failure = await attempt([...accepted, listener]);
		if (failure === undefined) accepted.push(listener);
		else refused.set(listener, failure);
	}
	// The last attempt may have been refused, or granted in part.
	if (accepted.length > 0) await subscribeFor(accepted);
	return refused;
}

/** @throws the error of the attempt if waiting may help. */
async function lastingFailure(attempt: Promise<void>): Promise<StreamFailure | undefined> {
	const failure = await failureIn(attempt);
	if (failure !== undefined && !failure.isLasting) await attempt;
	return failure;
}
