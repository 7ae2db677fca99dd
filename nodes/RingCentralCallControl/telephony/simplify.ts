import type { CallEvent } from './callEvent';
import { callDirectionOf, type Notification, type Party } from './notification';
import { isFields, listOf, textOf, type Fields } from './unknown';

/**
 * A party of a call, flat, with every field always there: what is not known is null. Times are
 * ISO 8601, ids and numbers are texts.
 */
export function simplifyParty(event: CallEvent, notification: Notification, party: Party) {
	const { body } = notification;
	return {
		event,
		telephonySessionId: textOf(body.telephonySessionId) ?? null,
		partyId: party.id,
		sessionId: textOf(body.sessionId) ?? null,
		direction: callDirectionOf(party) ?? null,
		status: party.status,
		statusReason: party.reason ?? null,
		fromNumber: party.from.phoneNumber ?? null,
		fromName: party.from.name ?? null,
		toNumber: party.to.phoneNumber ?? null,
		toName: party.to.name ?? null,
		extensionId: party.extensionId ?? null,
		queueCall: party.queueCall,
		missedCall: party.missedCall,
		muted: party.muted,
		recordings: party.recordings.map(({ id, active }) => ({ id, active })),
		parkId: party.parkId ?? null,
		...(party.sipData && { sipData: party.sipData }),
		sequence: sequenceOf(body),
		eventTime: textOf(body.eventTime) ?? null,
		uuid: notification.uuid ?? null,
		subscriptionId: notification.subscriptionId,
	};
}

/**
 * The presence of an extension. `telephonySessionId` and `partyId` are there when it is on exactly
 * one call, so that an action behind the trigger knows which one is meant.
 */
export function simplifyPresence(notification: Notification) {
	const { body } = notification;
	const activeCalls = listOf(body.activeCalls).filter(isFields);
	const liveCalls = activeCalls.filter(({ telephonyStatus }) => telephonyStatus !== 'NoCall');
	const onlyCall = liveCalls.length === 1 ? liveCalls[0] : undefined;
	return {
		event: 'presenceChanged' as const,
		telephonySessionId: textOf(onlyCall?.telephonySessionId) ?? null,
		partyId: textOf(onlyCall?.partyId) ?? null,
		extensionId: textOf(body.extensionId) ?? null,
		telephonyStatus: textOf(body.telephonyStatus) ?? null,
		presenceStatus: textOf(body.presenceStatus) ?? null,
		userStatus: textOf(body.userStatus) ?? null,
		dndStatus: textOf(body.dndStatus) ?? null,
		meetingStatus: textOf(body.meetingStatus) ?? null,
		activeCalls: activeCalls.map(simplifyActiveCall),
		sequence: sequenceOf(body),
		eventTime: notification.timestamp ?? null,
		uuid: notification.uuid ?? null,
		subscriptionId: notification.subscriptionId,
	};
}

function simplifyActiveCall(call: Fields) {
	return {
		telephonySessionId: textOf(call.telephonySessionId) ?? null,
		partyId: textOf(call.partyId) ?? null,
		sessionId: textOf(call.sessionId) ?? null,
		direction: textOf(call.direction) ?? null,
		telephonyStatus: textOf(call.telephonyStatus) ?? null,
		fromNumber: textOf(call.from) ?? null,
		fromName: textOf(call.fromName) ?? null,
		toNumber: textOf(call.to) ?? null,
		toName: textOf(call.toName) ?? null,
		queueCall: call.queueCall === true,
		startTime: textOf(call.startTime) ?? null,
	};
}

function sequenceOf({ sequence }: Fields): number | null {
	return typeof sequence === 'number' ? sequence : null;
}
