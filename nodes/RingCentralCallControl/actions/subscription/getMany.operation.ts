import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedSubscription } from '../../calls/output/simplifiedSubscription';
import { recordsIn } from '../../transport/http/recordPages';
import { request } from '../../transport/http/request';
import { SUBSCRIPTIONS_PATH } from '../../transport/http/subscriptionPath';
import { mostResults } from '../mostResults';
import type { Operation } from '../operation';
import { asWished } from '../simplifyParameter';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many subscriptions',
	description: 'Get many subscriptions of this user and app, of all workflows',
	properties: [...returnAllFields, simplifyField],
	async execute(context, itemIndex) {
		const most = mostResults(context, itemIndex);
		// RingCentral has no pages for them: a user has 30 for an app at most.
		const answer = await request(context, { method: 'GET', path: SUBSCRIPTIONS_PATH, itemIndex });
		return recordsIn(answer)
			.slice(0, most)
			.map((subscription) => asWished(context, itemIndex, subscription, simplifiedSubscription));
	},
};
