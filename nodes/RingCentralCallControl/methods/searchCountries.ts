import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { textOf } from '../calls/events/unknown';
import { allRecords } from '../transport/http/allRecords';
import { matching } from './matching';

/**
 * The countries that RingCentral knows, by their IDs.
 * https://developers.ringcentral.com/api-reference/Regional-Settings/listCountries
 */
export async function searchCountries(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const countries = await allRecords(this, '/restapi/v1.0/dictionary/country');
	return matching(
		countries
			.flatMap(({ id, name, callingCode }) => {
				const value = textOf(id);
				const code = textOf(callingCode);
				if (value === undefined) return [];
				const words = textOf(name) ?? `Country ${value}`;
				return [{ name: code === undefined ? words : `${words} (+${code})`, value }];
			})
			.sort((one, other) => one.name.localeCompare(other.name)),
		filter,
	);
}
