import type { Fields } from '../../calls/events/unknown';
import type { RequestContext } from '../signIn/account';
import { recordsOfPages } from './recordPages';
import { request } from './request';

/**
 * All records of a RingCentral list, unvalidated.
 *
 * @param itemIndex the item to name in messages.
 * @throws NodeApiError when RingCentral refuses a page.
 * @throws OperationalError for an endless list.
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
