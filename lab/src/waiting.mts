import { setTimeout as pause } from 'node:timers/promises';

/** An expected result did not come in time; the message names it. */
export class NotSeen extends Error {}

/**
 * Probes until there is a result.
 *
 * @param expected the result, for the message "... did not come within 30 s", e.g. "The event"
 * @throws {NotSeen}
 */
export async function waitFor<T>(
	expected: string,
	probe: () => Promise<T | undefined>,
	timeoutMilliseconds = 30_000,
): Promise<T> {
	const deadline = Date.now() + timeoutMilliseconds;
	for (;;) {
		const answer = await probe();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) {
			throw new NotSeen(`${expected} did not come within ${timeoutMilliseconds / 1000} s`);
		}
		await pause(10);
	}
}
