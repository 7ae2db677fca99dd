import { isFields, textOf } from '../calls/events/unknown';
import type { Item } from './item';

/** RingCentral's id of the signed-in user. */
export async function ownExtensionId(item: Item): Promise<string> {
	const extension = await item.request({
		method: 'GET',
		path: '/restapi/v1.0/account/~/extension/~',
	});
	return (isFields(extension) ? textOf(extension.id) : undefined) ?? '~';
}
