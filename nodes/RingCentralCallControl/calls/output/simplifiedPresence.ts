import { availabilityOf, takesQueueCalls } from './availability';
import { liveCallsOf, simplifiedLiveCall } from './liveCall';
import { isFields, textOf, type Fields } from '../events/unknown';

/**
 * The availability of a user, with the user's live calls; an unknown value is null.
 *
 * @param presence a PresenceInfoResponse of RingCentral's, unchecked.
 * @param name of the extension, which RingCentral does not give with the presence.
 */
export function simplifiedPresence(presence: Fields, name?: string) {
	const extension = isFields(presence.extension) ? presence.extension : {};
	return {
		...availabilityOf(presence),
		name: name ?? null,
		extensionId: textOf(extension.id) ?? null,
		extensionNumber: textOf(extension.extensionNumber) ?? null,
		/** As shown to colleagues: "Available", "Busy" or "Offline". */
		presenceStatus: textOf(presence.presenceStatus) ?? null,
		/** As chosen by the user, with the same values. */
		userStatus: textOf(presence.userStatus) ?? null,
		/** Which calls the user takes, e.g. "DoNotAcceptAnyCalls". */
		dndStatus: textOf(presence.dndStatusPersonal) ?? textOf(presence.dndStatus) ?? null,
		takesQueueCalls: takesQueueCalls(presence),
		telephonyStatus: textOf(presence.telephonyStatus) ?? null,
		meetingStatus: textOf(presence.meetingStatus) ?? null,
		message: textOf(presence.message) ?? null,
		calls: liveCallsOf(presence).map(simplifiedLiveCall),
	};
}
