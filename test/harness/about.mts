/** So much longer something may take than a test has planned, in seconds: the simulator's clock goes on meanwhile. */
const LATITUDE = 5;

/** Matches a duration of so many seconds, or a few more on a busy machine. */
export function about(seconds: number): { asymmetricMatch(value: unknown): boolean } {
	return {
		asymmetricMatch: (value) =>
			typeof value === 'number' && value >= seconds && value < seconds + LATITUDE,
	};
}
