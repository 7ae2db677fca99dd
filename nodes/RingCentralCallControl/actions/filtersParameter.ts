import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isFields } from '../calls/events/unknown';
import type { Item } from './item';

/**
 * A collection of filters as RingCentral's query, without empty filters. Moments are left out: see
 * `momentQuery`.
 *
 * @throws NodeOperationError naming the filter, when its expression finds nothing, or gives no text.
 */
export function filterQuery(item: Item, field: INodeProperties): IDataObject {
	const filters = item.value(field, {});
	const given = isFields(filters) ? filters : {};
	const query: IDataObject = {};
	for (const filter of field.options ?? []) {
		if (!('type' in filter) || filter.type === 'dateTime' || !(filter.name in given)) continue;
		const value = given[filter.name];
		const isList = Array.isArray(value);
		if (!isList && item.isEmpty(filter, value)) continue;
		const texts =
			isList || filter.type === 'multiOptions'
				? item.entriesIn(filter, value)
				: [item.textIn(filter, value)];
		if (texts.length > 0) query[filter.name] = texts;
	}
	return query;
}
