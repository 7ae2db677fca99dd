import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { appSecret } from '../../transport/signIn/account';
import { storedSecret, storeSecret } from './storedSubscription';
import { newSecret, secretFrom } from './verification';

/** Tells a node from all others, and from a test of itself. */
export function nodeKeyOf(context: IHookFunctions | IWebhookFunctions): string {
	const isTest = context.getMode() === 'manual';
	return `${context.getWorkflow().id}:${context.getNode().id}${isTest ? ':test' : ''}`;
}

/** The secret of a node, made if it has none. */
export async function secretFor(context: IHookFunctions): Promise<string> {
	const known = storedSecret(context);
	if (known !== undefined) return known;
	const secret = (await derivedSecret(context)) ?? newSecret();
	storeSecret(context, secret);
	return secret;
}

/**
 * The secret that a delivery to the node has to carry; undefined when it has none. RingCentral may
 * deliver the first event between its answer to the subscription and n8n's next write, and to any process
 * of n8n: until then the secret is derived anew.
 */
export async function secretOf(context: IWebhookFunctions): Promise<string | undefined> {
	return storedSecret(context) ?? (await derivedSecret(context).catch(() => undefined));
}

async function derivedSecret(
	context: IHookFunctions | IWebhookFunctions,
): Promise<string | undefined> {
	const key = await appSecret(context);
	return key === undefined ? undefined : secretFrom(key, nodeKeyOf(context));
}
