import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isFields, listOf, textOf } from '../calls/events/unknown';
import { request } from '../transport/http/request';
import { matching } from './matching';

/** The largest page that RingCentral sends; no user has that many numbers. */
const PAGE_SIZE = 1_000;

/**
 * The signed-in user's numbers that a call can be flipped to, by their flip numbers.
 * https://developers.ringcentral.com/api-reference/Call-Forwarding/listForwardingNumbers
 */
export async function searchFlipNumbers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const answer = await request(this, {
		method: 'GET',
		path: '/restapi/v1.0/account/~/extension/~/forwarding-number',
		query: { perPage: PAGE_SIZE },
	});
	const numbers = listOf(isFields(answer) ? answer.records : undefined).filter(isFields);
	return matching(
		numbers.flatMap(({ flipNumber, features, label, phoneNumber }) => {
			const value = textOf(flipNumber);
			if (value === undefined || !isForFlip(features)) return [];
			const name = [textOf(label), textOf(phoneNumber)].filter(Boolean).join(', ');
			return [{ name: `${name || 'Number without a name'} (${value})`, value }];
		}),
		filter,
	);
}

function isForFlip(features: unknown): boolean {
	return !Array.isArray(features) || features.includes('CallFlip');
}
