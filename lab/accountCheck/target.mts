import { isRinging, type LegEvent } from './callEvents.mts';
import type { PlatformClient } from './platformClient.mts';
import type { AccountFacts } from './run.mts';
import { fieldsOf, isFields, listOf, textOf } from './values.mts';

/** The call that commands are sent to, and the account's facts that they need. */
export interface Target extends AccountFacts {
	sessionId: string;
	/** The signed-in user's leg. */
	ownPartyId: string;
	/** The caller's leg. */
	otherPartyId?: string;
	/** The person's second phone, for commands that call one. */
	mobile?: string;
	/** ID of the newest recording. */
	recordingId?: string;
	/** ID of the RingOut that a command began. */
	ringOutId?: string;
	/** ID of the conference that a command began. */
	conferenceId?: string;
}

/**
 * The newest call that rings at the user or that the user has answered, with its parties.
 *
 * @param legs from notifications, oldest first
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
