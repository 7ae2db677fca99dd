import { simplifyField } from '../../descriptions/simplify';
import { subscriptionField } from '../../descriptions/subscription';
import { simplifiedSubscription } from '../../calls/output/simplifiedSubscription';
import { subscriptionPath } from '../../transport/http/subscriptionPath';
import { namedRequest } from '../namedRequest';
import type { Operation } from '../operation';
import { asWished } from '../simplifyParameter';
import { namedSubscription } from './namedSubscription';
import { requiredSubscriptionId } from './subscriptionIdParameter';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get subscription',
	description: 'Look up which events a subscription delivers, where to and until when',
	properties: [subscriptionField, simplifyField],
	async execute(context, itemIndex) {
		const path = subscriptionPath(requiredSubscriptionId(context, itemIndex));
		const { body } = await namedRequest(
			context,
			{ method: 'GET', path, itemIndex },
			namedSubscription,
		);
		return asWished(context, itemIndex, body, simplifiedSubscription);
	},
};
