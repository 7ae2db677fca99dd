import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { liveCallsOf, simplifiedLiveCall } from '../telephony/liveCall';
import type { Party } from '../telephony/notification';
import { partiesOfSession } from '../telephony/simplifiedSession';
import { isFields, textOf } from '../telephony/unknown';
import { sessionPath } from '../transport/callPath';
import { request } from '../transport/request';
import { presenceRequest } from '../transport/presenceRequest';
import { matching } from './matching';
import { nameOfCall } from './searchLiveCalls';

/**
 * For 'Party': the parties of the call in 'Telephony Session'. When that is an expression which has
 * no value in the editor yet, the signed-in user's own party of each live call.
 */
export async function searchParties(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const telephonySessionId = textOf(
		this.getCurrentNodeParameter('telephonySessionId', { extractValue: true }),
	);
	const isChosen = telephonySessionId !== undefined && !telephonySessionId.startsWith('=');
	const entries = isChosen ? await partiesOf(this, telephonySessionId) : await ownParties(this);
	return matching(entries, filter);
}

async function partiesOf(
	context: ILoadOptionsFunctions,
	telephonySessionId: string,
): Promise<INodeListSearchItems[]> {
	const answer = await request(context, { method: 'GET', path: sessionPath(telephonySessionId) });
	const parties = partiesOfSession(isFields(answer) ? answer : {});
	return parties.map((party) => ({ name: nameOfParty(party), value: party.id }));
}

async function ownParties(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const calls = liveCallsOf(await request(context, presenceRequest('~'))).map(simplifiedLiveCall);
	return calls.flatMap((call) =>
		call.partyId === null ? [] : [{ name: nameOfCall(call), value: call.partyId }],
	);
}

/** E.g. "Reception (called, Proceeding)". */
function nameOfParty({ legDirection, from, to, status }: Party): string {
	const own = legDirection === 'Outbound' ? from : to;
	const role = legDirection === 'Outbound' ? 'caller' : 'called';
	return `${own.name ?? own.phoneNumber ?? 'unknown'} (${role}, ${status})`;
}
