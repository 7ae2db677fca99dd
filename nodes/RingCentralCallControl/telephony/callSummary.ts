import type { simplifiedParty } from './simplifiedParty';

/**
 * How a call ended up, seen as a whole.
 *
 * - `abandoned`: whoever called a queue left before an agent took the call
 * - `callHandling`: RingCentral answered, with a menu for instance, and no phone rang
 * - `noAnswer`: an outgoing call that nobody took
 * - `unknown`: too little of the call was seen
 */
export type CallOutcome =
	| 'abandoned'
	| 'answered'
	| 'callHandling'
	| 'fax'
	| 'missed'
	| 'noAnswer'
	| 'unknown'
	| 'voicemail';

/** A call that is over. What is not known, because its beginning was not seen, is null. */
export interface CallSummary {
	outcome: CallOutcome;
	/** ISO 8601. */
	startTime: string | null;
	endTime: string | null;
	ringSeconds: number | null;
	talkSeconds: number | null;
	holdSeconds: number | null;
	/** Everybody who took part, in the order in which they came. */
	parties: Array<ReturnType<typeof simplifiedParty>>;
}
