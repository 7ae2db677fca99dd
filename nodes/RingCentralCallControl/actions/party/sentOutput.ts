import type { IDataObject } from 'n8n-workflow';

import type { TransferTarget } from '../../calls/events/contract';
import { partyOf } from '../../calls/events/notification';
import { extensionOf } from './alreadyThere';
import { targetFields } from './callTarget';
import { partyOutput } from './partyOutput';
import type { PartyItem } from './partyItem';
import { listedNumber, targetWords } from './targetWords';

/** How RingCentral sends a call on: a ringing one is forwarded, an answered one transferred. */
export type Way = 'forward' | 'transfer';

/** Where a call goes; null is unknown. A type, so that it fits into an item of n8n's. */
type TargetOutput = {
	/** In words, e.g. "Account Manager (102)". */
	target: string;
	targetExtensionId: string | null;
	targetExtensionNumber: string | null;
	targetPhoneNumber: string | null;
};

const DONE: Record<Way, string> = { forward: 'Forwarded', transfer: 'Transferred' };

/**
 * Where a call went, in words and as far as it is known in numbers, before the party that it was
 * sent on from. RingCentral's own answer with 'Simplify' off.
 */
export function sentOutput(
	item: PartyItem,
	target: TransferTarget,
	way: Way,
	answer: unknown,
): IDataObject {
	if (!item.isSimplified) return partyOutput(item, answer);
	const fields = targetOutput(item, target);
	return {
		sent: true,
		result: `${DONE[way]} to ${fields.target}`,
		...fields,
		newPartyId: newPartyIn(item, answer) ?? null,
		...partyOutput(item, answer),
	};
}

/** The target of a call; an unknown value is null. */
export function targetOutput(item: PartyItem, target: TransferTarget): TargetOutput {
	const { extensionId, extensionNumber, voicemail, parkOrbit, phoneNumber } = target;
	const known = extensionOf(item, target);
	const listed = (['extensionId', 'voicemail', 'parkOrbit'] as const)
		.filter((member) => target[member] !== undefined)
		.map((member) => listedNumber(item, targetFields[member]))[0];
	return {
		target: targetWords(item, target, known),
		targetExtensionId: extensionId ?? voicemail ?? parkOrbit ?? known?.extensionId ?? null,
		targetExtensionNumber: extensionNumber ?? known?.extensionNumber ?? listed ?? null,
		targetPhoneNumber: phoneNumber ?? null,
	};
}

/** RingCentral's answer is about the party that was sent on, or about the one at the target. */
function newPartyIn({ party }: PartyItem, answer: unknown): string | undefined {
	const answered = partyOf(answer);
	if (answered === undefined) return undefined;
	if (answered.id !== party.partyId) return answered.id;
	const { peer } = answered;
	const isSameCall =
		peer?.telephonySessionId === undefined || peer.telephonySessionId === party.telephonySessionId;
	return isSameCall ? peer?.partyId : undefined;
}
