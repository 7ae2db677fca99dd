import { resourceNotFound } from '../apiError.mts';
import { type Call, wrongState } from './call.mts';
import { removeFromConference } from './conference.mts';
import { leave } from './leaving.mts';
import { type Party, isPresent } from './party.mts';
import type { Step } from './script.mts';
import { isHeard } from './supervising.mts';

/**
 * Takes a party out of its call. RingCentral allows it only for parties that are supervised, parked
 * or in a conference.
 *
 * Assumption PARTY-REMOVAL: a supervisor counts as supervised, and a party that has already left is not found.
 *
 * @throws ApiError 403 for any other party, 404 for a party that has left
 */
export function remove(call: Call, party: Party, keepConferenceAlive: boolean): Step[] {
	if (!isPresent(party)) throw resourceNotFound('partyId');
	if (call.conference) return removeFromConference(call, party, keepConferenceAlive);
	const supervised = party.side === 'supervisor' || isHeard(call, party);
	if (!supervised && party.status.code !== 'Parked') throw wrongState();
	return [() => leave(call, party)];
}
