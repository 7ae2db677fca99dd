import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** The entries whose names contain what a person has typed into the list's search box. */
export function matching(entries: INodeListSearchItems[], filter = ''): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	return { results: entries.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}
