import type { Item } from './item';

/**
 * Deletes an object that may be gone already: the wish is fulfilled then.
 *
 * @returns whether it was there; null: not known, because an earlier attempt had no answer.
 */
export async function deleteIfThere(item: Item, path: string): Promise<boolean | null> {
	const answer = await item.send({ method: 'DELETE', path });
	if (!answer.isRefused) return true;
	if (answer.refusal.statusCode === 404)
		return answer.refusal.mayHaveArrived === true ? null : false;
	throw item.refusalError(answer.refusal);
}
