import type { ITriggerFunctions } from 'n8n-workflow';

import { textsOf } from '../../calls/events/unknown';

const KEY = 'startedKeys';

/** More than RingCentral sends again, and than an account usually has live calls. */
const MOST_KEPT = 500;

/**
 * The keys of what has started an execution lately, in n8n's static data of the node. Only for batches:
 * n8n knows the key of an execution, and a batch has many events that may come again in another one.
 */
export function storedKeys(context: ITriggerFunctions): string[] {
	return textsOf(context.getWorkflowStaticData('node')[KEY]);
}

export function storeKeys(context: ITriggerFunctions, keys: readonly string[]): void {
	const kept = [...storedKeys(context), ...keys].slice(-MOST_KEPT);
	context.getWorkflowStaticData('node')[KEY] = kept;
}
