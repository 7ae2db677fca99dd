import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { extensionPage } from './extensionPage';

/** The users and call queues of the company. */
export async function searchExtensions(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await extensionPage(this, ['User', 'Department'], filter, paginationToken);
}
