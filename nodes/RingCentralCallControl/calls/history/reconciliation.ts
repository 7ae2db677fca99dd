import type { CallRecord } from './callRecord';
import type { LiveCalls, LiveParty } from '../events/callEvent';
import type { Notification } from '../events/notification';
import { hasLeft, type Party } from '../events/party';
import type { PartyRecord } from './partyRecord';
import { statusCodeOf, type StatusCode } from '../events/statusCode';

/** How far a party has come; it does not go back to ringing once it is connected. */
const PROGRESS: Partial<Record<StatusCode, number>> = { Setup: 1, Proceeding: 2 };

/**
 * Whether the answer shows a party further on than its last notification. A notification since the
 * request is newer than the answer, and a party that has left does not come back.
 */
export function isFurther(known: PartyRecord, found: Party, { requestedAt }: LiveCalls): boolean {
	const code = statusCodeOf(found.status);
	return (
		!known.hasLeft &&
		known.changedAt <= requestedAt &&
		code !== known.code &&
		progressOf(code) >= progressOf(known.code)
	);
}

/**
 * Whether a notification is older than the last known change of its party. A party that left by a
 * notification does not come back; a party only missing from an answer does. Arrival after the answer
 * counts more than times: the notification's is by RingCentral's clock, the request's by n8n's.
 */
export function isOutdated(known: PartyRecord, reported: Party): boolean {
	if (known.hasLeft) return !hasLeft(reported) && !known.isFound;
	return known.isFound && progressOf(statusCodeOf(reported.status)) < progressOf(known.code);
}

/** Whether the answer is the latest state of the call: no notification came since the request. */
export function isOlderThan(call: CallRecord, { requestedAt }: LiveCalls): boolean {
	for (const { changedAt } of call.parties.values()) if (changedAt > requestedAt) return false;
	return true;
}

/** Parties missing from the answer, without a notification since the request. */
export function partiesMissing(
	call: CallRecord,
	{ requestedAt }: LiveCalls,
	foundIds: ReadonlySet<string>,
): PartyRecord[] {
	return [...call.parties.values()].filter(
		({ changedAt, party }) => changedAt <= requestedAt && !foundIds.has(party.id),
	);
}

/** Own parties that the answer should list and does not. */
export function partiesGone(
	call: CallRecord,
	snapshot: LiveCalls,
	foundIds: ReadonlySet<string>,
): PartyRecord[] {
	return [...call.parties.values()].filter(
		(record) => isExpected(record, snapshot) && !foundIds.has(record.party.id),
	);
}

/** Whether a party that the answer should list is left in the call. */
export function hasExpectedParty(call: CallRecord, snapshot: LiveCalls): boolean {
	for (const record of call.parties.values()) if (isExpected(record, snapshot)) return true;
	return false;
}

/** The known party with the answer's status: an answer has fewer fields than a notification. */
export function mergedParty(known: Party, { status, reason }: Party): Party {
	return inState(known, status, reason);
}

export function partyThatLeft(known: Party): Party {
	return inState(known, 'Disconnected', undefined);
}

/** The known party in a state that no notification shows: other changes since then are not known. */
function inState(known: Party, status: string, reason: string | undefined): Party {
	const { missedCall, recordings = [] } = known;
	return {
		...known,
		status,
		reason,
		// A miss remains one, and a recording can be paused, but not removed.
		missedCall: missedCall === true ? true : undefined,
		muted: undefined,
		recordings: recordings.length > 0 ? recordings : undefined,
		parkNumber: undefined,
		parkLocationId: undefined,
	};
}

/**
 * Stands in for a missed notification, whose number and time of change are unknown.
 *
 * @param requestedAt in milliseconds since the epoch.
 */
export function foundNotification(
	{ telephonySessionId, sessionId, party }: LiveParty,
	requestedAt: number,
): Notification {
	return {
		timestamp: new Date(requestedAt).toISOString(),
		event: '/restapi/v1.0/account/~/telephony/sessions',
		subscriptionId: '',
		body: {
			telephonySessionId,
			sessionId,
			parties: [
				{
					id: party.id,
					extensionId: party.extensionId,
					direction: party.legDirection,
					from: party.from,
					to: party.to,
					status: { code: party.status, reason: party.reason },
				},
			],
		},
	};
}

/** RingCentral lists parties that ring, talk or are on hold, and none at voicemail, for instance. */
function isExpected(
	{ code, hasLeft, party }: PartyRecord,
	{ listedExtensionIds }: LiveCalls,
): boolean {
	if (hasLeft || party.extensionId === undefined) return false;
	const isListed = code === 'Proceeding' || code === 'Answered' || code === 'Hold';
	return isListed && listedExtensionIds.has(party.extensionId);
}

function progressOf(code: StatusCode | undefined): number {
	return code === undefined ? 0 : (PROGRESS[code] ?? 3);
}
