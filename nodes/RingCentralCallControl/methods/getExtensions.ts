import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { ListedPages } from '../transport/http/recordPages';
import { byLabel, extensionPage, type Extension } from './extensionPage';

/** All extensions of the account for a list with several choices, the signed-in user first. */
export async function getExtensions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const extensions: Extension[] = [];
	const pages = new ListedPages();
	for (let page = 1, hasMore = true; hasMore; page++) {
		const next = await extensionPage(this, page);
		const further = pages.further(next.extensions);
		extensions.push(...further);
		hasMore = further.length > 0 && next.hasMore;
	}
	return [
		{ name: 'Signed-In User', value: '~' },
		...extensions.sort(byLabel).map(({ id, label }) => ({ name: label, value: id })),
	];
}
