import type { TriggerEvent } from '../events/callEvent';
import {
	pathsOf,
	serialize,
	withoutCovered,
	type EventFilter,
	type FilterParameters,
} from '../events/eventFilters';
import type { StatusCode } from '../events/statusCode';
import { EVENTS } from './events';
import { needHistory, parametersAtRingCentral, type CallFilters } from './filters';

export type Scope = 'account' | 'extension';

/** The events and calls that start the workflow of a node. */
export interface Criteria {
	scope: Scope;
	/** Extension IDs, or "~" for the signed-in user; ignored for the scope `account`. */
	extensionIds: string[];
	triggerOn: TriggerEvent[];
	filters: CallFilters;
	/** Whether each ringing phone of a call counts, not only the first. */
	countsEachPhone: boolean;
	/** Whether call events carry the data that a SIP phone needs to take part. */
	hasSipData: boolean;
}

/**
 * RingCentral's event filters for a node: as narrow as the events allow, because every delivery
 * costs n8n time even when no workflow starts.
 *
 * One filter takes one status code, so several codes need several filters.
 */
export function eventFiltersOf(criteria: Criteria): string[] {
	return withoutCovered(filtersOf(criteria)).map(serialize);
}

/**
 * The fewest event filters that meet the criteria of several nodes, for one shared subscription.
 * All events carry SIP data as soon as one node includes it.
 */
export function sharedFiltersOf(all: readonly Criteria[]): string[] {
	const hasSipData = all.some((criteria) => criteria.hasSipData);
	const filters = all.flatMap((criteria) => filtersOf({ ...criteria, hasSipData }));
	return withoutCovered(filters).map(serialize);
}

function filtersOf(criteria: Criteria): EventFilter[] {
	const { scope, extensionIds, triggerOn } = criteria;
	const paths = pathsOf(scope === 'account' ? 'account' : extensionIds);
	return paths.flatMap((path) =>
		triggerOn.flatMap((event) =>
			EVENTS[event].needs === 'presence'
				? presenceFilter(path, criteria)
				: parametersOf(event, criteria).map((parameters) => ({
						path: `${path}/telephony/sessions`,
						parameters,
					})),
		),
	);
}

/** SIP data of presence is needed to pick up a parked call. The presence of the account has none. */
function presenceFilter(path: string, { scope }: Criteria): EventFilter {
	const parameters = {
		detailedTelephonyState: 'true',
		...(scope === 'extension' && { sipData: 'true' }),
	};
	return { path: `${path}/presence`, parameters };
}

function parametersOf(event: TriggerEvent, criteria: Criteria): FilterParameters[] {
	const { filters, hasSipData } = criteria;
	const direction = legDirectionOf(event, criteria);
	return statusCodesOf(event, criteria).map((statusCode) => ({
		...(direction && { direction }),
		...parametersAtRingCentral(filters),
		...(hasSipData && { sipData: 'true' }),
		...(statusCode && { statusCode }),
	}));
}

/**
 * The direction of the legs that suffice to recognize an event; undefined for both directions. The
 * answer to an outgoing call is seen on the other side's leg.
 */
function legDirectionOf(event: TriggerEvent, { filters }: Criteria): string | undefined {
	const { isOfOnePhone, isOfAnyLeg = false } = EVENTS[event];
	if (!isOfOnePhone || needHistory(filters, isOfAnyLeg)) return undefined;
	const direction = filters.direction ?? 'Inbound';
	return event === 'answered' && direction === 'Outbound' ? undefined : direction;
}

/** Undefined stands for every status. */
function statusCodesOf(
	event: TriggerEvent,
	{ filters }: Criteria,
): ReadonlyArray<StatusCode | undefined> {
	const { needs, isOfAnyLeg = false } = EVENTS[event];
	return typeof needs === 'string' || needHistory(filters, isOfAnyLeg) ? [undefined] : needs;
}
