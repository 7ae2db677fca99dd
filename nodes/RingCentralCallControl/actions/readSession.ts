import type { IDataObject } from 'n8n-workflow';

import { sessionPath } from '../transport/http/callPath';
import type { Item } from './item';
import { isJsonObject } from './jsonObject';

/** RingCentral's description of a live call, with all its parties. */
export async function readSession(item: Item, telephonySessionId: string): Promise<IDataObject> {
	const path = sessionPath(telephonySessionId);
	const answer = await item.request({ method: 'GET', path });
	return isJsonObject(answer) ? answer : {};
}
