import { isPresent, type Endpoint, type Party } from '../events/party';
import { statusCodeOf } from '../events/statusCode';
import { partyState } from './partyStatus';

/** The role of a party in a call, in place of an ID that is not known in advance. */
export const PARTY_ROLES = {
	caller: 'Caller',
	myParty: 'My Party',
	otherParty: 'Other Party',
	parkedParty: 'Parked Party',
} as const;

export type PartyRole = keyof typeof PARTY_ROLES;

export function isPartyRole(value: string): value is PartyRole {
	return Object.hasOwn(PARTY_ROLES, value);
}

/**
 * The parties on the call with this role; more than one when the role is ambiguous.
 *
 * @param ownExtensionId the extension of the signed-in user; without it, `myParty` and `otherParty`
 * match no party.
 */
export function partiesInRole(
	role: PartyRole,
	parties: readonly Party[],
	ownExtensionId?: string,
): Party[] {
	const present = parties.filter(isPresent);
	switch (role) {
		case 'caller':
			// RingCentral sees the caller's leg as outbound, for inbound calls too.
			return present.filter(({ legDirection }) => legDirection === 'Outbound');
		case 'parkedParty':
			return present.filter(({ status }) => statusCodeOf(status) === 'Parked');
		case 'myParty':
			return ownParties(present, ownExtensionId);
		case 'otherParty': {
			const [mine, ...further] = ownParties(present, ownExtensionId);
			if (mine === undefined) return [];
			return further.length > 0 ? [mine, ...further] : present.filter((party) => party !== mine);
		}
	}
}

/**
 * The parties on the call with this number, in international form or short ("101").
 *
 * In a call within the company, the caller's leg has the caller's phone number, and the callee's
 * leg the caller's short number. So the ends of all legs are compared.
 */
export function partiesWithNumber(number: string, parties: readonly Party[]): Party[] {
	const extensionIds = new Set(
		parties
			.flatMap(({ from, to }) => [from, to])
			.filter(({ phoneNumber }) => phoneNumber === number)
			.flatMap(({ extensionId }) => extensionId ?? []),
	);
	return parties.filter(
		(party) =>
			isPresent(party) &&
			(ownEndOf(party).phoneNumber === number ||
				(party.extensionId !== undefined && extensionIds.has(party.extensionId))),
	);
}

/** The parties on the call that belong to this extension. */
export function partiesOfExtension(extensionId: string, parties: readonly Party[]): Party[] {
	return parties.filter((party) => isPresent(party) && party.extensionId === extensionId);
}

/** The parties in two calls that belong to the same extension: a user with two calls at once. */
export function ownPairs(
	parties: readonly Party[],
	others: readonly Party[],
): Array<[Party, Party]> {
	return parties.flatMap((party) => {
		const { extensionId } = party;
		if (extensionId === undefined) return [];
		return partiesOfExtension(extensionId, others).map((other): [Party, Party] => [party, other]);
	});
}

/** E.g. "Reception +14155550101 (called, ringing)". */
export function nameOfParty(party: Party): string {
	const { name, phoneNumber } = ownEndOf(party);
	const label = [name, phoneNumber].filter(Boolean).join(' ') || 'unknown';
	const role = party.legDirection === 'Outbound' ? 'caller' : 'called';
	const state = partyState(party)?.phrase.replace(/^is /, '') ?? party.status;
	return `${label} (${role}, ${state})`;
}

function ownParties(present: readonly Party[], ownExtensionId: string | undefined): Party[] {
	return present.filter(
		({ extensionId }) => extensionId !== undefined && extensionId === ownExtensionId,
	);
}

/** The party's own end of the leg. */
export function ownEndOf({ legDirection, from, to }: Party): Endpoint {
	return legDirection === 'Outbound' ? from : to;
}

/** The other end of the leg. */
export function otherEndOf({ legDirection, from, to }: Party): Endpoint {
	return legDirection === 'Outbound' ? to : from;
}
