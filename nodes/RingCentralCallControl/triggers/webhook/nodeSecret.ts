import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { appSecret } from '../../transport/signIn/account';
import { storedSecret, storeSecret } from './storedSubscription';
import { newSecret, secretFrom } from './verification';

/** Identifies a node; its test has a key of its own. */
export function nodeKeyOf(context: IHookFunctions | IWebhookFunctions): string {
	const isTest = context.getMode() === 'manual';
	return `${context.getWorkflow().id}:${context.getNode().id}${isTest ? ':test' : ''}`;
}

/** The secret of a node, created if it has none. */
export async function secretFor(context: IHookFunctions): Promise<string> {
	const known = storedSecret(context);
	if (known !== undefined) return known;
	const secret = (await derivedSecret(context)) ?? newSecret();
	storeSecret(context, secret);
	return secret;
}

/**
 * The secret that a delivery to the node has to carry; undefined when the node has none. RingCentral
 * may deliver the first event between its answer to the subscription and n8n's next write, and to any
 * process of n8n: until that write the secret is derived anew.
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
