import { sequenceOf, type Notification } from '../events/notification';
import { textOf } from '../events/unknown';
import { liveCallsOf, simplifiedLiveCall } from './liveCall';

/**
 * A change of an extension's presence as a flat item. `telephonySessionId` and `partyId` are set
 * when the extension is on exactly one call, for the actions behind the trigger.
 */
export function presenceItem(notification: Notification) {
	const { body, subscriptionId, timestamp, uuid } = notification;
	const activeCalls = liveCallsOf(body).map(simplifiedLiveCall);
	const onlyCall = activeCalls.length === 1 ? activeCalls[0] : undefined;
	return {
		event: 'presenceChanged' as const,
		telephonyStatus: textOf(body.telephonyStatus) ?? null,
		presenceStatus: textOf(body.presenceStatus) ?? null,
		userStatus: textOf(body.userStatus) ?? null,
		dndStatus: textOf(body.dndStatus) ?? null,
		meetingStatus: textOf(body.meetingStatus) ?? null,
		activeCalls,
		eventTime: timestamp ?? null,
		telephonySessionId: onlyCall?.telephonySessionId ?? null,
		partyId: onlyCall?.partyId ?? null,
		extensionId: textOf(body.extensionId) ?? null,
		sequence: sequenceOf(body) ?? null,
		uuid: uuid ?? null,
		subscriptionId: textOf(subscriptionId) ?? null,
	};
}
