import type { IDataObject } from 'n8n-workflow';

import { dryRunField } from '../descriptions/outgoingCall';
import type { RingCentralRequest } from '../transport/http/request';
import type { Item } from './item';
import { isJsonObject } from './jsonObject';

/** The request as an output, if 'Dry Run' is on; otherwise undefined. */
export function dryRunOutput(
	item: Item,
	{ method, path, body }: RingCentralRequest,
): IDataObject | undefined {
	if (item.optionIsOn(dryRunField) !== true) return undefined;
	return { dryRun: true, wouldSend: { method, path, ...(isJsonObject(body) && { body }) } };
}
