import type { CallRecord } from './callRecord';
import { isCalled, isOwn } from './partyRecord';
import { simplifiedParty } from '../output/simplifiedParty';

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

/** Sums up a call in which nobody is left. */
export function summaryOf(call: CallRecord): CallSummary {
	const { durations, startedAt, lastChangeAt } = call;
	const isKnown = startedAt !== undefined;
	return {
		outcome: outcomeOf(call),
		startTime: isoTime(startedAt),
		endTime: isoTime(lastChangeAt),
		ringSeconds: isKnown ? durations.secondsOf('ring') : null,
		talkSeconds: isKnown ? durations.secondsOf('talk') : null,
		holdSeconds: isKnown ? durations.secondsOf('hold') : null,
		parties: [...call.parties.values()].map(({ telephonySessionId, party }) =>
			simplifiedParty(telephonySessionId, party),
		),
	};
}

function outcomeOf(call: CallRecord): CallOutcome {
	const records = [...call.parties.values()].filter(({ isSupervisor }) => !isSupervisor);
	const isAnswered = records.some(
		({ answeredBy, telephonySessionId }) =>
			answeredBy === 'person' && !call.isOwnHalf(telephonySessionId),
	);
	if (isAnswered || (call.origin === 'Conference' && call.isJoined)) return 'answered';
	if (records.some(({ hasReceivedFax }) => hasReceivedFax)) return 'fax';
	if (records.some(({ hasReachedVoicemail }) => hasReachedVoicemail)) return 'voicemail';
	if (call.isQueueCall) return 'abandoned';
	const own = records.filter(isOwn);
	if (call.origin === 'RingOut' || own.some((record) => !isCalled(record))) return 'noAnswer';
	if (own.some(({ hasRung, party }) => hasRung || party.missedCall)) return 'missed';
	return own.length > 0 && call.startedAt !== undefined ? 'callHandling' : 'unknown';
}

function isoTime(time: number | undefined): string | null {
	return time === undefined ? null : new Date(time).toISOString();
}
