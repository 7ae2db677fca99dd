import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { subscriptionOrAllField } from '../../descriptions/subscription';
import { missingSubscription, subscriptionHealth } from '../../calls/output/subscriptionHealth';
import { isFields } from '../../calls/events/unknown';
import { recordsIn } from '../../transport/http/recordPages';
import { refusalError, request, send } from '../../transport/http/request';
import { SUBSCRIPTIONS_PATH, subscriptionPath } from '../../transport/http/subscriptionPath';
import type { Operation } from '../operation';
import { optionalText } from '../parameters';
import { requiredSubscriptionId } from './subscriptionIdParameter';

export const checkHealth: Operation = {
	name: 'Check Health',
	value: 'checkHealth',
	action: 'Check subscription health',
	description:
		'Find out whether calls still reach the triggers of this user and app; says what to do if not',
	properties: [subscriptionOrAllField],
	async execute(context, itemIndex) {
		return optionalText(context, subscriptionOrAllField, itemIndex) === ''
			? await healthOfAll(context, itemIndex)
			: await healthOfOne(context, itemIndex);
	},
};

/** That a subscription is not there is a result here, and the worst one. */
async function healthOfOne(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const subscriptionId = requiredSubscriptionId(context, itemIndex);
	const answer = await send(context, {
		method: 'GET',
		path: subscriptionPath(subscriptionId),
		itemIndex,
	});
	if (!answer.isRefused) {
		return subscriptionHealth(isFields(answer.body) ? answer.body : {}, Date.now());
	}
	if (answer.refusal.statusCode !== 404) throw refusalError(context, answer.refusal, itemIndex);
	return missingSubscription(
		subscriptionId,
		'RingCentral does not have this subscription: it has ended or was deleted. Unpublish and publish its workflow to subscribe anew.',
	);
}

/** An empty list would end the workflow in silence, which is what a check is there to prevent. */
async function healthOfAll(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const answer = await request(context, { method: 'GET', path: SUBSCRIPTIONS_PATH, itemIndex });
	const subscriptions = recordsIn(answer);
	if (subscriptions.length > 0) {
		return subscriptions.map((subscription) => subscriptionHealth(subscription, Date.now()));
	}
	return [
		missingSubscription(
			null,
			'This user and app have no subscription. Publish a workflow with a RingCentral trigger that uses the same credential.',
		),
	];
}
