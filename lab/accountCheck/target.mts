import { isRinging, type LegEvent } from './callEvents.mts';
import type { PlatformClient } from './platformClient.mts';
import type { AccountFacts } from './run.mts';
import { fieldsOf, isFields, listOf, textOf } from './values.mts';

/** The call that commands are sent to, and what they need of the account. */
export interface Target extends AccountFacts {
	sessionId: string;
	/** The signed-in user's leg. */
	ownPartyId: string;
	/** The caller's. */
	otherPartyId?: string;
	/** A mobile of the person's, for commands that call one. */
	mobile?: string;
	/** What the newest recording is called. */
	recordingId?: string;
	/** The RingOut that was begun. */
	ringOutId?: string;
	/** The conference that was begun. */
	conferenceId?: string;
}

/**
 * The newest call that rings at the user or is answered there, with all of its parties.
 *
 * @param legs as notifications told them
 * @returns undefined when there is none
 */
export async function findTarget(
	client: PlatformClient,
	facts: AccountFacts,
	legs: readonly LegEvent[],
): Promise<Target | undefined> {
	const newest = new Map(legs.map((leg) => [leg.partyId, leg]));
	const own = [...newest.values()].findLast(
		(leg) =>
			leg.extensionId === facts.extensionId &&
			leg.direction === 'Inbound' &&
			(isRinging(leg) || leg.code === 'Answered'),
	);
	if (own === undefined) return undefined;
	const sessionId = own.telephonySessionId;
	const { body } = await client.get(
		`/restapi/v1.0/account/~/telephony/sessions/${encodeURIComponent(sessionId)}`,
	);
	const other = listOf(fieldsOf(body)['parties'])
		.filter(isFields)
		.map(({ id }) => textOf(id))
		.find((id) => id !== undefined && id !== own.partyId);
	return { ...facts, sessionId, ownPartyId: own.partyId, otherPartyId: other };
}
