import { simplifyField } from '../../descriptions/simplify';
import { subscriptionField } from '../../descriptions/subscription';
import { simplifiedSubscription } from '../../calls/output/simplifiedSubscription';
import { subscriptionPath } from '../../transport/http/subscriptionPath';
import type { Operation } from '../operation';
import { namedSubscription } from './namedSubscription';
import { requiredSubscriptionId } from './subscriptionIdParameter';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get subscription',
	description: 'Look up which events a subscription delivers, where to and until when',
	properties: [subscriptionField, simplifyField],
	async execute(item) {
		const path = subscriptionPath(requiredSubscriptionId(item));
		const body = await item.request({ method: 'GET', path }, { naming: namedSubscription });
		return item.asWished(body, simplifiedSubscription);
	},
};
