import { subscriptionPath } from '../../transport/http/subscriptionPath';
import { deletingOperation } from '../namedOperation';
import { namedSubscription } from './namedSubscription';

export const deleteSubscription = deletingOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete subscription',
	description: 'End a subscription, such as one that a lost n8n has left behind',
	thing: namedSubscription,
	path: subscriptionPath,
	output: (subscriptionId, wasAlreadyGone) => ({ deleted: true, subscriptionId, wasAlreadyGone }),
});
