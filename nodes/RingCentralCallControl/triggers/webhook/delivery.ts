import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { kindOf, notificationOf, type Notification } from '../../calls/events/notification';
import { isFields, messageOf, textOf } from '../../calls/events/unknown';
import { presenceKeyOf } from '../../calls/history/eventKey';
import { itemOf, itemOfPresence } from '../shared/item';
import { triggerSettings } from '../shared/triggerSettings';
import { answer } from './answer';
import { callsOfNode } from './nodeCalls';
import { carriesSecretOfNode } from './nodeSecret';
import { renew } from './renewal';
import type { Headers } from './verification';

/**
 * Answers a request to the webhook address, and starts the workflow for the events that the node's
 * parameters ask for. The answer goes out first: RingCentral waits three seconds for it, and n8n can
 * start an execution later. Ordering deliveries and asking RingCentral take longer.
 *
 * Never throws: n8n would start an execution for the error.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const headers: Headers = context.getHeaderData();
	// An empty POST without a content type has no body in n8n, although its types promise one.
	const body: unknown = context.getBodyData();
	const validationToken = handshakeToken(headers, body);
	if (validationToken !== undefined) return echo(context, validationToken);
	const isGenuine = await carriesSecretOfNode(context, headers);
	const notification = isGenuine ? notificationOf(body) : undefined;
	if (notification === undefined) return answer(context, 401);
	const answered = answer(context, 200);
	const items = await itemsOf(context, notification).catch((error: unknown) => {
		// E.g. an expression in a parameter gives no event this time.
		context.logger.warn(
			`Node "${context.getNode().name}" starts no execution for a delivery of RingCentral's: ${messageOf(error)}`,
		);
		return [];
	});
	return items.length === 0 ? answered : { ...answered, workflowData: [items] };
}

async function itemsOf(
	context: IWebhookFunctions,
	notification: Notification,
): Promise<INodeExecutionData[]> {
	switch (kindOf(notification)) {
		case 'session': {
			const settings = triggerSettings(context);
			const calls = callsOfNode(context);
			const events = await calls.eventsOf(context, notification, settings);
			return events.map((event) => itemOf(event, settings));
		}
		case 'presence': {
			const settings = triggerSettings(context);
			const isWanted = settings.triggerOn.includes('presenceChanged');
			const isNew = isWanted && callsOfNode(context).isNew(presenceKeyOf(notification));
			return isNew ? [itemOfPresence(notification, settings)] : [];
		}
		case 'renewalReminder':
			await renew(context, notification.subscriptionId);
			return [];
		default:
			return [];
	}
}

/**
 * The token of RingCentral's handshake: a POST with a token to echo. It arrives while a subscription is
 * made, and may arrive again later. A delivery may have the header too, but every notification has a
 * uuid.
 * https://developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks
 */
function handshakeToken(headers: Headers, body: unknown): string | undefined {
	const isNotification = isFields(body) && textOf(body.uuid) !== undefined;
	return isNotification ? undefined : textOf(headers['validation-token']);
}

/** Any sender may ask for the echo, which contains only its own token. */
function echo(context: IWebhookFunctions, validationToken: string): IWebhookResponseData {
	return answer(context, 200, {
		'Validation-Token': validationToken,
		'Content-Type': 'application/json',
	});
}
