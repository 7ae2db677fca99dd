import type { IDataObject } from 'n8n-workflow';

import { simplifiedParty } from '../../telephony/simplifiedParty';
import { isJsonObject } from '../jsonObject';
import type { PartyItem } from './partyOperation';

/**
 * The party as RingCentral answers with it. After a command that is the party at that moment; what
 * becomes of the call afterwards is told by its events.
 */
export function partyOutput(item: PartyItem, answer: unknown): IDataObject {
	if (!isJsonObject(answer)) return success(item);
	return item.context.getNodeParameter('simplify', item.itemIndex, true) === true
		? simplifiedParty(item.party.telephonySessionId, answer)
		: answer;
}

/** For answers without content: which party it was, so that the next node can go on with it. */
export function success({ party: { telephonySessionId, partyId } }: PartyItem): IDataObject {
	return { success: true, telephonySessionId, partyId };
}
