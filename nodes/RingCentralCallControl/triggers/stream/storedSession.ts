import type { ITriggerFunctions } from 'n8n-workflow';

import { isFields, textOf, textsOf } from '../../calls/events/unknown';

/**
 * What the node keeps of its stream, in n8n's static data of the node: enough to take up RingCentral's
 * session again when n8n has been started anew.
 *
 * n8n stores it when the activation ends, and again with each execution that the node starts. Whatever
 * changes in between is lost when n8n is killed; then the session cannot be taken up, and the stream
 * catches up by asking for the live calls.
 */
export interface StoredSession extends StreamSubscription {
	recoveryToken: string;
	/** When RingCentral gave the token, in milliseconds since the epoch: a later one replaces it. */
	since: number;
}

export interface StreamSubscription {
	subscriptionId: string;
	/** The event filters as they were asked for. */
	requestedFilters: string[];
	/** The same as RingCentral keeps them, with ids where "~" was. */
	grantedFilters: string[];
}

const KEY = 'session';

export function storedSession(context: ITriggerFunctions): StoredSession | undefined {
	const stored: unknown = context.getWorkflowStaticData('node')[KEY];
	if (!isFields(stored)) return undefined;
	const recoveryToken = textOf(stored.recoveryToken);
	const subscriptionId = textOf(stored.subscriptionId);
	if (recoveryToken === undefined || subscriptionId === undefined) return undefined;
	return {
		recoveryToken,
		since: typeof stored.since === 'number' ? stored.since : 0,
		subscriptionId,
		requestedFilters: textsOf(stored.requestedFilters),
		grantedFilters: textsOf(stored.grantedFilters),
	};
}

export function storeSession(context: ITriggerFunctions, session: StoredSession): void {
	context.getWorkflowStaticData('node')[KEY] = { ...session };
}
