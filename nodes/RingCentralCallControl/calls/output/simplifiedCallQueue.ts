import { isFields, textOf, type Fields } from '../events/unknown';

/**
 * A call queue, which is an extension as well: a call can be forwarded to its ID or its number. An
 * unknown value is null.
 *
 * @param callQueue one record of RingCentral's list of call queues, unchecked.
 */
export function simplifiedCallQueue(callQueue: Fields) {
	const site = isFields(callQueue.site) ? callQueue.site : {};
	return {
		extensionId: textOf(callQueue.id) ?? null,
		extensionNumber: textOf(callQueue.extensionNumber) ?? null,
		name: textOf(callQueue.name) ?? null,
		status: textOf(callQueue.status) ?? null,
		site: textOf(site.name) ?? null,
	};
}
