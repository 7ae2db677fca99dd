import { isFields, textOf } from '../calls/events/unknown';
import { EXTENSIONS_PATH, extensionPath } from '../transport/http/extensionPath';
import { recordsOfPages } from '../transport/http/recordPages';
import type { Item } from './item';

/** An extension in RingCentral's list. */
export interface ListedExtension {
	id: string;
	number?: string;
	name?: string;
}

/**
 * Reads the name of one extension with a light request; undefined after a refusal, which must not
 * hide the other fields.
 */
export async function extensionName(item: Item, extensionId: string): Promise<string | undefined> {
	const path = extensionPath(extensionId);
	const answer = await item.send({ method: 'GET', path });
	return answer.isRefused || !isFields(answer.body) ? undefined : textOf(answer.body.name);
}

/** All extensions of the company: one medium request per thousand. Empty without the permission. */
export async function listedExtensions(item: Item): Promise<ListedExtension[]> {
	const records = await recordsOfPages(async (page): Promise<unknown> => {
		const path = EXTENSIONS_PATH;
		const answer = await item.send({ method: 'GET', path, query: page });
		if (!answer.isRefused) return answer.body;
		if (answer.refusal.statusCode !== 403) throw item.refusalError(answer.refusal);
		return { records: [] };
	}, Number.POSITIVE_INFINITY);
	return records.flatMap((record) => {
		const id = textOf(record.id);
		if (id === undefined) return [];
		return { id, number: textOf(record.extensionNumber), name: textOf(record.name) };
	});
}
