import { simplifiedParty, type SimplifiedParty } from './simplifiedParty';
import { isFields, listOf, textOf, type Fields } from './unknown';

/** A call with all its parties. */
export type SimplifiedSession = {
	telephonySessionId: string;
	/** How the call came about, e.g. "Call", "CallOut" or "Conference". */
	origin?: string;
	creationTime?: string;
	parties: SimplifiedParty[];
};

/**
 * @param telephonySessionId taken where RingCentral's answer has no id.
 * @param session a CallSessionObject of RingCentral's, unchecked.
 */
export function simplifiedSession(telephonySessionId: string, session: Fields): SimplifiedSession {
	const id = textOf(session.id) ?? telephonySessionId;
	return {
		telephonySessionId: id,
		origin: isFields(session.origin) ? textOf(session.origin.type) : undefined,
		creationTime: textOf(session.creationTime),
		parties: listOf(session.parties)
			.filter(isFields)
			.map((party) => simplifiedParty(id, party)),
	};
}
