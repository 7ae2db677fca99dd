import type { IWebhookFunctions } from 'n8n-workflow';

import { hasLeft } from '../telephony/callEvent';
import { partiesOf, partyOf, type Notification } from '../telephony/notification';
import { isFields, listOf, textOf } from '../telephony/unknown';
import { apiPath } from '../transport/apiPath';
import { explain } from '../transport/refusalMessage';
import { send, type Answer } from '../transport/request';

/**
 * Asks RingCentral whether anybody is left in the call that a notification is about. The parties
 * that the notification says have left count as gone, in case RingCentral's answer is behind.
 * When RingCentral cannot tell, the call counts as going on, and the log says so.
 */
export async function isCallOver(
	context: IWebhookFunctions,
	notification: Notification,
): Promise<boolean> {
	const telephonySessionId = textOf(notification.body.telephonySessionId);
	if (telephonySessionId === undefined) return false;
	const answer = await session(context, telephonySessionId);
	if (answer === undefined) return false;
	if (answer.isRefused) {
		if (answer.refusal.statusCode === 404) return true;
		unknownWhether(context, telephonySessionId, explain(answer.refusal).message);
		return false;
	}
	const leaving = partiesOf(notification)
		.filter(hasLeft)
		.map(({ id }) => id);
	return listOf(isFields(answer.body) ? answer.body.parties : undefined)
		.flatMap((party) => partyOf(party) ?? [])
		.every((party) => hasLeft(party) || leaving.includes(party.id));
}

async function session(
	context: IWebhookFunctions,
	telephonySessionId: string,
): Promise<Answer | undefined> {
	try {
		return await send(context, {
			method: 'GET',
			path: apiPath`/restapi/v1.0/account/~/telephony/sessions/${telephonySessionId}`,
		});
	} catch (error) {
		// Throwing here would start an execution that looks like an event.
		const reason = isFields(error) ? textOf(error.message) : undefined;
		unknownWhether(context, telephonySessionId, reason ?? 'no reason given');
		return undefined;
	}
}

function unknownWhether(
	context: IWebhookFunctions,
	telephonySessionId: string,
	reason: string,
): void {
	context.logger.warn(
		`Whether call ${telephonySessionId} has ended is not known, so that no 'Call Ended' starts: ${reason}`,
	);
}
