const FIRST_MILLISECONDS = 500;
const LONGEST_MILLISECONDS = 30_000;

/**
 * How many milliseconds to pause before connecting again: twice as long each time, and by chance up to
 * half of it less, so that the n8ns of all companies do not come back at the same moment.
 *
 * @param failures how many attempts in a row did not come about.
 * @param chance from 0 to 1.
 */
export function pauseBeforeConnecting(failures: number, chance: number): number {
	const pause = Math.min(FIRST_MILLISECONDS * 2 ** failures, LONGEST_MILLISECONDS);
	return pause * (1 - chance / 2);
}
