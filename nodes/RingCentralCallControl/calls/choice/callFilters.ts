import { callDirectionOf, type Direction, type Party } from '../events/notification';

/** Which calls are of interest; what is left out does not matter. */
export interface CallFilters {
	direction?: Direction;
	/** E.164, e.g. +14155550100. RingCentral compares it with both ends of the call. */
	phoneNumber?: string;
	isMissed?: boolean;
	isQueueCall?: boolean;
	isRecorded?: boolean;
}

/**
 * Whether a party is one that the filters ask for. RingCentral has sorted out most others before
 * (see `eventFiltersOf`), but it knows no filter for queue calls, and a subscription to several
 * events gets what any of them asks for. The phone number is RingCentral's to compare: a leg does
 * not always carry both numbers in full.
 */
export function isWanted(party: Party, filters: CallFilters): boolean {
	return (
		(filters.direction === undefined || callDirectionOf(party) === filters.direction) &&
		(!filters.isMissed || party.missedCall) &&
		(!filters.isQueueCall || party.queueCall) &&
		(!filters.isRecorded || party.recordings.length > 0)
	);
}
