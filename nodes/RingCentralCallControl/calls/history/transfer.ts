import type { Transfer, TransferEnd } from '../events/callEvent';
import type { Endpoint } from '../events/party';
import { otherEndOf, ownEndOf } from '../parties/partyRole';
import type { CallRecord } from './callRecord';
import { isCalled, isConnected, isOwn, type PartyRecord } from './partyRecord';

/**
 * Reasons of a party that hands the call on. A forwarded ringing call and a blind transfer share
 * their reason: https://developers.ringcentral.com/guide/voice/call-log/states
 */
export const HANDED_ON: readonly string[] = [
	'BlindTransfer',
	'AttendedTransfer',
	'RccTransfer',
	'DtmfTransfer',
];

/** Reasons for the end of a leg whose user parks the call. A ringing call cannot be parked. */
export const PARKED: readonly string[] = ['CallPark', 'ParkLocation'];

/** Two calls that their common user joins. */
export interface JoinedCalls {
	/** The party of the earlier call, which is handed on. */
	handedOn: { call: CallRecord; record: PartyRecord };
	joinedWith: { call: CallRecord; record: PartyRecord };
}

export function isHandedOn({ party, hasLeft }: PartyRecord): boolean {
	return hasLeft && HANDED_ON.includes(party.reason ?? '');
}

/** A blind transfer, or a forwarded ringing call. */
export function transferTo(record: PartyRecord, target: PartyRecord | undefined): Transfer {
	return {
		from: transferEnd(record),
		to: target === undefined ? null : transferEnd(target),
		kind: record.party.reason ?? '',
	};
}

/** Whether a call is handed on to this new party. */
export function isTarget(record: PartyRecord, added: PartyRecord): boolean {
	return (
		added.telephonySessionId === record.telephonySessionId && isCalled(added) && !added.isSupervisor
	);
}

/** @param other the call of the party's peer. */
export function joinedCalls(
	call: CallRecord,
	record: PartyRecord,
	other: CallRecord,
): JoinedCalls | undefined {
	const peer = other.parties.get(record.party.peer?.partyId ?? '');
	if (peer === undefined) return undefined;
	const own = { call, record };
	const joined = { call: other, record: peer };
	return isEarlier(call, other)
		? { handedOn: own, joinedWith: joined }
		: { handedOn: joined, joinedWith: own };
}

/** An attended transfer: the first call is handed on to the party that is left in the second one. */
export function attendedTransfer({ handedOn, joinedWith }: JoinedCalls): Transfer {
	const { call, record: consulting } = joinedWith;
	const remote = [...call.parties.values()].find(
		(other) =>
			other !== consulting &&
			!other.hasLeft &&
			!other.isSupervisor &&
			isCalled(other) !== isCalled(consulting) &&
			(isConnected(other) || other.code === 'Proceeding'),
	);
	return {
		from: transferEnd(handedOn.record),
		to: remote === undefined ? endOf(otherEndOf(consulting.party)) : transferEnd(remote),
		kind: handedOn.record.party.reason ?? joinedWith.record.party.reason ?? '',
	};
}

function isEarlier(call: CallRecord, other: CallRecord): boolean {
	const difference = (call.startedAt ?? 0) - (other.startedAt ?? 0);
	return difference === 0 ? call.callId < other.callId : difference < 0;
}

/** The colleague's party that picked up a parked call in this session; undefined until it is seen. */
export function pickUpIn(call: CallRecord, telephonySessionId: string): PartyRecord | undefined {
	return [...call.parties.values()].find(
		(record) =>
			record.telephonySessionId === telephonySessionId &&
			isOwn(record) &&
			isConnected(record) &&
			!record.isSupervisor,
	);
}

export function transferEnd({ party }: PartyRecord): TransferEnd {
	return endOf(ownEndOf(party), party.extensionId);
}

function endOf(end: Endpoint, extensionId: string | undefined = end.extensionId): TransferEnd {
	return { extensionId, name: end.name, phoneNumber: end.phoneNumber };
}
