import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { isPresent, type Party } from '../calls/events/party';
import { INCOMING, INCOMING_PARTY_NAME } from '../calls/parties/incoming';
import { nameOfParty, PARTY_ROLES } from '../calls/parties/partyRole';
import { partiesOfSession } from '../calls/output/simplifiedSession';
import { textOf } from '../calls/events/unknown';
import { sessionPath } from '../transport/http/callPath';
import { UNREADABLE } from '../transport/http/refusal';
import { refusalError, request } from '../transport/http/request';
import { entriesFirst } from './entriesFirst';

/** The roles that a party can have in any call. */
const roles: INodeListSearchItems[] = Object.entries(PARTY_ROLES).map(([value, name]) => ({
	name,
	value,
}));

const incomingParty = { name: INCOMING_PARTY_NAME, value: INCOMING };

/** For 'Party': the roles, then the parties of the call in 'Call'. */
export async function searchParties(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await entriesFirst(
		[incomingParty, ...roles],
		async () => (await partiesOfChosenCall(this, 'telephonySessionId')).map(entryOf),
		'Parties of the call',
		filter,
	);
}

/** Like `searchParties`, for 'Party to Bring In'. */
export async function searchSourceParties(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await entriesFirst(
		roles,
		async () => (await partiesOfChosenCall(this, 'sourceTelephonySessionId')).map(entryOf),
		'Parties of the call',
		filter,
	);
}

/**
 * The parties of the call in a parameter; none while the call is unknown: an expression without a
 * value, or the call that came in.
 */
export async function partiesOfChosenCall(
	context: ILoadOptionsFunctions,
	sessionParameter: string,
): Promise<Party[]> {
	const telephonySessionId = textOf(
		context.getCurrentNodeParameter(sessionParameter, { extractValue: true }),
	);
	const isCertain =
		telephonySessionId !== undefined &&
		telephonySessionId !== INCOMING &&
		!telephonySessionId.startsWith('=');
	if (!isCertain) return [];
	const answer = await request(context, { method: 'GET', path: sessionPath(telephonySessionId) });
	const parties = partiesOfSession(answer);
	if (parties === undefined) throw refusalError(context, UNREADABLE);
	return parties.filter(isPresent);
}

export function entryOf(party: Party): INodeListSearchItems {
	return { name: nameOfParty(party), value: party.id };
}
