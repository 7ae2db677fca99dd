import { callDirectionOf, type Party } from '../events/party';

/**
 * A party of a call as a flat item, with the field names of the triggers' items. Every field is
 * always present; an unknown value is null.
 */
export function simplifiedParty(telephonySessionId: string | null, party: Party) {
	return {
		direction: callDirectionOf(party) ?? null,
		status: party.status,
		statusReason: party.reason ?? null,
		...simplifiedEnds(party),
		muted: party.muted ?? null,
		recordings: party.recordings ?? null,
		parkNumber: party.parkNumber ?? null,
		parkLocationId: party.parkLocationId ?? null,
		queueCall: party.queueCall,
		telephonySessionId,
		partyId: party.id,
		...simplifiedIds(party),
	};
}

/** The names and numbers of caller, callee, extension and queue. */
export function simplifiedEnds(party: Party) {
	return {
		fromNumber: party.from.phoneNumber ?? null,
		fromName: party.from.name ?? null,
		toNumber: party.to.phoneNumber ?? null,
		toName: party.to.name ?? null,
		extensionNumber: party.extensionNumber ?? null,
		extensionName: party.extensionName ?? null,
		queueName: party.queueName ?? null,
	};
}

export function simplifiedIds(party: Party) {
	return {
		extensionId: party.extensionId ?? null,
		queueExtensionId: party.queueExtensionId ?? null,
		deviceId: party.deviceId ?? null,
	};
}
