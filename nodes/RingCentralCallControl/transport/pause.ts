import { sleep } from 'n8n-workflow';

/**
 * Waits for the given time, or until the signal is aborted. n8n's `sleep` ignores the signal before
 * n8n-workflow 2.34.
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

/** @throws the signal's reason, once the signal is aborted. */
export async function pauseUnlessAborted(
	milliseconds: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	await pause(milliseconds, signal ?? new AbortController().signal);
	signal?.throwIfAborted();
}
