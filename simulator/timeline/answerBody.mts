import { withoutSecrets } from '../requestLog.mts';

/** Longer answers are lists and recordings. */
const longestAnswer = 100_000;

/** An answer as a person reads it: JSON without secrets, null where there is none to show. */
export function answerBody(payload: unknown): unknown {
	if (typeof payload !== 'string' || payload.length > longestAnswer) return null;
	try {
		const body: unknown = JSON.parse(payload);
		return withoutSecrets(body);
	} catch {
		return null;
	}
}
