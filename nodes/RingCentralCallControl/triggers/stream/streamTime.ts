import { SYSTEM_CLOCK, type Clock } from '../../transport/clock';
import { USUAL_PACE, type SocketPace } from '../../transport/socket/eventSocket';

/** The clock of a stream, and its waits in milliseconds. */
export interface StreamTime {
	clock: Clock;
	pace: SocketPace;
	/**
	 * For so long a stream keeps the queue and the subscription of a node that has left: a workflow that is
	 * published anew leaves for a moment, and n8n activates workflows one after the other at its start.
	 */
	handover: number;
	/** By then RingCentral has replayed the notifications of a resumed session. */
	replay: number;
	/** Limit for n8n's start, which waits for each workflow's trigger. */
	longestStart: number;
	/** Pause for further changes of the subscription before the live calls are requested. */
	settling: number;
}

/**
 * The handover is longer than n8n needs to publish a workflow anew and to activate all workflows at its start.
 *
 * Assumption SESSION-KEPT: a session can be resumed as long as its subscription was not ended, however
 * its connection was lost.
 */
export const USUAL_TIME: StreamTime = {
	clock: SYSTEM_CLOCK,
	pace: USUAL_PACE,
	handover: 35_000,
	replay: 2_000,
	longestStart: 10_000,
	settling: 500,
};

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/**
 * Milliseconds to back off before reconnecting: twice as long each time, less up to a half by chance, so
 * that the n8ns of all companies do not reconnect at the same moment.
 *
 * @param failures number of failed attempts in a row.
 * @param chance from 0 to 1.
 */
export function pauseBeforeConnecting(failures: number, chance: number): number {
	const pause = Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE);
	return pause * (1 - chance / 2);
}
