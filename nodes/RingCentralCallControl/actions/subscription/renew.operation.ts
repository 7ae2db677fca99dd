import { simplifyField } from '../../descriptions/simplify';
import { subscriptionField } from '../../descriptions/subscription';
import { simplifiedSubscription } from '../../calls/output/simplifiedSubscription';
import { subscriptionPath } from '../../transport/http/subscriptionPath';
import { namedRequest } from '../namedRequest';
import type { Operation } from '../operation';
import { asWished } from '../simplifyParameter';
import { namedSubscription } from './namedSubscription';
import { requiredSubscriptionId } from './subscriptionIdParameter';

export const renew: Operation = {
	name: 'Renew',
	value: 'renew',
	action: 'Renew subscription',
	description: 'Let a subscription live for its whole time again; triggers do so by themselves',
	properties: [subscriptionField, simplifyField],
	async execute(context, itemIndex) {
		const path = subscriptionPath(requiredSubscriptionId(context, itemIndex));
		const { body } = await namedRequest(
			context,
			{ method: 'POST', path: `${path}/renew`, itemIndex },
			namedSubscription,
		);
		return asWished(context, itemIndex, body, simplifiedSubscription);
	},
};
