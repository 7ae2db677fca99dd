import { hasLeft, isPresent, type Party } from '../events/party';
import { statusCodeOf, type StatusCode } from '../events/statusCode';

/** RingCentral's status codes for each awaited status. */
const CODES = {
	answered: ['Answered'],
	fax: ['FaxReceive'],
	held: ['Hold'],
	parked: ['Parked'],
	ringing: ['Proceeding'],
	voicemail: ['VoiceMail', 'VoiceMailScreening'],
} as const satisfies Record<string, readonly StatusCode[]>;

export type AwaitedStatus = keyof typeof CODES | 'left';

export const awaitedStatuses: readonly AwaitedStatus[] = [
	'answered',
	'fax',
	'held',
	'left',
	'parked',
	'ringing',
	'voicemail',
];

/** Whether the party is in one of these states now. */
export function hasReached(party: Party, statuses: readonly AwaitedStatus[]): boolean {
	const code = statusCodeOf(party.status);
	return statuses.some((status) =>
		status === 'left' ? hasLeft(party) : CODES[status].some((candidate) => candidate === code),
	);
}

/**
 * The first party of a call that is in one of these states now.
 *
 * The caller's own leg is "Answered" as soon as RingCentral handles the call, while the other side
 * still rings. On that leg it does not mean that the call was picked up.
 */
export function partyThatReached(
	parties: readonly Party[],
	statuses: readonly AwaitedStatus[],
): Party | undefined {
	const ofCaller = statuses.filter((status) => status !== 'answered' && status !== 'ringing');
	return parties.find((party) =>
		hasReached(party, party.legDirection === 'Outbound' ? ofCaller : statuses),
	);
}

/** Whether no party is left in the call. */
export function isCallOver(parties: readonly Party[]): boolean {
	return !parties.some(isPresent);
}
