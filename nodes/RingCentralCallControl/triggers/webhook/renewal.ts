import type { IWebhookFunctions } from 'n8n-workflow';

import { isFields, textOf } from '../../calls/events/unknown';
import { apiPath } from '../../transport/http/apiPath';
import { explain } from '../../transport/http/refusalMessage';
import { send } from '../../transport/http/request';

const DAY_SECONDS = 86_400;

/**
 * How long a subscription lives unless it is renewed, in seconds. RingCentral would allow ten
 * years, but a user has only 30 subscriptions for an app, and one whose n8n is gone for good
 * would count among them all that time. A week is long enough for any outage that reminders
 * could not bridge to be noticed; a new subscription is made when n8n starts after a longer one.
 */
export const LIFETIME_SECONDS = 7 * DAY_SECONDS;

/**
 * Makes RingCentral remind of the renewal from three days before the end, twice a day. RingCentral
 * wants the threshold to be at most half the lifetime and the interval at most half the threshold:
 * https://developers.ringcentral.com/guide/notifications/webhooks/receiving#renewal-reminders
 */
export const RENEWAL_REMINDER_FILTER = `/restapi/v1.0/subscription/~?threshold=${3 * DAY_SECONDS}&interval=${DAY_SECONDS / 2}`;

/**
 * Renews a subscription for its whole lifetime. A renewal that does not succeed is only logged:
 * RingCentral reminds again, and a subscription that is gone is replaced by the watch.
 */
export async function renew(context: IWebhookFunctions, subscriptionId: string): Promise<void> {
	try {
		const answer = await send(context, {
			method: 'POST',
			path: apiPath`/restapi/v1.0/subscription/${subscriptionId}/renew`,
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
		context.logger.warn(
			`Subscription ${subscriptionId} could not be renewed: ${(isFields(error) && textOf(error.message)) || 'no reason given'}`,
		);
	}
}
