import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { kindOf, notificationOf, type Notification } from '../../calls/events/notification';
import { isFields, textOf } from '../../calls/events/unknown';
import { answer } from './answer';
import { receiveCall, receivePresence } from './event';
import { renew } from './renewal';
import { storedSubscription } from './storedSubscription';
import { carriesSecret, type Headers } from './verification';

/**
 * Answers what arrives at the webhook address, and starts the workflow when it is an event that
 * the node's parameters ask for. Whatever arrives, this does not throw: n8n would start an
 * execution for it.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const headers: Headers = context.getHeaderData();
	// For an empty POST without a content type n8n has no body at all, whatever its types say.
	const body: unknown = context.getBodyData();
	const validationToken = handshakeToken(headers, body);
	if (validationToken !== undefined) return echo(context, validationToken);
	const notification = notificationOf(body);
	if (notification === undefined || !isGenuine(context, headers, notification)) {
		return answer(context, 401);
	}
	switch (kindOf(notification)) {
		case 'session':
			return await receiveCall(context, notification);
		case 'presence':
			return receivePresence(context, notification);
		case 'renewalReminder':
			return await renewAfterAnswer(context, notification);
		default:
			return answer(context, 200);
	}
}

/**
 * RingCentral's handshake: a POST with a token that has to be echoed. It comes while a
 * subscription is made and may come again later. A delivery that has the header too is told apart
 * by the uuid that every notification has.
 * https://developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks
 */
function handshakeToken(headers: Headers, body: unknown): string | undefined {
	const isNotification = isFields(body) && textOf(body.uuid) !== undefined;
	return isNotification ? undefined : textOf(headers['validation-token']);
}

/** Anybody may ask for the echo: it tells nothing that the sender does not know. */
function echo(context: IWebhookFunctions, validationToken: string): IWebhookResponseData {
	return answer(context, 200, {
		'Validation-Token': validationToken,
		'Content-Type': 'application/json',
	});
}

/** Whether the notification comes from the subscription that this node has now. */
function isGenuine(
	context: IWebhookFunctions,
	headers: Headers,
	{ subscriptionId }: Notification,
): boolean {
	const stored = storedSubscription(context);
	return (
		stored !== undefined && carriesSecret(headers, stored.secret) && subscriptionId === stored.id
	);
}

/** RingCentral waits three seconds for the answer; the renewal may take longer. */
async function renewAfterAnswer(
	context: IWebhookFunctions,
	{ subscriptionId }: Notification,
): Promise<IWebhookResponseData> {
	const answered = answer(context, 200);
	await renew(context, subscriptionId);
	return answered;
}
