import { subscriptionField } from '../../descriptions/subscription';
import { refusalError, send } from '../../transport/request';
import { subscriptionPath } from '../../transport/subscriptionPath';
import type { Operation } from '../operation';
import { requiredSubscriptionId } from './subscriptionIdParameter';

export const deleteSubscription: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete subscription',
	description: 'End a subscription, such as one that a lost n8n has left behind',
	properties: [subscriptionField],
	async execute(context, itemIndex) {
		const subscriptionId = requiredSubscriptionId(context, itemIndex);
		const answer = await send(context, {
			method: 'DELETE',
			path: subscriptionPath(subscriptionId),
			itemIndex,
		});
		const wasGone = answer.isRefused && answer.refusal.statusCode === 404;
		if (answer.isRefused && !wasGone) throw refusalError(context, answer.refusal, itemIndex);
		return { deleted: true, subscriptionId, wasAlreadyGone: wasGone };
	},
};
