import type { NodeApiError } from 'n8n-workflow';

import { partyOf, type Party } from '../../calls/events/party';
import { isFields, textOf } from '../../calls/events/unknown';
import { extensionPath } from '../../transport/http/extensionPath';
import { partyPath } from '../../transport/http/callPath';
import { isWrongState, type Refusal } from '../../transport/http/refusal';
import type { PartyItem } from './partyItem';
import { partyRefusal, type RefusedOperation } from './partyRefusal';

/**
 * Like `partyRefusal`, with an explanation for a call at a colleague of the signed-in user.
 *
 * Assumption COLLEAGUE-LEG: a sign-in may send on a call that rings at a colleague; RingCentral does not
 * document for which users.
 */
export async function sendOnRefusal(
	item: PartyItem,
	refusal: Refusal,
	operation: RefusedOperation,
): Promise<NodeApiError> {
	const party = mayBeAboutColleague(refusal) ? await colleaguesParty(item) : undefined;
	if (party === undefined) return await partyRefusal(item, refusal, operation);
	const owner = party.extensionName ?? `the extension with the ID ${party.extensionId}`;
	return item.refusalError(refusal, {
		message: `RingCentral does not let this sign-in send on a call that is at ${owner} ${item.label}`,
		description: `'${operation.name}' acts on the phone of a colleague here, and RingCentral does not document for which users that is allowed. The call stays where it is. Use a credential of that colleague, or send the call on while it is at your own phone: to a call queue, for instance, which rings several people. RingCentral says: ${refusal.message ?? 'no reason'}`,
	});
}

/** Excludes a missing permission, the state of the call and the operation's parameters. */
function mayBeAboutColleague(refusal: Refusal): boolean {
	const { statusCode, permissionName, errorCode = '', parameterName } = refusal;
	if (permissionName !== undefined || isWrongState(refusal)) return false;
	if (statusCode === 404) {
		return parameterName === undefined || /partyId|sessionId/i.test(parameterName);
	}
	return statusCode === 403 && !/^(CMN-4|OAU-|Insufficient)/.test(errorCode);
}

/** The party, if it still exists and belongs to another user. */
async function colleaguesParty(item: PartyItem): Promise<Party | undefined> {
	const answer = await item.send({ method: 'GET', path: partyPath(item.party) });
	const found = answer.isRefused ? undefined : partyOf(answer.body);
	if (found?.extensionId === undefined) return undefined;
	const path = extensionPath('~');
	const own = await item.send({ method: 'GET', path });
	const ownId = own.isRefused || !isFields(own.body) ? undefined : textOf(own.body.id);
	return ownId === undefined || ownId === found.extensionId ? undefined : found;
}
