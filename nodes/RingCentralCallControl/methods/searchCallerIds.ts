import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listOf, textOf } from '../calls/events/unknown';
import { allRecords } from '../transport/http/allRecords';
import { matching } from './matching';

/**
 * The numbers that people may see when the signed-in user calls them.
 * https://developers.ringcentral.com/api-reference/Phone-Numbers/listExtensionPhoneNumbers
 */
export async function searchCallerIds(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const numbers = await allRecords(this, '/restapi/v1.0/account/~/extension/~/phone-number');
	return matching(
		numbers
			.filter(({ features }) => listOf(features).includes('CallerId'))
			.flatMap(({ phoneNumber, label, usageType }) => {
				const value = textOf(phoneNumber);
				if (value === undefined) return [];
				const words = textOf(label) ?? USAGES.get(textOf(usageType) ?? '');
				return [{ name: words === undefined ? value : `${value} (${words})`, value }];
			}),
		filter,
	);
}

/** What people call the kinds of numbers. */
const USAGES = new Map([
	['AdditionalCompanyNumber', 'company number'],
	['CompanyNumber', 'company number'],
	['DirectNumber', 'direct number'],
	['MainCompanyNumber', 'main number'],
]);
