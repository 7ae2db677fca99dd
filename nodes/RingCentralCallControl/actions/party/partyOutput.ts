import type { IDataObject } from 'n8n-workflow';

import { partyOf } from '../../calls/events/party';
import { simplifiedParty } from '../../calls/output/simplifiedParty';
import { isJsonObject } from '../jsonObject';
import type { PartyItem } from './partyItem';
import type { PartyOperation } from './partyOperation';

/**
 * The party in RingCentral's answer. After a command it is the party at that moment; later changes come
 * as call events.
 */
export function partyOutput(item: PartyItem, answer: unknown): IDataObject {
	if (!item.isSimplified) return isJsonObject(answer) ? answer : success(item);
	const party = partyOf(answer);
	return party ? simplifiedParty(item.party.telephonySessionId, party) : success(item);
}

/** Like `partyOutput`, with a sentence about a limit of RingCentral's API. */
export function partyOutputWithNote(note: string): PartyOperation['output'] {
	return (item, answer) => ({
		...partyOutput(item, answer),
		...(item.isSimplified && { note }),
	});
}

/** For answers without content: the party, so that the next node can continue with it. */
export function success({ party: { telephonySessionId, partyId } }: PartyItem): IDataObject {
	return { success: true, telephonySessionId, partyId };
}
