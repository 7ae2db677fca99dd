import { isFields, textOf, type Fields } from '../events/unknown';

/**
 * A RingOut with the status of each of its two calls, e.g. "InProgress", "Success" or "NoAnswer";
 * an unknown value is null.
 *
 * @param ringOut a GetRingOutStatusResponse of RingCentral's, unchecked.
 */
export function simplifiedRingOut(ringOut: Fields) {
	const status = isFields(ringOut.status) ? ringOut.status : {};
	return {
		ringOutId: textOf(ringOut.id) ?? null,
		callStatus: textOf(status.callStatus) ?? null,
		/** The status of the user's own phone, which rings first. */
		callerStatus: textOf(status.callerStatus) ?? null,
		calleeStatus: textOf(status.calleeStatus) ?? null,
	};
}
