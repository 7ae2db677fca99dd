import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { RecentlyUsed } from '../../calls/events/recentlyUsed';
import { storedSecret, storeSecret } from './storedSubscription';
import { newSecret } from './verification';

/**
 * Shared by this process: secrets that n8n has not stored yet. RingCentral may deliver the first event
 * between its answer to the subscription and n8n's next write.
 */
const newSecrets = new RecentlyUsed<string>({ capacity: 1_000, milliseconds: 60_000 });

/** Tells a node from all others, and from a test of itself. */
export function nodeKeyOf(context: IHookFunctions | IWebhookFunctions): string {
	const isTest = context.getMode() === 'manual';
	return `${context.getWorkflow().id}:${context.getNode().id}${isTest ? ':test' : ''}`;
}

/** The secret of a node, made if it has none. */
export function secretFor(context: IHookFunctions): string {
	const known = storedSecret(context);
	if (known !== undefined) return known;
	const secret = newSecret();
	newSecrets.set(nodeKeyOf(context), secret, Date.now());
	storeSecret(context, secret);
	return secret;
}

/** The secret that a delivery to the node has to carry; undefined when it has none. */
export function secretOf(context: IWebhookFunctions): string | undefined {
	return storedSecret(context) ?? newSecrets.peek(nodeKeyOf(context));
}
