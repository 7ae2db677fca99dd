import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { sessionPath } from '../transport/http/callPath';
import { request } from '../transport/http/request';
import { isJsonObject } from './jsonObject';

/** A live call as RingCentral describes it, with all its parties. */
export async function readSession(
	context: IExecuteFunctions,
	itemIndex: number,
	telephonySessionId: string,
): Promise<IDataObject> {
	const path = sessionPath(telephonySessionId);
	const answer = await request(context, { method: 'GET', path, itemIndex });
	return isJsonObject(answer) ? answer : {};
}
