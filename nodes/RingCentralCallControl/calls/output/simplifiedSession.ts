import { originOf } from '../events/notification';
import { partyOf, type Party } from '../events/party';
import { simplifiedParty } from './simplifiedParty';
import { readList, textOf, type Fields } from '../events/unknown';

/**
 * A call with all its parties; an unknown value is null.
 *
 * @param session a CallSessionObject of RingCentral's, unchecked.
 */
export function simplifiedSession(telephonySessionId: string | null, session: Fields) {
	return {
		telephonySessionId,
		/** How the call came about, e.g. "Call", "CallOut" or "Conference". */
		origin: originOf(session) ?? null,
		creationTime: textOf(session.creationTime) ?? null,
		parties: Array.isArray(session.parties) ? simplifiedParties(telephonySessionId, session) : null,
	};
}

/** @param session a CallSessionObject of RingCentral's, unchecked. */
export function simplifiedParties(telephonySessionId: string | null, session: Fields) {
	return partiesOfSession(session).map((party) => simplifiedParty(telephonySessionId, party));
}

/** @param session a CallSessionObject of RingCentral's, unchecked. */
export function partiesOfSession(session: Fields): Party[] {
	return readList(session.parties, (party) => partyOf(party, originOf(session)));
}
