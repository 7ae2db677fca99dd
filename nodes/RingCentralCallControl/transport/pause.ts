import { sleep } from 'n8n-workflow';

/** Waits, and no longer than until the signal says that it is over. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	await sleep(milliseconds, signal).catch(() => {});
}
