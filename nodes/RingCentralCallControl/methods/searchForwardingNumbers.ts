import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { textOf } from '../calls/events/unknown';
import { allRecords } from '../transport/http/allRecords';
import { matching } from './matching';

/**
 * The phones that the signed-in user has entered as own ones in RingCentral, by their IDs.
 * https://developers.ringcentral.com/api-reference/Call-Forwarding/listForwardingNumbers
 */
export async function searchForwardingNumbers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const numbers = await allRecords(this, '/restapi/v1.0/account/~/extension/~/forwarding-number');
	return matching(
		numbers.flatMap(({ id, label, phoneNumber }) => {
			const value = textOf(id);
			if (value === undefined) return [];
			const name = `${textOf(label)?.trim() || 'Phone'} (${textOf(phoneNumber) ?? 'no number'})`;
			return [{ name, value }];
		}),
		filter,
	);
}
