import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { appSecret, chosenAccount } from '../../transport/signIn/account';
import { storedSecret, storeSecret } from './storedSubscription';
import { carriesSecret, newSecret, secretFrom, type Headers } from './verification';

/** Identifies a node; its test has a key of its own. */
export function nodeKeyOf(context: IHookFunctions | IWebhookFunctions): string {
	const isTest = context.getMode() === 'manual';
	return `${context.getWorkflow().id}:${context.getNode().id}${isTest ? ':test' : ''}`;
}

/** The secret for a new subscription of the node, which is stored. */
export async function secretFor(context: IHookFunctions): Promise<string> {
	const secret = (await derivedSecret(context)) ?? storedSecret(context) ?? newSecret();
	storeSecret(context, secret);
	return secret;
}

/** Whether the stored secret is of the signed-in user and app, so that no other subscription has it. */
export async function isSecretPresent(context: IHookFunctions): Promise<boolean> {
	const stored = storedSecret(context);
	return stored !== undefined && stored === ((await derivedSecret(context)) ?? stored);
}

/**
 * Whether a delivery carries the secret of the node. RingCentral may deliver the first event between its
 * answer to the subscription and n8n's next write, and to any process of n8n: until that write the derived
 * secret counts too.
 */
export async function carriesSecretOfNode(
	context: IWebhookFunctions,
	headers: Headers,
): Promise<boolean> {
	const stored = storedSecret(context);
	if (stored !== undefined && carriesSecret(headers, stored)) return true;
	const derived = await derivedSecret(context).catch(() => undefined);
	return derived !== undefined && carriesSecret(headers, derived);
}

async function derivedSecret(
	context: IHookFunctions | IWebhookFunctions,
): Promise<string | undefined> {
	const key = await appSecret(context);
	if (key === undefined) return undefined;
	const { user } = await chosenAccount(context);
	return secretFrom(key, JSON.stringify([nodeKeyOf(context), user]));
}
