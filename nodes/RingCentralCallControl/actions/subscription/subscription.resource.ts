import type { Resource } from '../operation';
import { checkHealth } from './checkHealth.operation';
import { deleteSubscription } from './delete.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { renew } from './renew.operation';

export const subscriptionResource: Resource = {
	name: 'Subscription',
	value: 'subscription',
	description: 'How RingCentral notifies a trigger of calls',
	operations: [checkHealth, deleteSubscription, get, getMany, renew],
	defaultOperation: checkHealth,
};
