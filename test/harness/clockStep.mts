/** An hour each way: in words, and in milliseconds. */
export const CLOCK_STEPS: ReadonlyArray<[direction: string, milliseconds: number]> = [
	['forward', 3_600_000],
	['back', -3_600_000],
];

/**
 * Sets the clock of this process, as a correction of the machine's time does, until `jest.restoreAllMocks`. The
 * monotonic clock goes on as before.
 *
 * @param milliseconds forward, or back if negative.
 */
export function stepClock(milliseconds: number): void {
	const now = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);
}
