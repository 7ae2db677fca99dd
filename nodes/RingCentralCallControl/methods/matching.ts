import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** The entries whose names contain the text in the list's search box. */
export function matching(entries: INodeListSearchItems[], filter = ''): INodeListSearchResult {
	const wanted = searchable(filter);
	return { results: entries.filter(({ name }) => searchable(name).includes(wanted)) };
}

/** Blanks do not count, so that a phone number is found however its digits are grouped. */
function searchable(text: string): string {
	return text.replace(/\s/g, '').toLowerCase();
}
