import type { CallEvent } from '../events/callEvent';
import { callDirectionOf, type Direction } from '../events/notification';
import { isSameNumber } from '../events/phoneNumber';

/** What each filter may say, by its name in the editor. */
export interface FilterValues {
	direction: Direction;
	missedCallsOnly: true;
	/** E.164, e.g. +14155550100, or the short number of an extension. Both ends of a call count. */
	phoneNumber: string;
	queueCallsOnly: true;
	withRecordingsOnly: true;
}

/** Which calls start a workflow; a filter that is left out does not matter. */
export type CallFilters = Partial<FilterValues>;

/** All there is to know of a filter. */
interface Filter<Value> {
	/** As the editor shows it. */
	name: string;
	/** The calls that it keeps, as the editor says it. */
	meaning: string;
	/** Who leaves out the other calls, as the documentation says it. */
	keptBy: string;
	/**
	 * When it takes the history of a call to tell, for which RingCentral has to deliver all of it:
	 * `forAnyLeg` for events that legs of people outside tell too, which say nothing of it themselves.
	 */
	needsHistory: 'always' | 'forAnyLeg' | 'never';
	/** RingCentral's own parameter for it, where that is certain to leave out nothing more. */
	parametersAtRingCentral?(value: Value): Record<string, string>;
	keeps(event: CallEvent, value: Value): boolean;
}

/** The one table of the filters. A filter without a row here does not compile. */
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
 * Whether only the history of a call tells that it passes.
 *
 * @param isOfAnyLeg whether legs of people outside tell the event too.
 */
export function needHistory(filters: CallFilters, isOfAnyLeg: boolean): boolean {
	return FILTER_NAMES.some((name) => {
		const { needsHistory } = FILTERS[name];
		const isNeeded = needsHistory === 'always' || (needsHistory === 'forAnyLeg' && isOfAnyLeg);
		return filters[name] !== undefined && isNeeded;
	});
}

/** The parameters with which RingCentral leaves out other calls. */
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

/** A call inside the company goes both ways: which leg ended it does not matter. */
function directionsOf(event: CallEvent): Array<Direction | undefined> {
	return event.event === 'callEnded'
		? event.details.summary.parties.map(({ party }) => callDirectionOf(party))
		: [callDirectionOf(event.party)];
}

function isOfMissedCall(event: CallEvent): boolean {
	if (event.event === 'missed' || event.party.missedCall) return true;
	return event.event === 'callEnded' && event.details.summary.outcome === 'missed';
}
