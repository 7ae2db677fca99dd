import type { LiveParty } from '../events/callEvent';
import { liveCallsOf, simplifiedLiveCall } from './liveCall';
import { isFields, textsOf, type Fields } from '../events/unknown';

/** https://developers.ringcentral.com/api-reference/Presence/readUserPresenceStatus */
const MOST_LISTED = 7;

/**
 * The parties of an extension in its live calls, as notifications would tell them.
 *
 * @param presence of one extension, with its calls in detail, unchecked.
 */
export function livePartiesOf(presence: unknown): LiveParty[] {
	const [extensionId] = ownerOf(presence);
	return liveCallsOf(presence).flatMap((call) => livePartyOf(call, extensionId) ?? []);
}

/** The extension whose presence it is: one ID, or none when the answer does not say. */
export function ownerOf(presence: unknown): string[] {
	const { extension } = isFields(presence) ? presence : {};
	return textsOf([isFields(extension) ? extension.id : undefined]);
}

/** RingCentral lists at most seven calls of an extension: with so many there may be others. */
export function listsAllCalls(presence: unknown): boolean {
	return liveCallsOf(presence).length < MOST_LISTED;
}

function livePartyOf(call: Fields, extensionId: string | undefined): LiveParty | undefined {
	const { telephonySessionId, partyId, sessionId, direction, status, ...ends } =
		simplifiedLiveCall(call);
	if (telephonySessionId === null || partyId === null || status === null) return undefined;
	return {
		telephonySessionId,
		sessionId: sessionId ?? undefined,
		party: {
			id: partyId,
			extensionId,
			legDirection: direction === 'Inbound' || direction === 'Outbound' ? direction : undefined,
			status,
			from: { phoneNumber: ends.fromNumber ?? undefined, name: ends.fromName ?? undefined },
			to: { phoneNumber: ends.toNumber ?? undefined, name: ends.toName ?? undefined },
			isRingOutInitiator: false,
			queueCall: ends.queueCall,
			missedCall: false,
			muted: false,
			recordings: [],
		},
	};
}
