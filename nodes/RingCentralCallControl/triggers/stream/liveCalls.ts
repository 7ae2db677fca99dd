import type { ITriggerFunctions } from 'n8n-workflow';

import type { LiveCalls } from '../../calls/events/callEvent';
import { listsAllCalls, livePartiesOf, ownerOf } from '../../calls/output/liveParty';
import { isAboutThisPresence, presenceRequest } from '../../transport/http/presenceRequest';
import { recordsOfPages } from '../../transport/http/recordPages';
import type { Refusal } from '../../transport/http/refusal';
import { explain } from '../../transport/http/refusalMessage';
import { refusalError, send } from '../../transport/http/request';

/** An extension without a list of its calls, and RingCentral's reason, in words for the log. */
export interface UnseenExtension {
	extensionId: string;
	reason: string;
}

/** The live calls at RingCentral. */
interface FoundCalls {
	calls: LiveCalls;
	unseen: readonly UnseenExtension[];
}

interface Presences {
	presences: readonly unknown[];
	unseen: readonly UnseenExtension[];
}

/**
 * Up to so many extensions, a light request for each is better than a heavy one for the account:
 * RingCentral's limit for heavy requests is lower.
 */
const MOST_SINGLE_REQUESTS = 20;

/**
 * Requests the live calls. Only presence has the IDs of both session and party: one heavy request for a
 * whole account (and one more for each further thousand users), or a light one for each extension.
 *
 * @param extensionIds the extensions, or "account" for all.
 * @throws NodeApiError when RingCentral refuses more than single extensions, see `request`.
 */
export async function liveCalls(
	context: ITriggerFunctions,
	extensionIds: readonly string[] | 'account',
	cancelSignal: AbortSignal,
): Promise<FoundCalls> {
	const requestedAt = Date.now();
	const { presences, unseen } =
		extensionIds === 'account'
			? await presencesOfAccount(context, cancelSignal)
			: await presencesOfExtensions(context, extensionIds, cancelSignal);
	const calls = {
		parties: presences.flatMap(livePartiesOf),
		requestedAt,
		listedExtensionIds: new Set(presences.filter(listsAllCalls).flatMap(ownerOf)),
	};
	return { calls, unseen };
}

async function presencesOfAccount(
	context: ITriggerFunctions,
	cancelSignal: AbortSignal,
): Promise<Presences> {
	const { presences, refusal } = await requestForAccount(context, cancelSignal);
	if (refusal !== undefined) throw refusalError(context, refusal);
	return { presences, unseen: [] };
}

async function presencesOfExtensions(
	context: ITriggerFunctions,
	extensionIds: readonly string[],
	cancelSignal: AbortSignal,
): Promise<Presences> {
	if (extensionIds.length <= MOST_SINGLE_REQUESTS) {
		return await presencesOneByOne(context, extensionIds, cancelSignal);
	}
	const { presences, refusal } = await requestForAccount(context, cancelSignal);
	if (refusal === undefined) return chosenOf(presences, extensionIds);
	if (!isAboutThisPresence(refusal)) throw refusalError(context, refusal);
	return await presencesOneByOne(context, extensionIds, cancelSignal);
}

async function requestForAccount(
	context: ITriggerFunctions,
	cancelSignal: AbortSignal,
): Promise<{ presences: unknown[]; refusal?: Refusal }> {
	let refusal: Refusal | undefined;
	const presences = await recordsOfPages(async (page) => {
		const answer = await send(context, {
			method: 'GET',
			path: '/restapi/v1.0/account/~/presence',
			query: { detailedTelephonyState: true, ...page },
			cancelSignal,
		});
		if (!answer.isRefused) return answer.body;
		refusal = answer.refusal;
		return undefined;
	}, Infinity);
	return { presences, refusal };
}

function chosenOf(presences: readonly unknown[], extensionIds: readonly string[]): Presences {
	const chosen = new Set(extensionIds);
	return {
		presences: presences.filter((presence) => ownerOf(presence).some((id) => chosen.has(id))),
		unseen: [],
	};
}

/** One extension that RingCentral refuses, such as a call queue, leaves the others alone. */
async function presencesOneByOne(
	context: ITriggerFunctions,
	extensionIds: readonly string[],
	cancelSignal: AbortSignal,
): Promise<Presences> {
	const presences: unknown[] = [];
	const unseen: UnseenExtension[] = [];
	for (const extensionId of extensionIds) {
		const answer = await send(context, { ...presenceRequest(extensionId), cancelSignal });
		if (!answer.isRefused) presences.push(answer.body);
		else if (!isAboutThisPresence(answer.refusal)) throw refusalError(context, answer.refusal);
		else unseen.push({ extensionId, reason: explain(answer.refusal).message });
	}
	return { presences, unseen };
}
