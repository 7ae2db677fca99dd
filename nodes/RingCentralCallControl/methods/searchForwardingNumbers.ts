import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { forwardingNumbers } from './forwardingNumbers';
import { matching } from './matching';

/** The phones that the signed-in user has entered in RingCentral as own ones, by their ids. */
export async function searchForwardingNumbers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const numbers = await forwardingNumbers(this);
	return matching(
		numbers.flatMap(({ id, label }) => (id === undefined ? [] : [{ name: label, value: id }])),
		filter,
	);
}
