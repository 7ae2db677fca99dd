import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { messageOf } from '../calls/events/unknown';
import { matching } from './matching';

/**
 * A list that begins with entries that need no request. When RingCentral refuses the others, the
 * list still has those, and the reason of the refusal.
 *
 * @param noun completes "... cannot be listed now", e.g. "Live calls".
 */
export async function entriesFirst(
	entries: INodeListSearchItems[],
	others: () => Promise<INodeListSearchItems[]>,
	noun: string,
	filter?: string,
): Promise<INodeListSearchResult> {
	try {
		return matching([...entries, ...(await others())], filter);
	} catch (refusal) {
		const { results } = matching(entries, filter);
		// Without a value, so that n8n asks for a choice when this entry is taken.
		return {
			results: [
				...results,
				{ name: `${noun} cannot be listed now: ${messageOf(refusal)}`, value: '' },
			],
		};
	}
}
