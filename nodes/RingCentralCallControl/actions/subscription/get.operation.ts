import { simplifyField } from '../../descriptions/simplify';
import { simplifiedSubscription } from '../../calls/output/simplifiedSubscription';
import { subscriptionPath } from '../../transport/http/subscriptionPath';
import { namedOperation } from '../namedOperation';
import { namedSubscription } from './namedSubscription';

export const get = namedOperation({
	name: 'Get',
	value: 'get',
	action: 'Get subscription',
	description: 'Look up which events a subscription delivers, where to and until when',
	thing: namedSubscription,
	properties: [simplifyField],
	request: (id) => ({ method: 'GET', path: subscriptionPath(id) }),
	output: (item, subscription) => item.simplifiedOrRaw(subscription, simplifiedSubscription),
});
