import type { IDataObject } from 'n8n-workflow';

import { partyOf } from '../../calls/events/party';
import { simplifiedParty } from '../../calls/output/simplifiedParty';
import type { Item } from '../item';
import { isJsonObject } from '../jsonObject';

/** The party that a command has added to a call, from RingCentral's answer. */
export function sessionPartyOutput(
	item: Item,
	telephonySessionId: string,
	answer: unknown,
): IDataObject {
	const party = partyOf(answer);
	return item.isSimplified && party
		? simplifiedParty(telephonySessionId, party)
		: { ...(isJsonObject(answer) ? answer : { success: true, telephonySessionId }) };
}
