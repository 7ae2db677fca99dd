import type { IWebhookFunctions } from 'n8n-workflow';

import { messageOf } from '../../calls/events/unknown';
import { explain } from '../../transport/http/refusalMessage';
import { send } from '../../transport/http/request';
import { SUBSCRIPTIONS_PATH, subscriptionPath } from '../../transport/http/subscriptionPath';

const DAY_SECONDS = 86_400;

/**
 * Lifetime of a subscription without renewal, in seconds. RingCentral would allow ten years, but a user
 * has only 30 subscriptions for an app, and the subscription of an abandoned n8n would count among them
 * all that time. A week is long enough to notice an outage that outlasts the reminders; after a longer
 * outage, n8n makes a new subscription when it starts.
 */
export const LIFETIME_SECONDS = 7 * DAY_SECONDS;

/**
 * Makes RingCentral remind of the renewal twice a day, from three days before the end. RingCentral
 * wants the threshold to be at most half the lifetime and the interval at most half the threshold:
 * https://developers.ringcentral.com/guide/notifications/webhooks/receiving#renewal-reminders
 */
export const RENEWAL_REMINDER_FILTER = `${SUBSCRIPTIONS_PATH}/~?threshold=${3 * DAY_SECONDS}&interval=${DAY_SECONDS / 2}`;

/**
 * Renews a subscription for its whole lifetime. A failed renewal is only logged: RingCentral reminds
 * again, and the watch replaces a subscription that is gone.
 */
export async function renew(context: IWebhookFunctions, subscriptionId: string): Promise<void> {
	try {
		const answer = await send(context, {
			method: 'POST',
			path: `${subscriptionPath(subscriptionId)}/renew`,
		});
		if (!answer.isRefused) return;
		const { message } = explain(answer.refusal);
		context.logger.warn(
			answer.refusal.statusCode === 404
				? `RingCentral no longer has subscription ${subscriptionId}, so that no calls arrive. It is made anew within some minutes.`
				: `RingCentral did not renew subscription ${subscriptionId}: ${message}`,
		);
	} catch (error) {
		// The delivery is answered already, and throwing here would start an execution.
		context.logger.warn(`Subscription ${subscriptionId} could not be renewed: ${messageOf(error)}`);
	}
}
