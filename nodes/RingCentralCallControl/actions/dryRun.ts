import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { dryRunField } from '../descriptions/outgoingCall';
import type { RingCentralRequest } from '../transport/http/request';
import { isJsonObject } from './jsonObject';
import { optionsOf } from './options';

/** What would be sent, with 'Dry Run' on; undefined: it is to be sent. */
export function dryRunOutput(
	context: IExecuteFunctions,
	itemIndex: number,
	{ method, path, body }: RingCentralRequest,
): IDataObject | undefined {
	if (optionsOf(context, itemIndex)[dryRunField.name] !== true) return undefined;
	return { dryRun: true, wouldSend: { method, path, ...(isJsonObject(body) && { body }) } };
}
