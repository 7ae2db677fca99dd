import type { ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isPresent, type Party } from '../../calls/events/party';
import { statusCodeOf } from '../../calls/events/statusCode';
import { partiesOfSession } from '../../calls/output/simplifiedSession';
import { messageOf } from '../../calls/events/unknown';
import { sessionPath } from '../../transport/http/callPath';
import { UNREADABLE } from '../../transport/http/refusal';
import { explain } from '../../transport/http/refusalMessage';
import { send, type Answer } from '../../transport/http/request';

type TriggerContext = ITriggerFunctions | IWebhookFunctions;

interface EndCheck {
	/** IDs of the parties known to have left, in case RingCentral's answer is behind. */
	left?: readonly string[];
	/** Ends the request when the answer is no longer needed. */
	cancelSignal?: AbortSignal;
}

/**
 * Asks RingCentral whether all parties have left a call. Without a usable answer the call counts as
 * going on, with a warning in the log.
 */
export async function isOverAtRingCentral(
	context: TriggerContext,
	telephonySessionId: string,
	{ left = [], cancelSignal }: EndCheck = {},
): Promise<boolean> {
	const answer = await session(context, telephonySessionId, cancelSignal);
	if (answer === undefined) return false;
	if (answer.isRefused) {
		if (answer.refusal.statusCode === 404) return true;
		warnOfUnknownEnd(context, telephonySessionId, explain(answer.refusal).message);
		return false;
	}
	const parties = partiesOfSession(answer.body);
	if (parties === undefined) {
		warnOfUnknownEnd(context, telephonySessionId, explain(UNREADABLE).message);
		return false;
	}
	return parties.every(
		(party) => !continuesElsewhere(party) && (!isPresent(party) || left.includes(party.id)),
	);
}

/** A parked call that was picked up continues in the colleague's telephony session. */
function continuesElsewhere({ status, reason }: Party): boolean {
	return reason === 'Pickup' && statusCodeOf(status) === 'Gone';
}

async function session(
	context: TriggerContext,
	telephonySessionId: string,
	cancelSignal: AbortSignal | undefined,
): Promise<Answer | undefined> {
	const path = sessionPath(telephonySessionId);
	try {
		return await send(context, { method: 'GET', path, cancelSignal });
	} catch (error) {
		if (cancelSignal?.aborted) return undefined;
		// Throwing here would start an execution that looks like an event.
		warnOfUnknownEnd(context, telephonySessionId, messageOf(error));
		return undefined;
	}
}

function warnOfUnknownEnd(
	context: TriggerContext,
	telephonySessionId: string,
	reason: string,
): void {
	context.logger.warn(
		`Whether call ${telephonySessionId} has ended is not known, so that no 'Call Ended' starts now: ${reason}`,
	);
}
