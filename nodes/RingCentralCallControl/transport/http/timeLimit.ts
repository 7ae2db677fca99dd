/** The time for something is over. */
export class TimeLimitReached extends Error {}

/**
 * Waits for something, and no longer than so many milliseconds altogether. HTTP clients limit only
 * the time in which nothing arrives: a body that drips would hold them for ever.
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
