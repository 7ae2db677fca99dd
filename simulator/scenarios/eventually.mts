import { setTimeout as wait } from 'node:timers/promises';

const patienceMilliseconds = 4000;

/** Asks again and again until the answer is good; the last answer is told when it never is. */
export async function eventually<Answer>(
	ask: () => Promise<Answer>,
	isGood: (answer: Answer) => boolean,
): Promise<Answer> {
	const deadline = Date.now() + patienceMilliseconds;
	for (;;) {
		const answer = await ask();
		if (isGood(answer)) return answer;
		if (Date.now() > deadline) {
			throw new Error(`Still ${JSON.stringify(answer)} after ${patienceMilliseconds} ms`);
		}
		await wait(5);
	}
}
