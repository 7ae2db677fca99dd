import { simplifyField } from '../../descriptions/simplify';
import { subscriptionField } from '../../descriptions/subscription';
import { simplifiedSubscription } from '../../calls/output/simplifiedSubscription';
import { subscriptionPath } from '../../transport/http/subscriptionPath';
import type { Operation } from '../operation';
import { namedSubscription } from './namedSubscription';
import { requiredSubscriptionId } from './subscriptionIdParameter';

export const renew: Operation = {
	name: 'Renew',
	value: 'renew',
	action: 'Renew subscription',
	description: 'Let a subscription live for its whole time again; triggers do so by themselves',
	properties: [subscriptionField, simplifyField],
	async execute(item) {
		const path = subscriptionPath(requiredSubscriptionId(item));
		const body = await item.request(
			{ method: 'POST', path: `${path}/renew` },
			{ naming: namedSubscription },
		);
		return item.asWished(body, simplifiedSubscription);
	},
};
