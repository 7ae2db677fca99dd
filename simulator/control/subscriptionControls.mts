import type { FastifyInstance, FastifyRequest } from 'fastify';

import { ApiError } from '../apiError.mts';
import type { Platform } from '../platform.mts';
import { isJsonObject, readObject, readOptionalString, readString } from '../requestBody.mts';
import { shakeHands } from '../subscriptions/handshake.mts';
import { type Subscription, subscriptionInfo } from '../subscriptions/subscription.mts';
import { WebhookTransport } from '../subscriptions/webhookTransport.mts';

const subscriptionPath = '/sim/subscriptions/:subscriptionId';

/** RingCentral's own actions on subscriptions. */
export function registerSubscriptionControls(server: FastifyInstance, platform: Platform): void {
	const { clock, subscriptions } = platform;
	const view = (subscription: Subscription) => subscriptionInfo(subscription, clock.now());
	const subscriptionOf = (request: FastifyRequest): Subscription => {
		const id = isJsonObject(request.params) ? request.params['subscriptionId'] : undefined;
		const subscription = subscriptions.find(String(id));
		if (!subscription) throw new ApiError(404, 'SUB-507', 'Subscription is not found');
		return subscription;
	};

	server.get('/sim/subscriptions', () => subscriptions.all().map(view));

	/** Posts the renewal reminder now. */
	server.post(`${subscriptionPath}/remind`, async (request) => {
		const subscription = subscriptionOf(request);
		if (!(await subscriptions.remind(subscription))) {
			throw new ApiError(409, 'SUB-516', 'This subscription has no reminder filter');
		}
		return view(subscription);
	});

	server.post(`${subscriptionPath}/blacklist`, (request) => {
		const subscription = subscriptionOf(request);
		const reason = readOptionalString(readObject(request.body), 'reason');
		subscription.blacklisted = {
			at: clock.now(),
			reason: reason ?? 'I/O operation is failed. Details: [Read timed out]',
		};
		return view(subscription);
	});

	/** Repeats the handshake of a live subscription; answers with the refusal, if any. */
	server.post(`${subscriptionPath}/revalidate`, async (request) => {
		const subscription = subscriptionOf(request);
		const { transport } = subscription;
		if (!(transport instanceof WebhookTransport)) {
			throw new ApiError(409, 'SUB-521', 'This subscription has no webhook');
		}
		await shakeHands(transport.address, {
			clock,
			log: platform.deliveries,
			subscriptionId: subscription.id,
		});
		return view(subscription);
	});

	server.post(`${subscriptionPath}/disable-filter`, (request) => {
		const subscription = subscriptionOf(request);
		const body = readObject(request.body);
		const disabled = { filter: readString(body, 'filter'), reason: readString(body, 'reason') };
		subscription.disabledFilters = [...subscription.disabledFilters, disabled];
		return view(subscription);
	});

	/** Removes the subscription without notice. */
	server.delete(subscriptionPath, (request, reply) => {
		subscriptions.remove(subscriptionOf(request));
		return reply.code(204).send();
	});
}
