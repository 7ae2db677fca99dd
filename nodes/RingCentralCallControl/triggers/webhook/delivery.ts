import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { kindOf, notificationOf, type Notification } from '../../calls/events/notification';
import { isFields, textOf } from '../../calls/events/unknown';
import { presenceKeyOf } from '../../calls/history/eventKey';
import { itemOf, itemOfPresence } from '../shared/item';
import { triggerSettings } from '../shared/triggerSettings';
import { answer } from './answer';
import { callsOfNode } from './nodeCalls';
import { secretOf } from './nodeSecret';
import { renew } from './renewal';
import { carriesSecret, type Headers } from './verification';

/**
 * Answers a request to the webhook address, and starts the workflow for the events that the node's
 * parameters ask for. RingCentral has its answer first: it waits three seconds, while n8n may start an
 * execution much later, and the order of deliveries and RingCentral's own answers take time too.
 *
 * This never throws: n8n would start an execution for it.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const headers: Headers = context.getHeaderData();
	// For an empty POST without a content type n8n has no body at all, although its types promise one.
	const body: unknown = context.getBodyData();
	const validationToken = handshakeToken(headers, body);
	if (validationToken !== undefined) return echo(context, validationToken);
	const secret = await secretOf(context);
	const isGenuine = secret !== undefined && carriesSecret(headers, secret);
	const notification = isGenuine ? notificationOf(body) : undefined;
	if (notification === undefined) return answer(context, 401);
	const answered = answer(context, 200);
	const items = await itemsOf(context, notification);
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
 * RingCentral's handshake: a POST with a token that has to be echoed. It comes while a
 * subscription is made and may come again later. A delivery that has the header too is told apart
 * by the uuid that every notification has.
 * https://developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks
 */
function handshakeToken(headers: Headers, body: unknown): string | undefined {
	const isNotification = isFields(body) && textOf(body.uuid) !== undefined;
	return isNotification ? undefined : textOf(headers['validation-token']);
}

/** Every sender may ask for the echo: it tells the sender nothing new. */
function echo(context: IWebhookFunctions, validationToken: string): IWebhookResponseData {
	return answer(context, 200, {
		'Validation-Token': validationToken,
		'Content-Type': 'application/json',
	});
}
