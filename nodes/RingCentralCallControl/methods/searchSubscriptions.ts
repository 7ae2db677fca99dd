import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { simplifiedSubscription } from '../calls/output/simplifiedSubscription';
import { recordsIn } from '../transport/http/recordPages';
import { request } from '../transport/http/request';
import { SUBSCRIPTIONS_PATH } from '../transport/http/subscriptionPath';
import { matching } from './matching';

/** The subscriptions of this user and app, newest first; RingCentral allows 30. */
export async function searchSubscriptions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const answer = await request(this, { method: 'GET', path: SUBSCRIPTIONS_PATH });
	const subscriptions = recordsIn(answer)
		.map(simplifiedSubscription)
		.sort((one, other) => (other.creationTime ?? '').localeCompare(one.creationTime ?? ''));
	return matching(
		subscriptions.flatMap(({ subscriptionId, address, status, creationTime }) =>
			subscriptionId === null
				? []
				: [
						{
							name: `${address ?? subscriptionId} (${status ?? 'unknown'}, since ${creationTime ?? 'unknown'})`,
							value: subscriptionId,
						},
					],
		),
		filter,
	);
}
