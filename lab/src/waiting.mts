import { setTimeout as pause } from 'node:timers/promises';

/** Something that should have happened was not seen in time; the message says what. */
export class NotSeen extends Error {}

/**
 * Asks again and again until there is an answer.
 *
 * @param what completes "... did not come within 30 s", e.g. "The event"
 * @throws {NotSeen}
 */
export async function waitFor<T>(
	what: string,
	probe: () => Promise<T | undefined>,
	timeoutMilliseconds = 30_000,
): Promise<T> {
	const deadline = Date.now() + timeoutMilliseconds;
	for (;;) {
		const answer = await probe();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) {
			throw new NotSeen(`${what} did not come within ${timeoutMilliseconds / 1000} s`);
		}
		await pause(10);
	}
}
