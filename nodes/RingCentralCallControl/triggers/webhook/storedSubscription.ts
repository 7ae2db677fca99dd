import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isFields, textOf, textsOf } from '../../calls/events/unknown';

/**
 * The node's record of its subscription, in n8n's static data of the node.
 *
 * n8n gives a test ("Listen for test event") static data of its own, so that a test neither reads nor
 * overwrites the data of the published workflow. Deliveries only read: n8n stores the static data of a
 * workflow as a whole, and the last writer wins.
 */
export interface StoredSubscription {
	id: string;
	/** The webhook address that RingCentral calls. */
	address: string;
	/** The event filters that the node requested. */
	requestedFilters: string[];
	/** The same filters as RingCentral keeps them, with IDs in place of "~". */
	grantedFilters: string[];
}

type StaticDataContext = IHookFunctions | ITriggerFunctions | IWebhookFunctions;

const KEY = 'subscription';

const SECRET_KEY = 'secret';

export function storedSubscription(context: StaticDataContext): StoredSubscription | undefined {
	const stored: unknown = context.getWorkflowStaticData('node')[KEY];
	if (!isFields(stored)) return undefined;
	const id = textOf(stored.id);
	const address = textOf(stored.address);
	if (id === undefined || address === undefined) return undefined;
	return {
		id,
		address,
		requestedFilters: textsOf(stored.requestedFilters),
		grantedFilters: textsOf(stored.grantedFilters),
	};
}

export function storeSubscription(
	context: IHookFunctions | ITriggerFunctions,
	subscription: StoredSubscription,
): void {
	context.getWorkflowStaticData('node')[KEY] = { ...subscription };
}

export function forgetSubscription(context: IHookFunctions): void {
	delete context.getWorkflowStaticData('node')[KEY];
}

/**
 * The verification secret that RingCentral sends with every delivery. It is kept as long as the credential
 * is for the same user and app: a subscription made anew carries the same secret, so its deliveries do not
 * depend on another write.
 */
export function storedSecret(context: StaticDataContext): string | undefined {
	return textOf(context.getWorkflowStaticData('node')[SECRET_KEY]);
}

export function storeSecret(context: IHookFunctions, secret: string): void {
	context.getWorkflowStaticData('node')[SECRET_KEY] = secret;
}
