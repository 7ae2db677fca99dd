import type { IExecuteFunctions } from 'n8n-workflow';

import { refusalError, send } from '../transport/http/request';

/**
 * Deletes what may be gone already, which is what was asked for.
 *
 * @returns whether it was there.
 */
export async function deleteIfThere(
	context: IExecuteFunctions,
	path: string,
	itemIndex: number,
): Promise<boolean> {
	const answer = await send(context, { method: 'DELETE', path, itemIndex });
	if (!answer.isRefused) return true;
	if (answer.refusal.statusCode === 404) return false;
	throw refusalError(context, answer.refusal, itemIndex);
}
