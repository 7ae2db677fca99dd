import type { NodeOperationError } from 'n8n-workflow';

import { partyField } from '../../descriptions/party';
import { telephonySessionField } from '../../descriptions/telephonySession';
import { isPresent, type Party } from '../../calls/events/party';
import { INCOMING, INCOMING_PARTY_NAME } from '../../calls/parties/incoming';
import {
	isPartyRole,
	nameOfParty,
	partiesInRole,
	partiesOfExtension,
	partiesWithNumber,
	PARTY_ROLES,
	type PartyRole,
} from '../../calls/parties/partyRole';
import { isShortNumber } from '../../calls/events/phoneNumber';
import { isFields } from '../../calls/events/unknown';
import type { PartyAddress } from '../../transport/http/callPath';
import type { Refusal } from '../../transport/http/refusal';
import { callParties } from '../callParties';
import { isFilledByModel, requiredExtensionOfNumber } from '../extensionParameter';
import { incomingIds } from '../incomingIds';
import type { Field, Item } from '../item';
import { ownExtensionId } from '../ownExtension';
import { requiredNumberInCall } from '../phoneNumberParameter';
import { requiredTelephonySessionId } from '../telephonySessionParameter';

const ADVICE =
	"Put this node behind a RingCentral trigger, or choose a party of the call in 'Party'.";

/** The two parameters that name a party. */
export interface PartyFields {
	session: Field;
	party: Field;
}

const partyFields: PartyFields = { session: telephonySessionField, party: partyField };

/** A party, or RingCentral's refusal because its call is over. */
export type LocatedParty =
	| { isOver: false; party: PartyAddress }
	| { isOver: true; telephonySessionId: string; refusal: Refusal };

/**
 * The chosen party, looked up on the call unless it is named by its ID.
 *
 * @throws NodeOperationError listing the parties of the call, when none or several match.
 * @throws NodeApiError when RingCentral does not list the parties of the call.
 */
export async function requiredParty(item: Item, fields?: PartyFields): Promise<PartyAddress> {
	const located = await locatedParty(item, fields);
	if (located.isOver) throw item.refusalError(located.refusal);
	return located.party;
}

/** Like `requiredParty`, for operations that handle the end of the call themselves. */
export async function locatedParty(item: Item, fields = partyFields): Promise<LocatedParty> {
	const telephonySessionId = requiredTelephonySessionId(item, fields.session);
	const choice = await chosenParty(item, fields.party, telephonySessionId);
	if ('partyId' in choice) {
		return { isOver: false, party: { telephonySessionId, partyId: choice.partyId } };
	}
	const call = await callParties(item, telephonySessionId);
	if (call.isOver) return { isOver: true, telephonySessionId, refusal: call.refusal };
	const found = await choice.find(call.parties);
	const [party] = found;
	if (party === undefined || found.length > 1) {
		throw notOneParty({ item, field: fields.party, parties: call.parties }, choice, found);
	}
	return { isOver: false, party: { telephonySessionId, partyId: party.id } };
}

/** A search for the chosen party on the call. */
interface PartyQuery {
	/** Completes "no party of the call is ...". */
	words: string;
	find(parties: readonly Party[]): Party[] | Promise<Party[]>;
}

async function chosenParty(
	item: Item,
	field: Field,
	telephonySessionId: string,
): Promise<PartyQuery | { partyId: string }> {
	switch (wayOf(item, field)) {
		case 'extensionNumber': {
			const extensionId = await requiredExtensionOfNumber(item, field);
			return {
				words: 'of that extension',
				find: (parties) => partiesOfExtension(extensionId, parties),
			};
		}
		case 'phoneNumber': {
			const number = requiredNumberInCall(item, field);
			return {
				words: `at ${number}`,
				find: (parties) => partiesWithNumber(number, parties),
			};
		}
		default: {
			const id = item.requiredId(field, ADVICE);
			if (id === INCOMING) {
				return { partyId: incomingPartyId(item, field, telephonySessionId) };
			}
			if (!isPartyRole(id)) return { partyId: id };
			return {
				words: `'${PARTY_ROLES[id]}'`,
				find: async (parties) => await inRole(item, id, parties),
			};
		}
	}
}

/** The mode of a party locator. An AI model fills in a number in the modes for a list and an ID too. */
function wayOf(item: Item, field: Field): unknown {
	const locator = item.value(field, '');
	const mode = isFields(locator) ? locator.mode : undefined;
	if (mode === 'phoneNumber' || !isFilledByModel(item, field)) return mode;
	const text = item.text(field);
	if (isShortNumber(text)) return 'extensionNumber';
	return text.startsWith('+') ? 'phoneNumber' : mode;
}

/** @throws NodeOperationError when the item has no party, or a party of another call. */
function incomingPartyId(item: Item, field: Field, telephonySessionId: string): string {
	const incoming = incomingIds(item);
	const isOfCall =
		incoming.telephonySessionId === undefined || incoming.telephonySessionId === telephonySessionId;
	if (incoming.partyId !== undefined && isOfCall) {
		item.requireId(field, incoming.partyId, ADVICE);
		return incoming.partyId;
	}
	throw item.parameterError(
		field,
		`is '${INCOMING_PARTY_NAME}', and ${isOfCall ? 'this item comes from no party' : 'that one is not on the chosen call'}`,
		ADVICE,
	);
}

/** Looks up the signed-in user for the personal roles: "my party" is never a colleague's. */
async function inRole(item: Item, role: PartyRole, parties: readonly Party[]): Promise<Party[]> {
	const isPersonal = role === 'myParty' || role === 'otherParty';
	return partiesInRole(role, parties, isPersonal ? await ownExtensionId(item) : undefined);
}

interface Search {
	item: Item;
	field: Field;
	/** All present and former parties of the call. */
	parties: readonly Party[];
}

function notOneParty(
	{ item, field, parties }: Search,
	{ words }: PartyQuery,
	found: readonly Party[],
): NodeOperationError {
	return item.parameterError(
		field,
		found.length === 0
			? `fits nobody: no party of the call is ${words}`
			: `fits several parties of the call: ${listed(found)}`,
		`On the call: ${listed(parties.filter(isPresent))}. Choose one of them in '${field.displayName}', or name it by its ID.`,
	);
}

function listed(parties: readonly Party[]): string {
	return parties.length === 0 ? 'nobody' : parties.map(nameOfParty).join(', ');
}
