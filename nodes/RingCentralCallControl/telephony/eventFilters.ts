import { EVENT_SIGNS, type EventSign, type TriggerEvent } from './callEvent';
import type { CallFilters } from './callFilters';
import type { StatusCode } from './statusCode';

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

/**
 * RingCentral's event filters for a wish: as narrow as RingCentral can make them, because every
 * delivery costs n8n time even when no workflow starts.
 * https://developers.ringcentral.com/guide/notifications/event-filters
 *
 * One filter takes one status code, so that several codes are several filters.
 */
export function eventFiltersOf(wish: Wish): string[] {
	return pathsOf(wish).flatMap((path) => [
		...sessionParameters(wish).map((parameters) =>
			filter(`${path}/telephony/sessions`, parameters),
		),
		...(wish.triggerOn.includes('presenceChanged') ? [presenceFilter(path, wish.scope)] : []),
	]);
}

function pathsOf({ scope, extensionIds }: Wish): string[] {
	const account = '/restapi/v1.0/account/~';
	return scope === 'account'
		? [account]
		: [...new Set(extensionIds)].map((id) => `${account}/extension/${id}`);
}

/** SIP data of presence is what picking up a parked call needs. The account's has none to give. */
function presenceFilter(path: string, scope: Scope): string {
	return filter(`${path}/presence`, {
		detailedTelephonyState: 'true',
		...(scope === 'extension' && { sipData: 'true' }),
	});
}

function sessionParameters(wish: Wish): Parameters[] {
	const all = wish.triggerOn
		.map(signOf)
		.filter((sign) => sign !== undefined)
		.flatMap((sign) => parametersOf(sign, wish));
	return withoutCovered(all);
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

function parametersOf(sign: EventSign, { filters, hasSipData }: Wish): Parameters[] {
	const direction = sign.isAnyLeg
		? undefined
		: (filters.direction ?? (sign.isOwnPhone ? 'Inbound' : undefined));
	const codes: Array<StatusCode | undefined> = sign.statusCodes ?? [undefined];
	return codes.map((statusCode) => ({
		...(direction && { direction }),
		...((sign.isMissed || filters.isMissed) && { missedCall: 'true' }),
		...(filters.phoneNumber && { phoneNumber: filters.phoneNumber }),
		...(hasSipData && { sipData: 'true' }),
		...(statusCode && { statusCode }),
		...((sign.isRecorded || filters.isRecorded) && { withRecordings: 'true' }),
	}));
}

/**
 * Leaves out what another filter gets anyway.
 *
 * Assumption: RingCentral delivers a notification once to a subscription, however many of its
 * filters it fits. Should it deliver it more often, this keeps the cases few.
 */
function withoutCovered(all: Parameters[]): Parameters[] {
	return all.filter(
		(one, index) =>
			!all.some(
				(other, otherIndex) =>
					otherIndex !== index && covers(other, one) && (otherIndex < index || !covers(one, other)),
			),
	);
}

/** Whether `wide` gets everything that `narrow` gets: it asks for nothing more. */
function covers(wide: Parameters, narrow: Parameters): boolean {
	return Object.entries(wide).every(([name, value]) => narrow[name] === value);
}

/** RingCentral's own examples write the + of a phone number as it is, so it is not encoded. */
function filter(path: string, parameters: Parameters): string {
	const query = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
	return query.length === 0 ? path : `${path}?${query.join('&')}`;
}
