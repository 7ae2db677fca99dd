import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { hasLeft } from '../calls/events/notification';
import { nameOfParty, PARTY_ROLES } from '../calls/parties/partyRole';
import { partiesOfSession } from '../calls/output/simplifiedSession';
import { isFields, textOf } from '../calls/events/unknown';
import { sessionPath } from '../transport/http/callPath';
import { UNREADABLE } from '../transport/http/refusal';
import { refusalError, request } from '../transport/http/request';
import { matching } from './matching';
import { ownLiveCalls } from './ownLiveCalls';

/**
 * For 'Party': who it may be in any call, then the parties that are on the call in 'Telephony
 * Session'. When that is an expression which has no value in the editor yet, the signed-in user's
 * own party of each live call.
 */
export async function searchParties(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await partiesOfChosenCall(this, 'telephonySessionId', filter);
}

/** The same for another parameter that holds the call. */
export async function partiesOfChosenCall(
	context: ILoadOptionsFunctions,
	sessionParameter: string,
	filter?: string,
): Promise<INodeListSearchResult> {
	const telephonySessionId = textOf(
		context.getCurrentNodeParameter(sessionParameter, { extractValue: true }),
	);
	const isChosen = telephonySessionId !== undefined && !telephonySessionId.startsWith('=');
	const parties = isChosen
		? await partiesOf(context, telephonySessionId)
		: await ownParties(context);
	return matching([...roles, ...parties], filter);
}

const roles: INodeListSearchItems[] = Object.entries(PARTY_ROLES).map(([value, name]) => ({
	name,
	value,
}));

async function partiesOf(
	context: ILoadOptionsFunctions,
	telephonySessionId: string,
): Promise<INodeListSearchItems[]> {
	const answer = await request(context, { method: 'GET', path: sessionPath(telephonySessionId) });
	if (!isFields(answer) || !Array.isArray(answer.parties)) throw refusalError(context, UNREADABLE);
	return partiesOfSession(answer)
		.filter((party) => !hasLeft(party))
		.map((party) => ({ name: nameOfParty(party), value: party.id }));
}

async function ownParties(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const calls = await ownLiveCalls(context);
	return calls.flatMap(({ partyId, name }) => (partyId === null ? [] : [{ name, value: partyId }]));
}
