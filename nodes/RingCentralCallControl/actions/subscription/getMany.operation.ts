import { returnAllFields } from '../../descriptions/returnAll';
import { simplifyField } from '../../descriptions/simplify';
import { simplifiedSubscription } from '../../calls/output/simplifiedSubscription';
import { recordsIn } from '../../transport/http/recordPages';
import { SUBSCRIPTIONS_PATH } from '../../transport/http/subscriptionPath';
import { mostResults } from '../manyRecords';
import type { Operation } from '../operation';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many subscriptions',
	description: 'Get many subscriptions of this user and app, of all workflows',
	properties: [...returnAllFields, simplifyField],
	async execute(item) {
		const most = mostResults(item);
		// RingCentral has no pages for subscriptions: a user and app have 30 at most.
		const answer = await item.request({ method: 'GET', path: SUBSCRIPTIONS_PATH });
		return recordsIn(answer)
			.slice(0, most)
			.map((subscription) => item.simplifiedOrRaw(subscription, simplifiedSubscription));
	},
};
