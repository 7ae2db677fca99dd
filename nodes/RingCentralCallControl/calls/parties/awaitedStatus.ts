import { hasLeft, isPresent, type Party } from '../events/party';

/** RingCentral's status codes for each awaited status, in lower case. */
const CODES = {
	answered: ['answered'],
	fax: ['faxreceive'],
	held: ['hold'],
	parked: ['parked'],
	ringing: ['proceeding'],
	// The documentation writes "VoiceMail", live events say "Voicemail", the guide "VMScreening".
	voicemail: ['voicemail', 'voicemailscreening', 'vmscreening'],
} as const;

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
	const code = party.status.toLowerCase();
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
