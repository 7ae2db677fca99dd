import type { IExecuteFunctions } from 'n8n-workflow';

import type { Fields } from '../calls/events/unknown';
import { recordsOfPages } from '../transport/http/recordPages';
import type { RingCentralRequest } from '../transport/http/request';
import { itemRequest } from './itemRequest';
import { mostResults } from './mostResults';
import type { FieldsByApiName } from './refusedParameter';

/**
 * The records of a list of RingCentral's, unchecked: as many as 'Return All' and 'Limit' ask for.
 *
 * @param fields the operation's parameters that RingCentral may find fault with.
 */
export async function manyRecords(
	context: IExecuteFunctions,
	itemIndex: number,
	{ path, query }: Pick<RingCentralRequest, 'path' | 'query'>,
	fields: FieldsByApiName = {},
): Promise<Fields[]> {
	return await recordsOfPages(
		async (page) =>
			await itemRequest(
				context,
				{ method: 'GET', path, query: { ...query, ...page }, itemIndex },
				fields,
			),
		mostResults(context, itemIndex),
	);
}
