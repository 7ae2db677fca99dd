import type { IDataObject } from 'n8n-workflow';

import { partyOf } from '../../telephony/notification';
import { simplifiedParty } from '../../telephony/simplifiedParty';
import { isJsonObject } from '../jsonObject';
import type { PartyItem } from './partyOperation';

/**
 * The party as RingCentral answers with it. After a command that is the party at that moment; what
 * becomes of the call afterwards is told by its events.
 */
export function partyOutput(item: PartyItem, answer: unknown): IDataObject {
	const isSimplified = item.context.getNodeParameter('simplify', item.itemIndex, true) === true;
	if (!isSimplified) return isJsonObject(answer) ? answer : success(item);
	const party = partyOf(answer);
	return party ? simplifiedParty(item.party.telephonySessionId, party) : success(item);
}

/** For answers without content: which party it was, so that the next node can go on with it. */
export function success({ party: { telephonySessionId, partyId } }: PartyItem): IDataObject {
	return { success: true, telephonySessionId, partyId };
}
