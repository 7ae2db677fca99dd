import type { ITriggerFunctions } from 'n8n-workflow';

import type { LiveCalls } from '../telephony/happening';
import { SIGNED_IN_USER } from '../telephony/eventFilters';
import { livePartiesOf, ownerOf } from '../telephony/liveParty';
import { presenceRequest } from '../transport/presenceRequest';
import { recordsOfPages } from '../transport/recordPages';
import { request } from '../transport/request';

/**
 * Asks RingCentral for the calls that there are. The presence of extensions is the only answer that
 * tells the ids of both session and party: a heavy request for a whole account (and each further
 * thousand of its users), a light one for each extension otherwise.
 *
 * @param extensionIds whose calls, or "account" for everybody's.
 * @throws NodeApiError when RingCentral refuses, see `request`.
 */
export async function liveCalls(
	context: ITriggerFunctions,
	extensionIds: readonly string[] | 'account',
	cancelSignal: AbortSignal,
): Promise<Omit<LiveCalls, 'isBaseline'>> {
	const askedAt = Date.now();
	const presences =
		extensionIds === 'account'
			? await presencesOfAccount(context, cancelSignal)
			: await presencesOfExtensions(context, extensionIds, cancelSignal);
	return {
		parties: presences.flatMap(livePartiesOf),
		askedAt,
		scope: extensionIds === 'account' ? 'account' : { extensionIds: presences.flatMap(ownerOf) },
	};
}

/** The ID of the signed-in user, for which "~" stands; undefined when RingCentral does not say. */
export async function ownExtensionId(
	context: ITriggerFunctions,
	cancelSignal: AbortSignal,
): Promise<string | undefined> {
	const [presence] = await presencesOfExtensions(context, [SIGNED_IN_USER], cancelSignal);
	return ownerOf(presence)[0];
}

async function presencesOfAccount(
	context: ITriggerFunctions,
	cancelSignal: AbortSignal,
): Promise<unknown[]> {
	return await recordsOfPages(
		async (page) =>
			await request(context, {
				method: 'GET',
				path: '/restapi/v1.0/account/~/presence',
				query: { detailedTelephonyState: true, ...page },
				cancelSignal,
			}),
		Infinity,
	);
}

async function presencesOfExtensions(
	context: ITriggerFunctions,
	extensionIds: readonly string[],
	cancelSignal: AbortSignal,
): Promise<unknown[]> {
	const presences: unknown[] = [];
	for (const extensionId of extensionIds) {
		presences.push(await request(context, { ...presenceRequest(extensionId), cancelSignal }));
	}
	return presences;
}
