import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { textOf } from '../calls/events/unknown';
import { allRecords } from '../transport/http/allRecords';
import { matching } from './matching';

/**
 * The signed-in user's numbers that a call can be flipped to, by their flip numbers.
 * https://developers.ringcentral.com/api-reference/Call-Forwarding/listForwardingNumbers
 */
export async function searchFlipNumbers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const numbers = await allRecords(this, '/restapi/v1.0/account/~/extension/~/forwarding-number');
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
