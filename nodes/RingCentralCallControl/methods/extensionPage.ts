import { textOf, type Fields } from '../calls/events/unknown';
import { EXTENSIONS_PATH } from '../transport/http/extensionPath';
import {
	hasNextPage,
	recordsIn,
	recordsOfPages,
	type PageQuery,
} from '../transport/http/recordPages';
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
	const answer = await readPage(context, { page, perPage: PAGE_SIZE, ...(type && { type }) });
	return { extensions: sorted(recordsIn(answer)), hasMore: hasNextPage(answer, page) };
}

/** All of the account's extensions in use, sorted by name. */
export async function allExtensions(context: RequestContext): Promise<Extension[]> {
	const readOne = async (page: PageQuery) => await readPage(context, page);
	return sorted(await recordsOfPages(readOne, Number.POSITIVE_INFINITY));
}

async function readPage(context: RequestContext, query: PageQuery): Promise<unknown> {
	return await request(context, {
		method: 'GET',
		path: EXTENSIONS_PATH,
		query: { status: 'Enabled', ...query },
	});
}

function sorted(records: readonly Fields[]): Extension[] {
	return records
		.flatMap((record) => extensionOf(record) ?? [])
		.sort((one, other) => one.label.localeCompare(other.label));
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
