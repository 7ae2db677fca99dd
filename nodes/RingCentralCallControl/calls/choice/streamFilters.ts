import {
	narrowFiltersOf,
	read,
	wholeFiltersOf,
	withoutCovered,
	written,
	type EventFilter,
	type Wish,
} from '../events/eventFilters';
import type { StreamEvent } from '../history/happening';
import type { StreamWish } from './happeningChoice';

/** What one notification tells by itself, so that the rest of the call need not be delivered. */
const TOLD_BY_ONE: readonly StreamEvent[] = [
	'fax',
	'parked',
	'presenceChanged',
	'ringing',
	'voicemail',
];

/**
 * The fewest event filters that give all of several triggers what they want: one subscription
 * serves them all. SIP data is in all events as soon as one of them wants it.
 */
export function streamFiltersOf(wishes: readonly StreamWish[]): string[] {
	const hasSipData = wishes.some((wish) => wish.hasSipData);
	const all = wishes.flatMap((wish) => filtersOf({ ...wish, hasSipData }));
	return withoutCovered(all).map(written);
}

/** The fewest event filters that give what all of these give. */
export function mergedFilters(filters: readonly string[]): string[] {
	return withoutCovered(filters.map(read)).map(written);
}

/**
 * Whether these filters deliver every event of the account's calls, so that a gap in the sequence
 * of a call means that an event is late or lost.
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
		.map(read)
		.filter((filter) => !('statusCode' in filter.parameters))
		.some(({ path }) => {
			const [, extensionId] = SESSIONS.exec(path) ?? [];
			return extensionId === undefined ? SESSIONS.test(path) : extensionIds.has(extensionId);
		});
}

/** The sessions of an account, or of one of its extensions. */
const SESSIONS = /^\/restapi\/v1\.0\/account\/[^/]+(?:\/extension\/([^/]+))?\/telephony\/sessions$/;

function filtersOf(wish: StreamWish): EventFilter[] {
	const isToldByOne = wish.triggerOn.every((event) => TOLD_BY_ONE.includes(event));
	return isToldByOne ? narrowFiltersOf(asked(wish)) : wholeFiltersOf(asked(wish));
}

/** The end of a hold is no event of RingCentral's. */
function asked({ triggerOn, ...wish }: StreamWish): Wish {
	return { ...wish, triggerOn: triggerOn.filter((event) => event !== 'resumed') };
}
