import { SYSTEM_CLOCK, type Clock } from '../../transport/clock';
import { USUAL_PACE, type SocketPace } from '../../transport/socket/eventSocket';

/** The clock of a stream, and how long it waits for what, in milliseconds. */
export interface StreamTime {
	clock: Clock;
	pace: SocketPace;
	/**
	 * For how long a stream keeps what a node left, and stays subscribed to it: a workflow that is
	 * published anew leaves for a moment, and n8n activates workflows one after the other when it starts.
	 */
	handover: number;
	/** By then RingCentral has sent again the events that it kept for a resumed session. */
	replay: number;
	/** How long a workflow that n8n activates when it starts waits for RingCentral. */
	longestStart: number;
	/** How long to wait for further changes of the subscription before the live calls are asked for. */
	settling: number;
}

/**
 * The handover is longer than n8n takes to publish a workflow anew and to activate all workflows at its start.
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
 * How many milliseconds to pause before connecting again: twice as long each time, and by chance up to
 * half of it less, so that the n8ns of all companies do not reconnect at the same moment.
 *
 * @param failures how many attempts in a row did not succeed.
 * @param chance from 0 to 1.
 */
export function pauseBeforeConnecting(failures: number, chance: number): number {
	const pause = Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE);
	return pause * (1 - chance / 2);
}
