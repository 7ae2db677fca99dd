import { isFields, type Fields } from '../calls/events/unknown';
import { isAboutThisPresence, presenceRequest } from '../transport/http/presenceRequest';
import type { Item } from './item';

/**
 * The presence of an extension, unchecked. One that RingCentral does not show this user is not known: it has the
 * id and RingCentral's reason in `refusal` only.
 *
 * @throws NodeApiError when RingCentral shows none at all.
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
