import { HANDED_ON } from '../choice/callEvent';
import type { CallRecord } from './callRecord';
import type { Endpoint } from '../events/notification';
import { isCalled, isConnected, type PartyRecord } from './partyRecord';
import { otherEndOf, ownEndOf } from '../parties/partyRole';

/** One end of a transfer; what is not known is undefined. */
export interface TransferEnd {
	extensionId?: string;
	name?: string;
	phoneNumber?: string;
}

/** Who handed a call on, and to whom. */
export interface Transfer {
	from: TransferEnd;
	/** Null when it did not show in time. */
	to: TransferEnd | null;
	/** RingCentral's reason, e.g. "BlindTransfer", which a forwarded ringing call has too. */
	kind: string;
}

/** Two calls that somebody takes part in both and joins, one of them and the other. */
export interface JoinedCalls {
	/** The one that began first, which is the one that is handed on. */
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

/** Whether a new party is the one that a call is handed on to. */
export function isTarget(record: PartyRecord, added: PartyRecord): boolean {
	return (
		added.telephonySessionId === record.telephonySessionId && isCalled(added) && !added.isSupervisor
	);
}

/** @param other the call of the party's peer. */
export function joinedCalls(
	call: CallRecord,
	record: PartyRecord,
	other: CallRecord | undefined,
): JoinedCalls | undefined {
	const peer = other?.parties.get(record.party.peer?.partyId ?? '');
	if (other === undefined || peer === undefined) return undefined;
	const own = { call, record };
	const joined = { call: other, record: peer };
	return isEarlier(call, other)
		? { handedOn: own, joinedWith: joined }
		: { handedOn: joined, joinedWith: own };
}

/** An attended transfer: whoever is left in the second call is who the first one is handed on to. */
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

function transferEnd({ party }: PartyRecord): TransferEnd {
	return endOf(ownEndOf(party), party.extensionId);
}

function endOf(end: Endpoint, extensionId: string | undefined = end.extensionId): TransferEnd {
	return { extensionId, name: end.name, phoneNumber: end.phoneNumber };
}
