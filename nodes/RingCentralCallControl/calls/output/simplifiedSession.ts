import { originOf } from '../events/notification';
import { partyOf, type Party } from '../events/party';
import { simplifiedParty } from './simplifiedParty';
import { isFields, readList, textOf, type Fields } from '../events/unknown';

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
		parties: simplifiedParties(telephonySessionId, session) ?? null,
	};
}

/** Undefined for an answer that lists no parties, which is not a call without parties. */
export function simplifiedParties(telephonySessionId: string | null, session: unknown) {
	return partiesOfSession(session)?.map((party) => simplifiedParty(telephonySessionId, party));
}

/**
 * Undefined for an answer that lists no parties, which is not a call without parties.
 *
 * @param session a CallSessionObject of RingCentral's, unchecked.
 */
export function partiesOfSession(session: unknown): Party[] | undefined {
	if (!isFields(session) || !Array.isArray(session.parties)) return undefined;
	const origin = originOf(session);
	return readList(session.parties, (party) => partyOf(party, origin));
}
