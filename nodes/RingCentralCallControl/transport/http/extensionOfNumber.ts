import { textOf, type Fields } from '../../calls/events/unknown';
import type { RequestContext } from '../signIn/account';
import { EXTENSIONS_PATH } from './extensionPath';
import { recordsIn } from './recordPages';
import { request } from './request';

/**
 * The company's extension with this short number; undefined when there is none.
 * https://developers.ringcentral.com/api-reference/Extensions/listExtensions
 *
 * @throws NodeApiError when RingCentral refuses.
 */
export async function extensionOfNumber(
	context: RequestContext,
	extensionNumber: string,
	itemIndex?: number,
): Promise<Fields | undefined> {
	const answer = await request(context, {
		method: 'GET',
		path: EXTENSIONS_PATH,
		query: { extensionNumber },
		itemIndex,
	});
	return recordsIn(answer).find((record) => textOf(record.extensionNumber) === extensionNumber);
}
