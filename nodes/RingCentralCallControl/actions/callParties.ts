import type { Party } from '../calls/events/party';
import { partiesOfSession } from '../calls/output/simplifiedSession';
import { whereabouts } from '../processMemory';
import { SYSTEM_CLOCK } from '../transport/clock';
import { sessionPath } from '../transport/http/callPath';
import { UNREADABLE, type Refusal } from '../transport/http/refusal';
import type { Item } from './item';

/** All present and former parties of a call, or RingCentral's refusal because the call is over. */
export type CallParties = { isOver: false; parties: Party[] } | { isOver: true; refusal: Refusal };

/** @throws NodeApiError when RingCentral refuses for any reason except the end of the call. */
export async function callParties(item: Item, telephonySessionId: string): Promise<CallParties> {
	const path = sessionPath(telephonySessionId);
	const answer = await item.send({ method: 'GET', path });
	if (!answer.isRefused) {
		const parties = partiesOfSession(answer.body);
		if (parties === undefined) throw item.refusalError(UNREADABLE);
		const now = SYSTEM_CLOCK.elapsed();
		for (const party of parties) whereabouts.saw(telephonySessionId, party, now);
		return { isOver: false, parties };
	}
	if (answer.refusal.statusCode === 404) return { isOver: true, refusal: answer.refusal };
	throw item.refusalError(answer.refusal);
}
