import type { Endpoint, Party } from '../events/party';
import { isSameNumber } from '../events/phoneNumber';
import { statusCodeOf } from '../events/statusCode';
import type { CallRecord } from './callRecord';
import { isConnected, type CallEnds, type PartyRecord } from './partyRecord';

/** Reasons for the end of the leg on the first phone. */
const ON_ANOTHER_PHONE: readonly string[] = ['CallFlip', 'CallSwitch'];

/** Whether a party's user goes on with the call on another phone, by its reason. */
export function goesOnElsewhere({ reason = '' }: Party): boolean {
	return ON_ANOTHER_PHONE.includes(reason);
}

/**
 * The old leg of a user, when this party is the new leg on another phone: same extension, same session.
 * The old leg is connected, or has just left for the new one. Undefined where it was not seen.
 *
 * After a switch of device the new leg has its ends swapped; RingCentral's own web client swaps them back.
 * https://developers.ringcentral.com/guide/voice/call-log/states has the reasons CallSwitch and CallFlip.
 */
export function previousLegOf(
	call: CallRecord,
	telephonySessionId: string,
	party: Party,
): PartyRecord | undefined {
	return (
		presentLegOf(call, telephonySessionId, party) ??
		otherLegs(call, telephonySessionId, party).find(
			(record) => record.hasLeft && goesOnElsewhere(record.party) && !isReplaced(call, record),
		)
	);
}

/** The connected leg of the same user on another phone. */
export function presentLegOf(
	call: CallRecord,
	telephonySessionId: string,
	party: Party,
): PartyRecord | undefined {
	return otherLegs(call, telephonySessionId, party).find(
		(record) => isConnected(record) && !record.hasLeft,
	);
}

function otherLegs(call: CallRecord, telephonySessionId: string, party: Party): PartyRecord[] {
	const code = statusCodeOf(party.status);
	if (party.extensionId === undefined || party.reason === 'Supervising') return [];
	if (code === 'Gone' || party.conferenceRole !== undefined) return [];
	return [...call.parties.values()].filter(
		(record) =>
			record.telephonySessionId === telephonySessionId &&
			record.party.id !== party.id &&
			record.party.extensionId === party.extensionId &&
			!record.isSupervisor &&
			(record.party.legDirection === party.legDirection || areSwapped(record.party, party)),
	);
}

function isReplaced(call: CallRecord, record: PartyRecord): boolean {
	return [...call.parties.values()].some(({ previousLeg }) => previousLeg === record);
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

/** A call to the user's own number has the same end twice, which is no swap. */
function areSwapped(one: Party, other: Party): boolean {
	return (
		hasSameNumber(one.from, other.to) &&
		hasSameNumber(one.to, other.from) &&
		!hasSameNumber(one.from, one.to)
	);
}

/** Whether both have the same number, or none: that of a caller may be hidden. */
function hasSameNumber({ phoneNumber }: Endpoint, other: Endpoint): boolean {
	if (phoneNumber === undefined || other.phoneNumber === undefined) {
		return phoneNumber === other.phoneNumber;
	}
	return isSameNumber(phoneNumber, other.phoneNumber);
}
