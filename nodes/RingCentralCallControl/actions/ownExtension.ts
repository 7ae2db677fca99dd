import type { IExecuteFunctions } from 'n8n-workflow';

import { isFields, textOf } from '../calls/events/unknown';
import { request } from '../transport/http/request';

/** RingCentral's id of the signed-in user. */
export async function ownExtensionId(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<string> {
	const extension = await request(context, {
		method: 'GET',
		path: '/restapi/v1.0/account/~/extension/~',
		itemIndex,
	});
	return (isFields(extension) ? textOf(extension.id) : undefined) ?? '~';
}
