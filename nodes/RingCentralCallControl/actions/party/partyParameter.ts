import type { IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

import { partyField } from '../../descriptions/party';
import { telephonySessionField } from '../../descriptions/telephonySession';
import { hasLeft, type Party } from '../../calls/events/notification';
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
import { refusalError } from '../../transport/http/request';
import { callParties } from '../callParties';
import { isFilledByModel, requiredExtensionOfNumber } from '../extensionOfNumber';
import { incomingIds } from '../incomingIds';
import { ownExtensionId } from '../ownExtension';
import { optionalText, parameterFault, requiredId, requireId, type Field } from '../parameters';
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

/** A party, or that the call on which to look for it is over. */
export type LocatedParty =
	| { isOver: false; party: PartyAddress }
	| { isOver: true; telephonySessionId: string; refusal: Refusal };

/**
 * The party that this item is about, looked up on the call unless it is named by its ID.
 *
 * @throws NodeOperationError listing the parties of the call, when none or several are meant.
 * @throws NodeApiError when RingCentral does not tell the parties of the call.
 */
export async function requiredParty(
	context: IExecuteFunctions,
	itemIndex: number,
	fields?: PartyFields,
): Promise<PartyAddress> {
	const located = await locatedParty(context, itemIndex, fields);
	if (located.isOver) throw refusalError(context, located.refusal, itemIndex);
	return located.party;
}

/** Like `requiredParty`, for operations that have an answer of their own to a call that is over. */
export async function locatedParty(
	context: IExecuteFunctions,
	itemIndex: number,
	fields = partyFields,
): Promise<LocatedParty> {
	const telephonySessionId = requiredTelephonySessionId(context, itemIndex, fields.session);
	const choice = await chosenParty(context, itemIndex, fields.party, telephonySessionId);
	if ('partyId' in choice) {
		return { isOver: false, party: { telephonySessionId, partyId: choice.partyId } };
	}
	const call = await callParties(context, itemIndex, telephonySessionId);
	if (call.isOver) return { isOver: true, telephonySessionId, refusal: call.refusal };
	const [party, ...further] = await choice.find(call.parties);
	if (party === undefined || further.length > 0) {
		throw notOneParty({ context, itemIndex, field: fields.party, parties: call.parties }, choice, [
			...(party ? [party] : []),
			...further,
		]);
	}
	return { isOver: false, party: { telephonySessionId, partyId: party.id } };
}

/** The party to look for on the call. */
interface Wanted {
	/** Completes "Nobody on the call is ...". */
	words: string;
	find(parties: readonly Party[]): Party[] | Promise<Party[]>;
}

async function chosenParty(
	context: IExecuteFunctions,
	itemIndex: number,
	field: Field,
	telephonySessionId: string,
): Promise<Wanted | { partyId: string }> {
	switch (wayOf(context, itemIndex, field)) {
		case 'extensionNumber': {
			const extensionId = await requiredExtensionOfNumber(context, field, itemIndex);
			return {
				words: 'of that extension',
				find: (parties) => partiesOfExtension(extensionId, parties),
			};
		}
		case 'phoneNumber': {
			const number = requiredNumberInCall(context, itemIndex, field);
			return {
				words: `at ${number}`,
				find: (parties) => partiesWithNumber(number, parties),
			};
		}
		default: {
			const id = requiredId(context, field, itemIndex, ADVICE);
			if (id === INCOMING) {
				return { partyId: incomingPartyId(context, itemIndex, field, telephonySessionId) };
			}
			if (!isPartyRole(id)) return { partyId: id };
			return {
				words: `'${PARTY_ROLES[id]}'`,
				find: async (parties) => await inRole(context, itemIndex, id, parties),
			};
		}
	}
}

/** The mode of a party locator. A model that fills in a list or an ID knows numbers only. */
function wayOf(context: IExecuteFunctions, itemIndex: number, field: Field): unknown {
	const locator: unknown = context.getNodeParameter(field.name, itemIndex, '');
	const mode = isFields(locator) ? locator.mode : undefined;
	if (mode === 'phoneNumber' || !isFilledByModel(context, field)) return mode;
	const text = optionalText(context, field, itemIndex);
	if (isShortNumber(text)) return 'extensionNumber';
	return text.startsWith('+') ? 'phoneNumber' : mode;
}

/** @throws NodeOperationError when no party came in, or one of another call. */
function incomingPartyId(
	context: IExecuteFunctions,
	itemIndex: number,
	field: Field,
	telephonySessionId: string,
): string {
	const incoming = incomingIds(context, itemIndex);
	const isOfCall =
		incoming.telephonySessionId === undefined || incoming.telephonySessionId === telephonySessionId;
	if (incoming.partyId !== undefined && isOfCall) {
		requireId(context, field, itemIndex, { id: incoming.partyId, advice: ADVICE });
		return incoming.partyId;
	}
	throw parameterFault(
		context,
		field,
		itemIndex,
		`is '${INCOMING_PARTY_NAME}', and ${isOfCall ? 'this item comes from no party' : 'that one is not on the chosen call'}`,
		ADVICE,
	);
}

/** Asks for the signed-in user where that matters: one's own party is never that of a colleague. */
async function inRole(
	context: IExecuteFunctions,
	itemIndex: number,
	role: PartyRole,
	parties: readonly Party[],
): Promise<Party[]> {
	const isPersonal = role === 'myParty' || role === 'otherParty';
	return partiesInRole(
		role,
		parties,
		isPersonal ? await ownExtensionId(context, itemIndex) : undefined,
	);
}

interface Search {
	context: IExecuteFunctions;
	itemIndex: number;
	field: Field;
	/** All present and former parties of the call. */
	parties: readonly Party[];
}

function notOneParty(
	{ context, itemIndex, field, parties }: Search,
	{ words }: Wanted,
	found: readonly Party[],
): NodeOperationError {
	return parameterFault(
		context,
		field,
		itemIndex,
		found.length === 0
			? `fits nobody: no party of the call is ${words}`
			: `fits several parties of the call: ${listed(found)}`,
		`On the call: ${listed(parties.filter((party) => !hasLeft(party)))}. Choose one of them in '${field.displayName}', or name it by its ID.`,
	);
}

function listed(parties: readonly Party[]): string {
	return parties.length === 0 ? 'nobody' : parties.map(nameOfParty).join(', ');
}
