import { isFields, listOf, textOf } from '../telephony/unknown';
import { request, type RequestContext } from '../transport/request';

export interface Extension {
	/** RingCentral's own id; people know the short number in `label`. */
	id: string;
	/** Name and short number, e.g. "Reception (101)". */
	label: string;
}

/** The most that RingCentral sends at once. */
const PAGE_SIZE = 1_000;

/**
 * One page of the account's extensions in use, users and call queues alike, by name.
 * https://developers.ringcentral.com/api-reference/Extensions/listExtensions
 *
 * @param page counted from 1.
 * @param type RingCentral's type of extension, e.g. "ParkLocation"; without one, all of them.
 */
export async function extensionPage(
	context: RequestContext,
	page: number,
	type?: string,
): Promise<{ extensions: Extension[]; hasMore: boolean }> {
	const body = await request(context, {
		method: 'GET',
		path: '/restapi/v1.0/account/~/extension',
		query: { status: 'Enabled', page, perPage: PAGE_SIZE, ...(type && { type }) },
	});
	const { records, paging } = isFields(body) ? body : {};
	const totalPages = isFields(paging) ? Number(paging.totalPages) : 1;
	return {
		extensions: listOf(records)
			.flatMap((record) => extensionOf(record) ?? [])
			.sort(byLabel),
		hasMore: page < totalPages,
	};
}

export function byLabel(one: Extension, other: Extension): number {
	return one.label.localeCompare(other.label);
}

function extensionOf(value: unknown): Extension | undefined {
	if (!isFields(value)) return undefined;
	const id = textOf(value.id);
	if (id === undefined) return undefined;
	const number = textOf(value.extensionNumber);
	const name = textOf(value.name)?.trim() || 'Extension without a name';
	return { id, label: number === undefined ? name : `${name} (${number})` };
}
