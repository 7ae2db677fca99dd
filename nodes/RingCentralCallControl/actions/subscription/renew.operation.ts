import { simplifyField } from '../../descriptions/simplify';
import { simplifiedSubscription } from '../../calls/output/simplifiedSubscription';
import { subscriptionPath } from '../../transport/http/subscriptionPath';
import { namedOperation } from '../namedOperation';
import { namedSubscription } from './namedSubscription';

export const renew = namedOperation({
	name: 'Renew',
	value: 'renew',
	action: 'Renew subscription',
	description: 'Let a subscription live for its whole time again; triggers do so by themselves',
	thing: namedSubscription,
	properties: [simplifyField],
	request: (id) => ({ method: 'POST', path: `${subscriptionPath(id)}/renew` }),
	output: (item, subscription) => item.simplifiedOrRaw(subscription, simplifiedSubscription),
});
