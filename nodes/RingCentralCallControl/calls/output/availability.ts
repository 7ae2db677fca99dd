import { textOf, type Fields } from '../events/unknown';

/** Whether a user can take a call now, and the reason. A type, so that it fits into an n8n item. */
export type Availability = {
	/** Null when RingCentral gives no clear answer. */
	available: boolean | null;
	/** Completes "The user ...". */
	availableReason: string;
};

/** Completions of "The user ...", by RingCentral's Do Not Disturb status. */
const DO_NOT_DISTURB = new Map([
	['DoNotAcceptAnyCalls', 'takes no calls (Do Not Disturb)'],
	['TakeDepartmentCallsOnly', 'takes calls of call queues only (Do Not Disturb)'],
]);

/** Completions of "The user ...", by RingCentral's telephony status. */
const BUSY_TELEPHONE = new Map([
	['CallConnected', 'is on a call'],
	['OnHold', 'has a call on hold'],
	['Ringing', 'has a ringing phone'],
]);

/**
 * @param presence a PresenceInfoResponse of RingCentral's, unchecked.
 * @param calls the user's own, or those of call queues: Do Not Disturb can be for one kind only.
 */
export function availabilityOf(presence: Fields, calls: 'own' | 'queue' = 'own'): Availability {
	const busyReason = doNotDisturbReason(presence, calls) ?? busyReasonOf(presence);
	if (busyReason !== undefined) return { available: false, availableReason: busyReason };
	const status = textOf(presence.presenceStatus) ?? textOf(presence.userStatus);
	return status === 'Available'
		? { available: true, availableReason: 'is available' }
		: { available: null, availableReason: 'has a presence that RingCentral does not show' };
}

function doNotDisturbReason(presence: Fields, calls: 'own' | 'queue'): string | undefined {
	const status = textOf(presence.dndStatus) ?? '';
	if (calls === 'own') return DO_NOT_DISTURB.get(textOf(presence.dndStatusPersonal) ?? status);
	return status === 'DoNotAcceptAnyCalls' ? DO_NOT_DISTURB.get(status) : undefined;
}

function busyReasonOf(presence: Fields): string | undefined {
	const telephony =
		textOf(presence.aggregatedTelephonyStatus) ?? textOf(presence.telephonyStatus) ?? '';
	const callReason = BUSY_TELEPHONE.get(telephony);
	if (callReason !== undefined) return callReason;
	if (presence.meetingStatus === 'Connected') return 'is in a meeting';
	switch (textOf(presence.presenceStatus) ?? textOf(presence.userStatus)) {
		case 'Busy':
			return 'is busy';
		case 'Offline':
			return 'is offline';
		default:
			return undefined;
	}
}

/** Whether calls of call queues ring at the user; null when RingCentral gives no clear answer. */
export function takesQueueCalls(presence: Fields): boolean | null {
	if (typeof presence.acceptCallQueueCalls === 'boolean') return presence.acceptCallQueueCalls;
	switch (textOf(presence.dndStatus)) {
		case 'DoNotAcceptAnyCalls':
		case 'DoNotAcceptDepartmentCalls':
			return false;
		case 'TakeAllCalls':
		case 'TakeDepartmentCallsOnly':
			return true;
		default:
			return null;
	}
}
