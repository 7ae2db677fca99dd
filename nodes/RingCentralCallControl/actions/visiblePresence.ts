import { isFields, type Fields } from '../calls/events/unknown';
import { isAboutThisPresence, presenceRequest } from '../transport/http/presenceRequest';
import type { Item } from './item';

/**
 * The presence of an extension, unchecked. If RingCentral hides it from this user, it has only the id and
 * RingCentral's reason in `refusal`.
 *
 * @throws NodeApiError when the refusal is not about this presence alone.
 */
export async function visiblePresence(item: Item, extensionId: string): Promise<Fields> {
	const answer = await item.send(presenceRequest(extensionId));
	if (!answer.isRefused) return isFields(answer.body) ? answer.body : {};
	const { refusal } = answer;
	if (!isAboutThisPresence(refusal)) throw item.refusalError(refusal);
	return {
		extension: { id: extensionId },
		refusal: refusal.message ?? 'RingCentral does not show it',
	};
}
