import type { IExecuteFunctions } from 'n8n-workflow';

import { partyField } from '../../descriptions/party';
import type { PartyAddress } from '../../transport/callPath';
import { requiredId } from '../parameters';
import { requiredTelephonySessionId } from '../telephonySessionParameter';

const ADVICE =
	"Put this node behind a RingCentral trigger, or choose a party of the call in 'Party'.";

/** The party that this item is about. */
export function requiredParty(context: IExecuteFunctions, itemIndex: number): PartyAddress {
	return {
		telephonySessionId: requiredTelephonySessionId(context, itemIndex),
		partyId: requiredId(context, partyField, itemIndex, ADVICE),
	};
}
