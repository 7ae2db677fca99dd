/**
 * RingCentral's event filters, which select the events that a subscription delivers.
 * https://developers.ringcentral.com/guide/notifications/event-filters
 */

/** Stands for the signed-in user in RingCentral's paths. */
export const SIGNED_IN_USER = '~';

const ACCOUNT = '/restapi/v1.0/account/~';

/** Parameters of an event filter, by RingCentral's names. */
export type FilterParameters = Record<string, string>;

export interface EventFilter {
	path: string;
	parameters: FilterParameters;
}

/** The path of the whole account, or those of some extensions: IDs, or "~" for the signed-in user. */
export function pathsOf(extensionIds: readonly string[] | 'account'): string[] {
	return extensionIds === 'account'
		? [ACCOUNT]
		: [...new Set(extensionIds)].map((id) => `${ACCOUNT}/extension/${id}`);
}

/**
 * Removes the filters whose events another filter delivers anyway.
 *
 * Assumption ONE-DELIVERY: RingCentral delivers a notification once to a subscription, however many
 * of its filters match. If it delivers one more often, fewer filters keep that rare.
 */
export function withoutCovered(all: readonly EventFilter[]): EventFilter[] {
	return all.filter(
		(one, index) =>
			!all.some(
				(other, otherIndex) => covers(other, one) && (otherIndex < index || !covers(one, other)),
			),
	);
}

/** The + of a phone number is not encoded, as in RingCentral's own examples. */
export function serialize({ path, parameters }: EventFilter): string {
	const query = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
	return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

/** The inverse of `serialize`. */
export function parse(filter: string): EventFilter {
	const [path = '', query = ''] = filter.split('?');
	const parameters = query
		.split('&')
		.map((pair) => pair.split('='))
		.map(([name = '', value = '']): [string, string] => [name, value])
		.filter(([name]) => name !== '');
	return { path, parameters: Object.fromEntries(parameters) };
}

/** The fewest event filters that deliver the same events. */
export function mergedFilters(filters: readonly string[]): string[] {
	return withoutCovered(filters.map(parse)).map(serialize);
}

/**
 * Whether these filters deliver every event of the account's calls, so that a gap in the sequence
 * of a call means a late or lost event.
 *
 * @param filters as RingCentral granted them, with IDs in place of "~".
 */
export function seesWholeCalls(filters: readonly string[]): boolean {
	return filters.some((filter) => WHOLE_ACCOUNT.test(filter));
}

const WHOLE_ACCOUNT = /^\/restapi\/v1\.0\/account\/[^/?]+\/telephony\/sessions(\?sipData=true)?$/;

/**
 * Whether these filters deliver all changes of one of these extensions, from the beginning of a
 * call to its end, and not only the changes that start a workflow.
 *
 * @param filters as RingCentral granted them, with IDs in place of "~".
 */
export function followsCalls(
	filters: readonly string[],
	extensionIds: ReadonlySet<string>,
): boolean {
	return filters
		.map(parse)
		.filter((filter) => !('statusCode' in filter.parameters))
		.some(({ path }) => {
			const [, extensionId] = SESSIONS.exec(path) ?? [];
			return extensionId === undefined ? SESSIONS.test(path) : extensionIds.has(extensionId);
		});
}

/** The sessions of an account, or of one of its extensions. */
const SESSIONS = /^\/restapi\/v1\.0\/account\/[^/]+(?:\/extension\/([^/]+))?\/telephony\/sessions$/;

/** Whether `wide` delivers all events of `narrow`, because it has no further parameter. */
function covers(wide: EventFilter, narrow: EventFilter): boolean {
	return (
		isWithin(wide.path, narrow.path) &&
		wide.parameters.sipData === narrow.parameters.sipData &&
		Object.entries(wide.parameters).every(([name, value]) => narrow.parameters[name] === value)
	);
}

/** The filters of the account deliver the events of all its extensions. */
function isWithin(wide: string, narrow: string): boolean {
	return wide === narrow || wide === narrow.replace(/\/extension\/[^/]+/, '');
}
