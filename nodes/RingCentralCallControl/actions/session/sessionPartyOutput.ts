import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { partyOf } from '../../calls/events/notification';
import { simplifiedParty } from '../../calls/output/simplifiedParty';
import { isJsonObject } from '../jsonObject';

/** The party that a command has added to a call, as RingCentral answers with it. */
export function sessionPartyOutput(
	context: IExecuteFunctions,
	itemIndex: number,
	telephonySessionId: string,
	answer: unknown,
): IDataObject {
	const party = partyOf(answer);
	return context.getNodeParameter('simplify', itemIndex, true) === true && party
		? simplifiedParty(telephonySessionId, party)
		: { ...(isJsonObject(answer) ? answer : { success: true, telephonySessionId }) };
}
