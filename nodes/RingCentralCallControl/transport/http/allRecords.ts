import type { Fields } from '../../calls/events/unknown';
import type { RequestContext } from '../signIn/account';
import { recordsOfPages } from './recordPages';
import { request } from './request';

/**
 * All records of a list of RingCentral's, unchecked.
 *
 * @param itemIndex the item that they are read for, to be named in messages.
 * @throws NodeApiError when RingCentral refuses a page.
 * @throws OperationalError for a list that does not end.
 */
export async function allRecords(
	context: RequestContext,
	path: string,
	itemIndex?: number,
): Promise<Fields[]> {
	return await recordsOfPages(
		async (query) => await request(context, { method: 'GET', path, query, itemIndex }),
		Number.POSITIVE_INFINITY,
	);
}
