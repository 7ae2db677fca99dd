import { isFields, textOf } from '../calls/events/unknown';
import { extensionPath } from '../transport/http/extensionPath';
import { UNREADABLE } from '../transport/http/refusal';
import type { Item } from './item';

/**
 * RingCentral's id of the signed-in user.
 *
 * @throws NodeApiError when RingCentral refuses, or sends no id.
 */
export async function ownExtensionId(item: Item): Promise<string> {
	const extension = await item.request({
		method: 'GET',
		path: extensionPath('~'),
	});
	const id = isFields(extension) ? textOf(extension.id) : undefined;
	if (id === undefined) throw item.refusalError(UNREADABLE);
	return id;
}
