import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isFields, listOf, textOf, type Fields } from '../telephony/unknown';
import { request } from '../transport/request';
import { matching } from './matching';

/** RingCentral's types of extensions: https://developers.ringcentral.com/guide/account/extensions */
export type ExtensionType = 'Department' | 'ParkLocation' | 'User';

const EXTENSIONS_PER_PAGE = 100;

/**
 * One page of the company's extensions, for a list in the editor. RingCentral cannot search them by
 * name, so each page is searched here, and n8n asks for the next one as the person scrolls.
 *
 * @param paginationToken the number of the page; undefined for the first one.
 */
export async function extensionPage(
	context: ILoadOptionsFunctions,
	types: readonly ExtensionType[],
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 1);
	const answer = await request(context, {
		method: 'GET',
		path: '/restapi/v1.0/account/~/extension',
		query: { status: 'Enabled', type: [...types], page, perPage: EXTENSIONS_PER_PAGE },
	});
	const { records, paging } = isFields(answer) ? answer : {};
	const totalPages = isFields(paging) ? Number(paging.totalPages) : 1;
	const entries = listOf(records)
		.filter(isFields)
		.flatMap((extension) => {
			const id = textOf(extension.id);
			return id === undefined ? [] : [{ name: nameOf(extension), value: id }];
		});
	return {
		...matching(entries, filter),
		paginationToken: page < totalPages ? String(page + 1) : undefined,
	};
}

/** E.g. "101 Reception". */
function nameOf({ extensionNumber, name }: Fields): string {
	return [textOf(extensionNumber), textOf(name)].filter((part) => part !== undefined).join(' ');
}
