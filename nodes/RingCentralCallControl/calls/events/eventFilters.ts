import { EVENT_SIGNS, type EventSign, type TriggerEvent } from '../choice/callEvent';
import type { CallFilters } from '../choice/callFilters';
import type { StatusCode } from './statusCode';

const ACCOUNT = '/restapi/v1.0/account/~';

/** Stands for the signed-in user in RingCentral's paths. */
export const SIGNED_IN_USER = '~';

export type Scope = 'account' | 'extension';

/** Which events of which calls RingCentral is to deliver. */
export interface Wish {
	scope: Scope;
	/** Ids of extensions, or "~" for the signed-in user; only looked at for the scope `extension`. */
	extensionIds: string[];
	triggerOn: TriggerEvent[];
	filters: CallFilters;
	/** Whether call events carry the data with which SIP phones take part. */
	hasSipData: boolean;
}

/** Parameters of an event filter, by RingCentral's names. */
type Parameters = Record<string, string>;

/** An event filter before it is written down. */
export interface EventFilter {
	path: string;
	parameters: Parameters;
}

/**
 * RingCentral's event filters for a wish: as narrow as RingCentral can make them, because every
 * delivery costs n8n time even when no workflow starts.
 * https://developers.ringcentral.com/guide/notifications/event-filters
 *
 * One filter takes one status code, so that several codes are several filters.
 */
export function eventFiltersOf(wish: Wish): string[] {
	return withoutCovered(narrowFiltersOf(wish)).map(written);
}

/** All that RingCentral would have to be asked for, also what other filters get anyway. */
export function narrowFiltersOf(wish: Wish): EventFilter[] {
	return pathsOf(wish).flatMap((path) => [
		...sessionParameters(wish).map((parameters) => ({
			path: `${path}/telephony/sessions`,
			parameters,
		})),
		...presenceFilters(path, wish),
	]);
}

/** Asks for the whole history of the calls of a wish. */
export function wholeFiltersOf(wish: Wish): EventFilter[] {
	const parameters = commonParameters(wish);
	return pathsOf(wish).flatMap((path) => [
		{ path: `${path}/telephony/sessions`, parameters },
		...presenceFilters(path, wish),
	]);
}

/**
 * Leaves out what another filter gets anyway.
 *
 * Assumption: RingCentral delivers a notification once to a subscription, however many of its
 * filters it fits. Should it deliver it more often, this keeps the cases few.
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
export function written({ path, parameters }: EventFilter): string {
	const query = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
	return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

/** The other way round. */
export function read(filter: string): EventFilter {
	const [path = '', query = ''] = filter.split('?');
	const parameters = query
		.split('&')
		.map((pair) => pair.split('='))
		.flatMap(([name = '', value = '']) => (name === '' ? [] : [[name, value]]));
	return { path, parameters: Object.fromEntries(parameters) };
}

function pathsOf({ scope, extensionIds }: Wish): string[] {
	return scope === 'account'
		? [ACCOUNT]
		: [...new Set(extensionIds)].map((id) => `${ACCOUNT}/extension/${id}`);
}

/** SIP data of presence is what picking up a parked call needs. The account's has none to give. */
function presenceFilters(path: string, { scope, triggerOn }: Wish): EventFilter[] {
	if (!triggerOn.includes('presenceChanged')) return [];
	const parameters = {
		detailedTelephonyState: 'true',
		...(scope === 'extension' && { sipData: 'true' }),
	};
	return [{ path: `${path}/presence`, parameters }];
}

function sessionParameters(wish: Wish): Parameters[] {
	return wish.triggerOn
		.map(signOf)
		.filter((sign) => sign !== undefined)
		.flatMap((sign) => parametersOf(sign, wish));
}

function signOf(event: TriggerEvent): EventSign | undefined {
	switch (event) {
		case 'presenceChanged':
			return undefined;
		case 'anyChange':
			return { isAnyLeg: true };
		case 'callEnded':
			// Whether the call is over is asked when somebody has left it.
			return EVENT_SIGNS.partyLeft;
		default:
			return EVENT_SIGNS[event];
	}
}

function parametersOf(sign: EventSign, wish: Wish): Parameters[] {
	const { filters } = wish;
	const direction = sign.isAnyLeg
		? undefined
		: (filters.direction ?? (sign.isOwnPhone ? 'Inbound' : undefined));
	const codes: Array<StatusCode | undefined> = sign.statusCodes ?? [undefined];
	return codes.map((statusCode) => ({
		...(direction && { direction }),
		...((sign.isMissed || filters.isMissed) && { missedCall: 'true' }),
		...commonParameters(wish),
		...(statusCode && { statusCode }),
		...((sign.isRecorded || filters.isRecorded) && { withRecordings: 'true' }),
	}));
}

/** What may be asked of all notifications of a call. */
function commonParameters({ filters, hasSipData }: Wish): Parameters {
	return {
		...(filters.phoneNumber && { phoneNumber: filters.phoneNumber }),
		...(hasSipData && { sipData: 'true' }),
	};
}

/** Whether `wide` gets everything that `narrow` gets: it asks for nothing more. */
function covers(wide: EventFilter, narrow: EventFilter): boolean {
	return (
		isWithin(wide.path, narrow.path) &&
		wide.parameters.sipData === narrow.parameters.sipData &&
		Object.entries(wide.parameters).every(([name, value]) => narrow.parameters[name] === value)
	);
}

/** The filters of the account get what those of its extensions get. */
function isWithin(wide: string, narrow: string): boolean {
	if (wide === narrow) return true;
	const [, resource] = /^\/restapi\/v1\.0\/account\/~\/extension\/[^/]+(\/.*)$/.exec(narrow) ?? [];
	return resource !== undefined && wide === ACCOUNT + resource;
}
