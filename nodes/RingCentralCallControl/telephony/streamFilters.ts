import { eventFiltersOf } from './eventFilters';
import type { StreamWish } from './happeningChoice';

/** The fewest event filters that give all of several triggers what they want. */
export function streamFiltersOf(wishes: readonly StreamWish[]): string[] {
	return [
		...new Set(wishes.flatMap((wish) => eventFiltersOf({ ...wish, triggerOn: ['anyChange'] }))),
	];
}

/** The fewest event filters that give what all of these give. */
export function mergedFilters(filters: readonly string[]): string[] {
	return [...new Set(filters)];
}

const WHOLE_ACCOUNT = /^\/restapi\/v1\.0\/account\/[^/]+\/telephony\/sessions(\?sipData=true)?$/;

/** @param filters as RingCentral granted them, with IDs where "~" was. */
export function seesWholeCalls(filters: readonly string[]): boolean {
	return filters.some((filter) => WHOLE_ACCOUNT.test(filter));
}
