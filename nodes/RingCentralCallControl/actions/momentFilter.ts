import type { IDataObject } from 'n8n-workflow';

import type { Field, Item } from './item';
import { momentParameter } from './momentParameter';

/**
 * The moments in a collection of filters as RingCentral's query, without empty filters.
 *
 * @throws NodeOperationError when a filter is not a date and time.
 */
export function momentQuery(item: Item, fields: readonly Field[]): IDataObject {
	return Object.fromEntries(
		fields.flatMap(({ displayName, name }) => {
			const moment = momentParameter(
				item,
				{ displayName, name: `filters.${name}` },
				item.context.getTimezone(),
				'Write it like 2026-12-24T18:00, or remove the filter.',
			);
			return moment === undefined ? [] : [[name, new Date(moment).toISOString()]];
		}),
	);
}
