import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isFields, listOf, textOf } from '../calls/events/unknown';
import type { Field } from './parameters';

/** What a collection of filters holds, as RingCentral's query; empty filters are left out. */
export function filterQuery(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
): IDataObject {
	const filters: unknown = context.getNodeParameter(field.name, itemIndex, {});
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
