import type { Fields } from '../calls/events/unknown';
import { limitField, returnAllField } from '../descriptions/returnAll';
import { recordsOfPages } from '../transport/http/recordPages';
import type { RingCentralRequest } from '../transport/http/request';
import type { Item } from './item';
import type { FieldsByApiName } from './refusalWords';

/**
 * The records of a list of RingCentral's, unchecked: as many as 'Return All' and 'Limit' allow.
 *
 * @param fields the operation's parameters that RingCentral may refuse.
 * @param isWanted filter for records, where RingCentral's query has none; by default, all count.
 */
export async function manyRecords(
	item: Item,
	{ path, query }: Pick<RingCentralRequest, 'path' | 'query'>,
	fields?: FieldsByApiName,
	isWanted?: (record: Fields) => boolean,
): Promise<Fields[]> {
	return await recordsOfPages(
		async (page) =>
			await item.request({ method: 'GET', path, query: { ...query, ...page } }, { fields }),
		mostResults(item),
		isWanted,
	);
}

/** The value of 'Limit'; `Infinity` with 'Return All'. */
export function mostResults(item: Item): number {
	if (item.isOn(returnAllField, item.value(returnAllField, false))) return Number.POSITIVE_INFINITY;
	const limit = Number(item.value(limitField, 50));
	if (!Number.isInteger(limit) || limit < 1) {
		throw item.parameterError(
			limitField,
			`is not a whole number from 1 on: ${limit}`,
			"Enter how many results you want, or switch on 'Return All'.",
		);
	}
	return limit;
}
