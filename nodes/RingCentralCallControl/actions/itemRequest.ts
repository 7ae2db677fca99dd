import type { IExecuteFunctions } from 'n8n-workflow';

import { refusalError, send, type RingCentralRequest } from '../transport/http/request';
import { refusedParameter, type FieldsByApiName } from './refusedParameter';

export type ItemRequest = RingCentralRequest & { itemIndex: number };

/**
 * Sends a request for an item and returns RingCentral's answer.
 *
 * @param fields the operation's parameters that RingCentral may find fault with.
 * @throws NodeApiError naming the parameter, or in the words that transport has.
 */
export async function itemRequest(
	context: IExecuteFunctions,
	request: ItemRequest,
	fields: FieldsByApiName,
): Promise<unknown> {
	const answer = await send(context, request);
	if (!answer.isRefused) return answer.body;
	const explanation = await refusedParameter(context, answer.refusal, fields, request.itemIndex);
	throw refusalError(context, answer.refusal, request.itemIndex, explanation);
}
