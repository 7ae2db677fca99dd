import { textOf, type Fields } from '../calls/events/unknown';
import { EXTENSIONS_PATH } from '../transport/http/extensionPath';
import { hasNextPage, recordsIn } from '../transport/http/recordPages';
import type { RequestContext } from '../transport/signIn/account';
import { request } from '../transport/http/request';

export interface Extension {
	/** RingCentral's own ID; the short number is in `label`. */
	id: string;
	/** Name and short number, e.g. "Reception (101)". */
	label: string;
	/** RingCentral's type, e.g. "User" or "Department". */
	type?: string;
}

/** The largest page that RingCentral sends. */
const PAGE_SIZE = 1_000;

/**
 * One page of the account's extensions in use, users and call queues alike, sorted by name.
 * https://developers.ringcentral.com/api-reference/Extensions/listExtensions
 *
 * @param page counted from 1.
 * @param type RingCentral's type of extension, e.g. "ParkLocation"; by default all types.
 */
export async function extensionPage(
	context: RequestContext,
	page: number,
	type?: string,
): Promise<{ extensions: Extension[]; hasMore: boolean }> {
	const answer = await request(context, {
		method: 'GET',
		path: EXTENSIONS_PATH,
		query: { status: 'Enabled', page, perPage: PAGE_SIZE, ...(type && { type }) },
	});
	return {
		extensions: recordsIn(answer)
			.flatMap((record) => extensionOf(record) ?? [])
			.sort(byLabel),
		hasMore: hasNextPage(answer, page),
	};
}

export function byLabel(one: Extension, other: Extension): number {
	return one.label.localeCompare(other.label);
}

function extensionOf(record: Fields): Extension | undefined {
	const id = textOf(record.id);
	if (id === undefined) return undefined;
	const number = textOf(record.extensionNumber);
	const name = textOf(record.name)?.trim() || 'Extension without a name';
	return {
		id,
		label: number === undefined ? name : `${name} (${number})`,
		type: textOf(record.type),
	};
}
