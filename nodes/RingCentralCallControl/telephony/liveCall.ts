import { isFields, listOf, textOf, type Fields } from './unknown';

/** A call that an extension has at this moment, flat, under the names of the triggers' items. */
export type LiveCall = {
	telephonySessionId?: string;
	partyId?: string;
	sessionId?: string;
	direction?: string;
	/** The status of the party, in the words that telephony events use, e.g. "Proceeding". */
	status?: string;
	fromNumber?: string;
	fromName?: string;
	toNumber?: string;
	toName?: string;
	queueCall: boolean;
	startTime?: string;
};

/**
 * Presence has words of its own for the state of a call; these are the same states in the words of
 * telephony events, so that a workflow compares with one set of values only.
 */
const STATUS_OF_TELEPHONY_STATUS = new Map([
	['Ringing', 'Proceeding'],
	['CallConnected', 'Answered'],
	['OnHold', 'Hold'],
	['ParkedCall', 'Parked'],
]);

/** The calls in a presence answer that are not over, as RingCentral describes them. */
export function liveCallsOf(presence: unknown): Fields[] {
	const { activeCalls } = isFields(presence) ? presence : {};
	return listOf(activeCalls)
		.filter(isFields)
		.filter((call) => call.telephonyStatus !== 'NoCall');
}

/** @param call one of `activeCalls`, unchecked. */
export function simplifiedLiveCall(call: Fields): LiveCall {
	const telephonyStatus = textOf(call.telephonyStatus);
	return {
		telephonySessionId: textOf(call.telephonySessionId),
		partyId: textOf(call.partyId),
		sessionId: textOf(call.sessionId),
		direction: textOf(call.direction),
		status: STATUS_OF_TELEPHONY_STATUS.get(telephonyStatus ?? '') ?? telephonyStatus,
		fromNumber: textOf(call.from),
		fromName: textOf(call.fromName),
		toNumber: textOf(call.to),
		toName: textOf(call.toName),
		queueCall: call.queueCall === true,
		startTime: textOf(call.startTime),
	};
}
