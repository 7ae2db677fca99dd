import type { LiveParty } from '../events/callEvent';
import { liveCallsOf, simplifiedLiveCall } from './liveCall';
import { isFields, listOf, textsOf, type Fields } from '../events/unknown';

/** https://developers.ringcentral.com/api-reference/Presence/readUserPresenceStatus */
const MOST_LISTED = 7;

/**
 * The parties of an extension in its live calls, in the same form as those of notifications. A presence
 * does not say whether a party is muted, recorded or marked as missed.
 *
 * @param presence of one extension, with its calls in detail, unchecked.
 */
export function livePartiesOf(presence: unknown): LiveParty[] {
	const [extensionId] = ownerOf(presence);
	return liveCallsOf(presence).flatMap((call) => livePartyOf(call, extensionId) ?? []);
}

/** The ID of the extension with this presence; empty when the answer does not name it. */
export function ownerOf(presence: unknown): string[] {
	const { extension } = isFields(presence) ? presence : {};
	return textsOf([isFields(extension) ? extension.id : undefined]);
}

/**
 * Whether all live calls are listed, each with its IDs. RingCentral lists seven calls at most, some of which
 * may be over. An extension on the phone whose presence lists no call hides it.
 */
export function listsAllCalls(presence: unknown): boolean {
	const { activeCalls, telephonyStatus } = isFields(presence) ? presence : {};
	const count = liveCallsOf(presence).length;
	const isWhole = count > 0 || telephonyStatus === 'NoCall';
	return (
		isWhole && livePartiesOf(presence).length === count && listOf(activeCalls).length < MOST_LISTED
	);
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
			missedCall: undefined,
			muted: undefined,
			recordings: undefined,
		},
	};
}
