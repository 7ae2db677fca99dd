import type { HistoryEvent } from '../history/happening';
import { liveCallsOf, simplifiedLiveCall } from './liveCall';
import { sequenceOf, type Notification, type Party } from '../events/notification';
import { simplifiedParty } from './simplifiedParty';
import { textOf } from '../events/unknown';

/**
 * What happened to a party of a call, flat, with every field always there: what is not known is
 * null. Times are ISO 8601, ids and numbers are texts.
 */
export function simplifiedCallEvent(event: HistoryEvent, notification: Notification, party: Party) {
	const { body } = notification;
	return {
		event,
		...simplifiedParty(textOf(body.telephonySessionId) ?? null, party),
		sessionId: textOf(body.sessionId) ?? null,
		missedCall: party.missedCall,
		...(party.sipData && { sipData: party.sipData }),
		eventTime: textOf(body.eventTime) ?? null,
		...origin(notification),
	};
}

/**
 * The presence of an extension. `telephonySessionId` and `partyId` are there when it is on exactly
 * one call, so that an action behind the trigger knows which one is meant.
 */
export function simplifiedPresence(notification: Notification) {
	const { body } = notification;
	const activeCalls = liveCallsOf(body).map(simplifiedLiveCall);
	const onlyCall = activeCalls.length === 1 ? activeCalls[0] : undefined;
	return {
		event: 'presenceChanged' as const,
		telephonySessionId: onlyCall?.telephonySessionId ?? null,
		partyId: onlyCall?.partyId ?? null,
		extensionId: textOf(body.extensionId) ?? null,
		telephonyStatus: textOf(body.telephonyStatus) ?? null,
		presenceStatus: textOf(body.presenceStatus) ?? null,
		userStatus: textOf(body.userStatus) ?? null,
		dndStatus: textOf(body.dndStatus) ?? null,
		meetingStatus: textOf(body.meetingStatus) ?? null,
		activeCalls,
		eventTime: notification.timestamp ?? null,
		...origin(notification),
	};
}

/** Which notification an item comes from. */
function origin({ body, subscriptionId, uuid }: Notification) {
	return {
		sequence: sequenceOf(body) ?? null,
		uuid: uuid ?? null,
		subscriptionId: textOf(subscriptionId) ?? null,
	};
}
