import type { CallEvent } from '../events/callEvent';
import { callDirectionOf, type Direction } from '../events/party';
import { isSameNumber } from '../events/phoneNumber';

/** The values of the filters, by the names of their parameters. */
export interface FilterValues {
	direction: Direction;
	missedCallsOnly: true;
	/** E.164, e.g. +14155550100, or the short number of an extension; matches either end of a call. */
	phoneNumber: string;
	queueCallsOnly: true;
	withRecordingsOnly: true;
}

/** The filters of a node. A filter that is not set lets all calls through. */
export type CallFilters = Partial<FilterValues>;

/** One row of the table of filters. */
interface Filter<Value> {
	/** The name in the editor. */
	name: string;
	/** The description in the editor: the calls that pass. */
	meaning: string;
	/** For the documentation: whether n8n or RingCentral applies the filter. */
	keptBy: string;
	/**
	 * When the filter depends on the history of a call, so that RingCentral has to deliver all of
	 * the call. `forAnyLeg`: only for events of outside legs too, because these lack the data to
	 * check.
	 */
	needsHistory: 'always' | 'forAnyLeg' | 'never';
	/** RingCentral's own parameter, where it is certain not to remove any calls that pass. */
	parametersAtRingCentral?(value: Value): Record<string, string>;
	keeps(event: CallEvent, value: Value): boolean;
}

/** The table of filters. A filter without a row here does not compile. */
export const FILTERS: { [Name in keyof FilterValues]: Filter<FilterValues[Name]> } = {
	direction: {
		name: 'Direction',
		meaning: 'Which way the call goes, as the company sees it',
		keptBy: 'n8n, and RingCentral for the events of one phone, ringing and answered',
		needsHistory: 'never',
		keeps: (event, direction) => directionsOf(event).includes(direction),
	},
	missedCallsOnly: {
		name: 'Missed Calls Only',
		meaning: 'Whether only calls that were missed start the workflow',
		keptBy: 'n8n',
		needsHistory: 'always',
		keeps: isOfMissedCall,
	},
	phoneNumber: {
		name: 'Phone Number',
		meaning:
			'Only calls from or to this number. It starts with + and the country code, or is the short number of an extension.',
		keptBy: 'RingCentral; n8n for short numbers',
		needsHistory: 'never',
		// RingCentral documents the parameter for international numbers.
		parametersAtRingCentral: (phoneNumber): Record<string, string> =>
			phoneNumber.startsWith('+') ? { phoneNumber } : {},
		keeps: ({ call }, phoneNumber) =>
			[...call.phoneNumbers].some((number) => isSameNumber(number, phoneNumber)),
	},
	queueCallsOnly: {
		name: 'Queue Calls Only',
		meaning: 'Whether only calls that come through a call queue start the workflow',
		keptBy: 'n8n',
		needsHistory: 'forAnyLeg',
		keeps: ({ call }) => call.isQueueCall,
	},
	withRecordingsOnly: {
		name: 'With Recordings Only',
		meaning: 'Whether only calls that are or were recorded start the workflow',
		keptBy: 'n8n',
		needsHistory: 'always',
		keeps: ({ call }) => call.wasRecorded,
	},
};

export function isFilterName(name: string): name is keyof CallFilters {
	return Object.hasOwn(FILTERS, name);
}

const FILTER_NAMES = Object.keys(FILTERS).filter(isFilterName);

/** Whether an event passes all filters that are set. */
export function passes(event: CallEvent, filters: CallFilters): boolean {
	return FILTER_NAMES.every((name) => passesOne(name, event, filters));
}

/**
 * Whether one of the filters depends on the history of a call.
 *
 * @param isOfAnyLeg whether legs of outside parties count for the event too.
 */
export function needHistory(filters: CallFilters, isOfAnyLeg: boolean): boolean {
	return FILTER_NAMES.some((name) => {
		const { needsHistory } = FILTERS[name];
		const isNeeded = needsHistory === 'always' || (needsHistory === 'forAnyLeg' && isOfAnyLeg);
		return filters[name] !== undefined && isNeeded;
	});
}

/** The parameters of RingCentral's event filter for these filters. */
export function parametersAtRingCentral(filters: CallFilters): Record<string, string> {
	return Object.fromEntries(
		FILTER_NAMES.flatMap((name) => Object.entries(parametersOfOne(name, filters))),
	);
}

function passesOne<Name extends keyof CallFilters>(
	name: Name,
	event: CallEvent,
	filters: CallFilters,
): boolean {
	const filter: Filter<FilterValues[Name]> = FILTERS[name];
	const value = filters[name];
	return value === undefined || filter.keeps(event, value);
}

function parametersOfOne<Name extends keyof CallFilters>(
	name: Name,
	filters: CallFilters,
): Record<string, string> {
	const filter: Filter<FilterValues[Name]> = FILTERS[name];
	const value = filters[name];
	return value === undefined ? {} : (filter.parametersAtRingCentral?.(value) ?? {});
}

/** A call inside the company has both directions, regardless of the leg that ended it. */
function directionsOf(event: CallEvent): Array<Direction | undefined> {
	return event.event === 'callEnded'
		? event.details.summary.parties.map(({ party }) => callDirectionOf(party))
		: [callDirectionOf(event.party)];
}

function isOfMissedCall(event: CallEvent): boolean {
	if (event.event === 'missed' || event.party.missedCall) return true;
	return event.event === 'callEnded' && event.details.summary.outcome === 'missed';
}
