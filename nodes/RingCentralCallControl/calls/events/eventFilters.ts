/**
 * RingCentral's event filters: what a subscription delivers.
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
 * Leaves out the filters whose events another filter delivers anyway.
 *
 * Assumption ONE-DELIVERY: RingCentral delivers a notification once to a subscription, however many
 * of its filters it fits. Should it deliver it more often, this keeps the cases few.
 */
export function withoutCovered(all: readonly EventFilter[]): EventFilter[] {
	return all.filter(
		(one, index) =>
			!all.some(
				(other, otherIndex) =>
					otherIndex !== index && covers(other, one) && (otherIndex < index || !covers(one, other)),
			),
	);
}

/** RingCentral's own examples write the + of a phone number as it is, so it is not encoded. */
export function serialize({ path, parameters }: EventFilter): string {
	const query = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
	return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

/** The other way round. */
export function parse(filter: string): EventFilter {
	const [path = '', query = ''] = filter.split('?');
	const parameters = query
		.split('&')
		.map((pair) => pair.split('='))
		.map(([name = '', value = '']): [string, string] => [name, value])
		.filter(([name]) => name !== '');
	return { path, parameters: Object.fromEntries(parameters) };
}

/** The fewest event filters that deliver everything that these deliver. */
export function mergedFilters(filters: readonly string[]): string[] {
	return withoutCovered(filters.map(parse)).map(serialize);
}

/**
 * Whether these filters deliver every event of the account's calls, so that a gap in the sequence of a
 * call means that an event is late or lost.
 *
 * @param filters as RingCentral granted them, with IDs where "~" was.
 */
export function seesWholeCalls(filters: readonly string[]): boolean {
	return filters.some((filter) => WHOLE_ACCOUNT.test(filter));
}

const WHOLE_ACCOUNT = /^\/restapi\/v1\.0\/account\/[^/?]+\/telephony\/sessions(\?sipData=true)?$/;

/**
 * Whether RingCentral delivers what happens to one of these extensions from the beginning of a call to
 * its end, and not only the changes that a trigger starts on.
 *
 * @param filters as RingCentral granted them, with IDs where "~" was.
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

/** Whether `wide` delivers everything that `narrow` delivers: it has no further parameter. */
function covers(wide: EventFilter, narrow: EventFilter): boolean {
	return (
		isWithin(wide.path, narrow.path) &&
		wide.parameters.sipData === narrow.parameters.sipData &&
		Object.entries(wide.parameters).every(([name, value]) => narrow.parameters[name] === value)
	);
}

/** The filters of the account deliver the events of those of its extensions. */
function isWithin(wide: string, narrow: string): boolean {
	if (wide === narrow) return true;
	const [, resource] = /^\/restapi\/v1\.0\/account\/~\/extension\/[^/]+(\/.*)$/.exec(narrow) ?? [];
	return resource !== undefined && wide === ACCOUNT + resource;
}
