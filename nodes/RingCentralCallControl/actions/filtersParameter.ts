import type { IDataObject } from 'n8n-workflow';

import { isFields, listOf, textOf } from '../calls/events/unknown';
import type { Field, Item } from './item';

/** A collection of filters as RingCentral's query, without empty filters. */
export function filterQuery(item: Item, field: Field): IDataObject {
	const filters = item.value(field, {});
	return Object.fromEntries(
		Object.entries(isFields(filters) ? filters : {}).flatMap(([name, value]) => {
			const texts = (Array.isArray(value) ? listOf(value) : [value]).flatMap(
				(entry) => textOf(entry)?.trim() ?? [],
			);
			const wanted = texts.filter((text) => text !== '');
			return wanted.length === 0 ? [] : [[name, wanted]];
		}),
	);
}
