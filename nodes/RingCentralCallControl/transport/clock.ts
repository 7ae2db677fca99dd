import { pause } from './pause';

/** How time passes. Tests have a clock of their own. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Milliseconds of a clock that is never set: for the time between two readings. */
	elapsed(): number;
	/** Waits for so many milliseconds, and no longer than until the signal is aborted. */
	pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	pause,
};
