import { isFields, listOf, textOf, type Fields } from '../events/unknown';

/**
 * Presence has its own status codes for calls. They are translated into those of telephony events,
 * so that a workflow compares with one set of values only.
 */
const STATUS_OF_TELEPHONY_STATUS = new Map([
	['Ringing', 'Proceeding'],
	['CallConnected', 'Answered'],
	['OnHold', 'Hold'],
	['ParkedCall', 'Parked'],
]);

/** The calls of a presence that are not over, as RingCentral describes them. */
export function liveCallsOf(presence: unknown): Fields[] {
	const { activeCalls } = isFields(presence) ? presence : {};
	return listOf(activeCalls)
		.filter(isFields)
		.filter(({ telephonyStatus }) => telephonyStatus !== 'NoCall');
}

/**
 * A live call of an extension as a flat item, with the field names of the triggers' items. Every
 * field is always present; an unknown value is null.
 *
 * @param call one of `activeCalls`, unchecked.
 */
export function simplifiedLiveCall(call: Fields) {
	const telephonyStatus = textOf(call.telephonyStatus);
	return {
		telephonySessionId: textOf(call.telephonySessionId) ?? null,
		partyId: textOf(call.partyId) ?? null,
		sessionId: textOf(call.sessionId) ?? null,
		direction: textOf(call.direction) ?? null,
		/** The status of the extension's party, e.g. "Proceeding". */
		status: STATUS_OF_TELEPHONY_STATUS.get(telephonyStatus ?? '') ?? telephonyStatus ?? null,
		fromNumber: textOf(call.from) ?? null,
		fromName: textOf(call.fromName) ?? null,
		toNumber: textOf(call.to) ?? null,
		toName: textOf(call.toName) ?? null,
		queueCall: call.queueCall === true,
		startTime: textOf(call.startTime) ?? null,
	};
}
