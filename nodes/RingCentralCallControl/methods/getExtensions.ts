import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { PageWatch } from '../transport/http/recordPages';
import { byLabel, extensionPage, type Extension } from './extensionPage';

/** All extensions of the account for a list with several choices, the signed-in user first. */
export async function getExtensions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const extensions: Extension[] = [];
	const watch = new PageWatch();
	for (let page = 1, hasMore = true; hasMore; page++) {
		const next = await extensionPage(this, page);
		if (!watch.isNew(next.extensions)) break;
		extensions.push(...next.extensions);
		hasMore = next.hasMore;
	}
	return [
		{ name: 'Signed-In User', value: '~' },
		...extensions.sort(byLabel).map(({ id, label }) => ({ name: label, value: id })),
	];
}
