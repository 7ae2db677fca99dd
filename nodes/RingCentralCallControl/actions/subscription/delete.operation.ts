import { subscriptionField } from '../../descriptions/subscription';
import { subscriptionPath } from '../../transport/http/subscriptionPath';
import { deleteIfThere } from '../deleteIfThere';
import type { Operation } from '../operation';
import { requiredSubscriptionId } from './subscriptionIdParameter';

export const deleteSubscription: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete subscription',
	description: 'End a subscription, such as one that a lost n8n has left behind',
	properties: [subscriptionField],
	async execute(item) {
		const subscriptionId = requiredSubscriptionId(item);
		const wasThere = await deleteIfThere(item, subscriptionPath(subscriptionId));
		return { deleted: true, subscriptionId, wasAlreadyGone: wasThere === null ? null : !wasThere };
	},
};
