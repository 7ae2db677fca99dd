import type { IDataObject } from 'n8n-workflow';

import { partyOf } from '../../calls/events/notification';
import { simplifiedParty } from '../../calls/output/simplifiedParty';
import { isJsonObject } from '../jsonObject';
import type { PartyItem } from './partyItem';
import type { PartyOperation } from './partyOperation';

/**
 * The party as RingCentral answers with it. After a command that is the party at that moment; what
 * becomes of the call afterwards is told by its events.
 */
export function partyOutput(item: PartyItem, answer: unknown): IDataObject {
	if (!item.isSimplified) return isJsonObject(answer) ? answer : success(item);
	const party = partyOf(answer);
	return party ? simplifiedParty(item.party.telephonySessionId, party) : success(item);
}

/** Like `partyOutput`, with a sentence about what RingCentral's API cannot do. */
export function partyOutputWithNote(note: string): PartyOperation['output'] {
	return (item, answer) => ({
		...partyOutput(item, answer),
		...(item.isSimplified && { note }),
	});
}

/** For answers without content: which party it was, so that the next node can go on with it. */
export function success({ party: { telephonySessionId, partyId } }: PartyItem): IDataObject {
	return { success: true, telephonySessionId, partyId };
}
