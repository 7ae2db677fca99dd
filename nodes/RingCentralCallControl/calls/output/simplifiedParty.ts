import { callDirectionOf, type Party } from '../events/notification';

/**
 * One party of a call, flat, under the names that the triggers' items have too. Every field is
 * always there: what is not known is null.
 */
export function simplifiedParty(telephonySessionId: string | null, party: Party) {
	return {
		telephonySessionId,
		partyId: party.id,
		direction: callDirectionOf(party) ?? null,
		status: party.status,
		statusReason: party.reason ?? null,
		fromNumber: party.from.phoneNumber ?? null,
		fromName: party.from.name ?? null,
		toNumber: party.to.phoneNumber ?? null,
		toName: party.to.name ?? null,
		extensionId: party.extensionId ?? null,
		queueCall: party.queueCall,
		muted: party.muted,
		recordings: party.recordings,
		parkId: party.parkId ?? null,
	};
}
