/** Seconds that a step may take beyond a test's plan, because the simulator's clock does not stop for it. */
const LATITUDE = 5;

/** Matches a duration of so many seconds, or a few more on a busy machine. */
export function about(seconds: number): { asymmetricMatch(value: unknown): boolean } {
	return {
		asymmetricMatch: (value) =>
			typeof value === 'number' && value >= seconds && value < seconds + LATITUDE,
	};
}
