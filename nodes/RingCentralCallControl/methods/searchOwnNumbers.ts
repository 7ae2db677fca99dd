import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listOf, textOf } from '../calls/events/unknown';
import { allRecords } from '../transport/http/allRecords';
import { matching } from './matching';

/** The numbers that the signed-in user can show as caller ID. */
export async function searchCallerIds(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await numbersFor(this, 'CallerId', filter);
}

/** The numbers from which the signed-in user can send text messages. */
export async function searchSmsNumbers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await numbersFor(this, 'SmsSender', filter);
}

/**
 * The numbers of the signed-in user with one of RingCentral's features.
 * https://developers.ringcentral.com/api-reference/Phone-Numbers/listExtensionPhoneNumbers
 */
async function numbersFor(
	context: ILoadOptionsFunctions,
	feature: string,
	filter?: string,
): Promise<INodeListSearchResult> {
	const numbers = await allRecords(context, '/restapi/v1.0/account/~/extension/~/phone-number');
	return matching(
		numbers
			.filter(({ features }) => listOf(features).includes(feature))
			.flatMap(({ phoneNumber, label, usageType }) => {
				const value = textOf(phoneNumber);
				if (value === undefined) return [];
				const words = textOf(label) ?? USAGES.get(textOf(usageType) ?? '');
				return [{ name: words === undefined ? value : `${value} (${words})`, value }];
			}),
		filter,
	);
}

/** Everyday names of the usage types. */
const USAGES = new Map([
	['AdditionalCompanyNumber', 'company number'],
	['CompanyNumber', 'company number'],
	['DirectNumber', 'direct number'],
	['MainCompanyNumber', 'main number'],
]);
