import type { CallRecord } from './callRecord';
import type { LiveCalls, LiveParty } from './happening';
import type { Notification, Party } from './notification';
import type { PartyRecord } from './partyRecord';
import { statusCodeOf, type StatusCode } from './statusCode';

/** How far a party has come; it does not go back to ringing once it is connected. */
const PROGRESS: Partial<Record<StatusCode, number>> = { Setup: 1, Proceeding: 2 };

/**
 * Whether a party has gone on since it was told last. What was told after the question was sent is
 * newer than the answer, and whoever has left does not come back.
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

/** Whether the answer would show the call: it is older than the question, and was asked for. */
export function isAskedFor(call: CallRecord, { askedAt, scope }: LiveCalls): boolean {
	for (const { changedAt } of call.parties.values()) if (changedAt > askedAt) return false;
	if (scope === 'account') return true;
	return scope.extensionIds.some((extensionId) => call.extensionIds.has(extensionId));
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

/** Whether somebody is on the call of whom RingCentral was asked. */
export function isAnybodyLeft(call: CallRecord, snapshot: LiveCalls): boolean {
	for (const record of call.parties.values()) if (isExpected(record, snapshot)) return true;
	return false;
}

/** The party as RingCentral tells it now. What it was asked says less of a party than it tells. */
export function mergedParty(known: Party, found: Party): Party {
	return { ...known, status: found.status, reason: found.reason, parkId: found.parkId };
}

export function partyThatLeft(known: Party): Party {
	return { ...known, status: 'Disconnected', reason: undefined };
}

/**
 * Stands in for a notification that could not be received; nobody knows its number, or when the
 * party changed.
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

function isExpected({ hasLeft, party }: PartyRecord, { scope }: LiveCalls): boolean {
	const { extensionId } = party;
	if (hasLeft || extensionId === undefined) return false;
	return scope === 'account' || scope.extensionIds.includes(extensionId);
}

function progressOf(code: StatusCode | undefined): number {
	return code === undefined ? 0 : (PROGRESS[code] ?? 3);
}
