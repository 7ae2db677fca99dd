import { setTimeout as pause } from 'node:timers/promises';

/** What is not true at once on a busy machine is true later. */
const PATIENCE_MILLISECONDS = 20_000;
const PAUSE_MILLISECONDS = 20;

/**
 * Repeats an assertion until it holds; throws what it threw last when it never does.
 *
 * @param patience in milliseconds, for what takes longer by design.
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
