import { sleep } from 'n8n-workflow';

/**
 * Waits, and no longer than until the signal says that it is over. n8n's `sleep` takes no notice of
 * a signal before n8n-workflow 2.34.
 */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	const isDone = new AbortController();
	const aborted = new Promise<void>((resolve) => {
		signal.addEventListener('abort', () => resolve(), { once: true, signal: isDone.signal });
	});
	await Promise.race([sleep(milliseconds, signal).catch(() => {}), aborted]);
	isDone.abort();
}

/** @throws the reason of the signal, as soon as it says that it is over. */
export async function pauseUnlessAborted(
	milliseconds: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	await pause(milliseconds, signal ?? new AbortController().signal);
	signal?.throwIfAborted();
}
