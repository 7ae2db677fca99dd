import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isFields, textOf, textsOf } from '../../calls/events/unknown';

/**
 * What the node keeps about its subscription, in n8n's static data of the node.
 *
 * n8n gives a test ("Listen for test event") static data of its own, so that a test beside the
 * active workflow finds and overwrites nothing of it. Deliveries only read it: n8n stores the
 * static data of a workflow as a whole, and the last one to write wins.
 */
export interface StoredSubscription {
	id: string;
	/** The verification secret that RingCentral sends with every delivery. */
	secret: string;
	/** The event filters as the node asked for them. */
	requestedFilters: string[];
	/** The same as RingCentral keeps them, with ids where "~" was. */
	grantedFilters: string[];
}

const KEY = 'subscription';

export function storedSubscription(
	context: IHookFunctions | IWebhookFunctions,
): StoredSubscription | undefined {
	const stored: unknown = context.getWorkflowStaticData('node')[KEY];
	if (!isFields(stored)) return undefined;
	const id = textOf(stored.id);
	const secret = textOf(stored.secret);
	if (id === undefined || secret === undefined) return undefined;
	return {
		id,
		secret,
		requestedFilters: textsOf(stored.requestedFilters),
		grantedFilters: textsOf(stored.grantedFilters),
	};
}

export function storeSubscription(context: IHookFunctions, subscription: StoredSubscription): void {
	context.getWorkflowStaticData('node')[KEY] = { ...subscription };
}

export function forgetSubscription(context: IHookFunctions): void {
	delete context.getWorkflowStaticData('node')[KEY];
}
