import type { Endpoint, Party } from '../events/notification';
import { isSameNumber } from '../events/phoneNumber';
import { statusCodeOf } from '../events/statusCode';
import type { CallRecord } from './callRecord';
import { isConnected, type CallEnds, type PartyRecord } from './partyRecord';

/**
 * The connected leg of a user who goes on with the call on another phone: a new leg of the same
 * extension in the same session, which after a switch of device is told with its ends swapped. Undefined
 * where the old leg was not seen.
 *
 * RingCentral's own web client turns such a leg round:
 * https://developers.ringcentral.com/guide/voice/call-log/states has the reasons CallSwitch and CallFlip.
 */
export function legBefore(
	call: CallRecord,
	telephonySessionId: string,
	party: Party,
): PartyRecord | undefined {
	const code = statusCodeOf(party.status);
	if (party.extensionId === undefined || party.reason === 'Supervising') return undefined;
	if (code === 'Gone' || party.conferenceRole !== undefined) return undefined;
	for (const record of call.parties.values()) {
		if (
			record.telephonySessionId === telephonySessionId &&
			record.party.id !== party.id &&
			record.party.extensionId === party.extensionId &&
			isConnected(record) &&
			!record.hasLeft &&
			!record.isSupervisor &&
			(record.party.legDirection === party.legDirection || areSwapped(record.party, party))
		) {
			return record;
		}
	}
	return undefined;
}

/** The direction and the ends of a call on the phone of its user. */
export function endsOf(party: Party): CallEnds {
	const { from, to, legDirection, extensionName, extensionNumber } = party;
	const { queueCall, queueName, queueExtensionId } = party;
	return {
		from,
		to,
		legDirection,
		extensionName,
		extensionNumber,
		queueCall,
		queueName,
		queueExtensionId,
	};
}

function areSwapped(one: Party, other: Party): boolean {
	return isSameEnd(one.from, other.to) && isSameEnd(one.to, other.from);
}

function isSameEnd({ phoneNumber }: Endpoint, other: Endpoint): boolean {
	return (
		phoneNumber !== undefined &&
		other.phoneNumber !== undefined &&
		isSameNumber(phoneNumber, other.phoneNumber)
	);
}
