import { setTimeout as wait } from 'node:timers/promises';

const timeoutMilliseconds = 4000;

/**
 * Repeats a request until its answer is good.
 * @throws Error with the last answer when the time is over
 */
export async function eventually<Answer>(
	ask: () => Promise<Answer>,
	isGood: (answer: Answer) => boolean,
): Promise<Answer> {
	const deadline = Date.now() + timeoutMilliseconds;
	for (;;) {
		const answer = await ask();
		if (isGood(answer)) return answer;
		if (Date.now() > deadline) {
			throw new Error(`Still ${JSON.stringify(answer)} after ${timeoutMilliseconds} ms`);
		}
		await wait(5);
	}
}
