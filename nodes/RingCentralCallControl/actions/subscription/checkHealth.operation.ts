import type { IDataObject } from 'n8n-workflow';

import { subscriptionOrAllField } from '../../descriptions/subscription';
import { missingSubscription, subscriptionHealth } from '../../calls/output/subscriptionHealth';
import { isFields } from '../../calls/events/unknown';
import { recordsIn } from '../../transport/http/recordPages';
import { SUBSCRIPTIONS_PATH, subscriptionPath } from '../../transport/http/subscriptionPath';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { namedSubscription } from './namedSubscription';

export const checkHealth: Operation = {
	name: 'Check Health',
	value: 'checkHealth',
	action: 'Check subscription health',
	description:
		'Find out whether calls still reach the triggers of this user and app; says what to do if not',
	properties: [subscriptionOrAllField],
	async execute(item) {
		return item.isLeftEmpty(subscriptionOrAllField)
			? await healthOfAll(item)
			: await healthOfOne(item);
	},
};

/** A missing subscription is a result here, and the worst of all. */
async function healthOfOne(item: Item): Promise<IDataObject> {
	const subscriptionId = namedSubscription.id(item);
	const answer = await item.send({
		method: 'GET',
		path: subscriptionPath(subscriptionId),
	});
	if (!answer.isRefused) {
		return subscriptionHealth(isFields(answer.body) ? answer.body : {}, Date.now());
	}
	if (answer.refusal.statusCode !== 404) throw item.refusalError(answer.refusal);
	return missingSubscription(
		subscriptionId,
		'RingCentral does not have this subscription: it has ended or was deleted. Unpublish and publish its workflow to subscribe anew.',
	);
}

/** Without a subscription it returns an item, because an empty list would end the workflow silently. */
async function healthOfAll(item: Item): Promise<IDataObject[]> {
	const answer = await item.request({ method: 'GET', path: SUBSCRIPTIONS_PATH });
	const subscriptions = recordsIn(answer);
	if (subscriptions.length > 0) {
		return subscriptions.map((subscription) => subscriptionHealth(subscription, Date.now()));
	}
	return [
		missingSubscription(
			null,
			'RingCentral lists no subscription of this user and app. Publish a workflow with a Call Control Trigger that uses the same credential. The subscription of a Call Stream Trigger is never in this list.',
		),
	];
}
