import type { CallRecord } from './callRecord';
import type { LiveCalls, LiveParty } from '../events/callEvent';
import { hasLeft, type Notification, type Party } from '../events/notification';
import type { PartyRecord } from './partyRecord';
import { statusCodeOf, type StatusCode } from '../events/statusCode';

/** How far a party has come; it does not go back to ringing once it is connected. */
const PROGRESS: Partial<Record<StatusCode, number>> = { Setup: 1, Proceeding: 2 };

/**
 * Whether a party has gone on since it was told last. A notification after the question was sent is
 * newer than the answer, and a party that has left does not come back.
 */
export function isFurther(known: PartyRecord, found: Party, { askedAt }: LiveCalls): boolean {
	const code = statusCodeOf(found.status);
	return (
		!known.hasLeft &&
		known.changedAt <= askedAt &&
		code !== known.code &&
		progressOf(code) >= progressOf(known.code)
	);
}

/**
 * Whether a notification is older than the last known change of its party. A party that was told to have left
 * does not come back; one that was only not found does. It has arrived after the answer, which says more
 * than its time: that is by RingCentral's clock, and the time of the question by n8n's.
 */
export function isOutdated(known: PartyRecord, told: Party): boolean {
	if (known.hasLeft) return !hasLeft(told) && !known.isFound;
	return known.isFound && progressOf(statusCodeOf(told.status)) < progressOf(known.code);
}

/** Whether the answer says how the call is now: nothing was told of it since the question was sent. */
export function isOlderThan(call: CallRecord, { askedAt }: LiveCalls): boolean {
	for (const { changedAt } of call.parties.values()) if (changedAt > askedAt) return false;
	return true;
}

/** Parties that were not found, without a notification since the question was sent. */
export function partiesMissing(
	call: CallRecord,
	{ askedAt }: LiveCalls,
	foundIds: ReadonlySet<string>,
): PartyRecord[] {
	return [...call.parties.values()].filter(
		({ changedAt, party }) => changedAt <= askedAt && !foundIds.has(party.id),
	);
}

/** Own parties that should have been found and were not. */
export function partiesGone(
	call: CallRecord,
	snapshot: LiveCalls,
	foundIds: ReadonlySet<string>,
): PartyRecord[] {
	return [...call.parties.values()].filter(
		(record) => isExpected(record, snapshot) && !foundIds.has(record.party.id),
	);
}

/** Whether a party is on the call that RingCentral lists there. */
export function isPartyLeft(call: CallRecord, snapshot: LiveCalls): boolean {
	for (const record of call.parties.values()) if (isExpected(record, snapshot)) return true;
	return false;
}

/** The party as RingCentral has it now: an answer says less of a party than a notification. */
export function mergedParty(known: Party, found: Party): Party {
	return { ...known, status: found.status, reason: found.reason };
}

export function partyThatLeft(known: Party): Party {
	return { ...known, status: 'Disconnected', reason: undefined };
}

/**
 * Stands in for a notification that could not be received; its number, and when the party changed, are
 * not known.
 *
 * @param askedAt in milliseconds since the epoch.
 */
export function foundNotification(
	{ telephonySessionId, sessionId, party }: LiveParty,
	askedAt: number,
): Notification {
	return {
		timestamp: new Date(askedAt).toISOString(),
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

/** RingCentral lists parties that ring, talk or are on hold; not one at voicemail, for instance. */
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
