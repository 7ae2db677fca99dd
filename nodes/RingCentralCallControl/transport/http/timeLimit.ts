/** The work took longer than its limit. */
export class TimeLimitReached extends Error {}

/**
 * Waits for work, within a limit on its whole duration. HTTP clients limit only the time without
 * data: a body that drips would hold them for ever.
 *
 * @throws TimeLimitReached.
 */
export async function withinTime<T>(milliseconds: number, work: Promise<T>): Promise<T> {
	const isDone = new AbortController();
	const limit = AbortSignal.timeout(milliseconds);
	const expired = new Promise<never>((_resolve, reject) => {
		const expire = () => reject(new TimeLimitReached(`not done within ${milliseconds} ms`));
		limit.addEventListener('abort', expire, { once: true, signal: isDone.signal });
	});
	try {
		return await Promise.race([work, expired]);
	} finally {
		isDone.abort();
	}
}
