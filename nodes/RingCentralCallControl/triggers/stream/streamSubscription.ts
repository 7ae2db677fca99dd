import type { ITriggerFunctions } from 'n8n-workflow';

import { incomplete, subscriptionOf, unconfirmed } from '../shared/grantedSubscription';
import type { CreateSubscriptionRequest, WebSocketDeliveryMode } from '../../calls/events/contract';
import { apiPath } from '../../transport/http/apiPath';
import type { EventSocket } from '../../transport/socket/eventSocket';
import { requestOverSocket } from '../../transport/socket/socketRequest';
import type { StreamSubscription } from './storedSession';

/** Of the package's types, the request knows webhooks only. */
type SubscriptionRequest = Pick<CreateSubscriptionRequest, 'eventFilters'> & {
	deliveryMode: WebSocketDeliveryMode;
};

/**
 * Subscribes a connection to events. RingCentral keeps one subscription for each connection, and a new
 * one takes the place of the one before.
 *
 * Assumption: what both subscriptions are to get is not lost between them.
 *
 * @throws NodeOperationError when RingCentral has subscribed to a part only; NodeApiError when it
 * refuses; SocketEnd when the connection is lost.
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
			path: '/restapi/v1.0/subscription',
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

/** Ends the subscription of a connection that is about to be closed. */
export async function unsubscribeSocket(
	context: ITriggerFunctions,
	socket: EventSocket,
	subscriptionId: string,
	cancelSignal: AbortSignal,
): Promise<void> {
	await requestOverSocket(context, socket, {
		method: 'DELETE',
		path: apiPath`/restapi/v1.0/subscription/${subscriptionId}`,
		cancelSignal,
	});
}
