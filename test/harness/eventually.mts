import { setTimeout as pause } from 'node:timers/promises';

/** Long enough for a busy machine. */
const PATIENCE_MILLISECONDS = 20_000;
const PAUSE_MILLISECONDS = 20;

/**
 * Repeats an assertion until it holds; throws its last error when the time is over.
 *
 * @param patience in milliseconds, for assertions that take longer by design.
 */
export async function eventually(
	assertion: () => Promise<void>,
	patience = PATIENCE_MILLISECONDS,
): Promise<void> {
	const deadline = Date.now() + patience;
	for (;;) {
		try {
			return await assertion();
		} catch (error) {
			if (Date.now() > deadline) throw error;
		}
		await pause(PAUSE_MILLISECONDS);
	}
}
