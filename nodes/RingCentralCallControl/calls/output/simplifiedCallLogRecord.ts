import { isFields, textOf, type Fields } from '../events/unknown';

/**
 * A call in the call log; an unknown value is null.
 *
 * @param record a CallLogRecord of RingCentral's, unchecked.
 */
export function simplifiedCallLogRecord(record: Fields) {
	const from = isFields(record.from) ? record.from : {};
	const to = isFields(record.to) ? record.to : {};
	const recording = isFields(record.recording) ? record.recording : {};
	return {
		startTime: textOf(record.startTime) ?? null,
		direction: textOf(record.direction) ?? null,
		/** E.g. "Accepted", "Missed" or "Voicemail"; for an outgoing call, "Call connected". */
		result: textOf(record.result) ?? null,
		durationSeconds: typeof record.duration === 'number' ? record.duration : null,
		fromNumber: numberOf(from),
		fromName: textOf(from.name) ?? null,
		toNumber: numberOf(to),
		toName: textOf(to.name) ?? null,
		recordingId: textOf(recording.id) ?? null,
		callRecordId: textOf(record.id) ?? null,
	};
}

/** RingCentral gives the short number for calls that were dialled with it. */
function numberOf(end: Fields): string | null {
	return textOf(end.phoneNumber) ?? textOf(end.extensionNumber) ?? null;
}
