import { pause } from './pause';

/** The passage of time; tests have a clock of their own. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Milliseconds of a monotonic clock: for the time between two readings. */
	elapsed(): number;
	/** Waits for the given time, or until the signal is aborted. */
	pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	pause,
};
