import type { IExecuteFunctions } from 'n8n-workflow';

import { refusalError, send } from '../transport/http/request';

/**
 * Deletes an object that may be gone already: the wish is fulfilled then.
 *
 * @returns whether it was there; null: not known, because an earlier attempt had no answer.
 */
export async function deleteIfThere(
	context: IExecuteFunctions,
	path: string,
	itemIndex: number,
): Promise<boolean | null> {
	const answer = await send(context, { method: 'DELETE', path, itemIndex });
	if (!answer.isRefused) return true;
	if (answer.refusal.statusCode === 404)
		return answer.refusal.mayHaveArrived === true ? null : false;
	throw refusalError(context, answer.refusal, itemIndex);
}
