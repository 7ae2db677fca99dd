import type { IDataObject } from 'n8n-workflow';

import type { TransferTarget } from '../../calls/events/contract';
import { partyOf } from '../../calls/events/party';
import { extensionOf } from './alreadyThere';
import { targetFields } from './callTarget';
import { partyOutput } from './partyOutput';
import type { PartyItem } from './partyItem';
import { listedNumber, targetWords } from './targetWords';

/** RingCentral's commands to send a call on: forward while it rings, transfer once it is answered. */
export type Way = 'forward' | 'transfer';

/** The target of a call; null is unknown. A type and not an interface, so that n8n's items accept it. */
type TargetOutput = {
	/** In words, e.g. "Account Manager (102)". */
	target: string;
	targetExtensionId: string | null;
	targetExtensionNumber: string | null;
	targetPhoneNumber: string | null;
};

const DONE: Record<Way, string> = { forward: 'Forwarded', transfer: 'Transferred' };

/**
 * The target of a sent call, in words and in the known numbers, followed by the call's former party.
 * With 'Simplify' off, RingCentral's own answer.
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

export function targetOutput(item: PartyItem, target: TransferTarget): TargetOutput {
	const { extensionId, extensionNumber, voicemail, parkOrbit, phoneNumber } = target;
	const known = extensionOf(item, target);
	const chosen = (['extensionId', 'voicemail', 'parkOrbit'] as const).find(
		(member) => target[member] !== undefined,
	);
	const listed = chosen && listedNumber(item, targetFields[chosen]);
	return {
		target: targetWords(item, target, known),
		targetExtensionId: extensionId ?? voicemail ?? parkOrbit ?? known?.extensionId ?? null,
		targetExtensionNumber: extensionNumber ?? known?.extensionNumber ?? listed ?? null,
		targetPhoneNumber: phoneNumber ?? null,
	};
}

/** The id of the party at the target. RingCentral's answer is this party, or the former party with a peer. */
function newPartyIn({ party }: PartyItem, answer: unknown): string | undefined {
	const answered = partyOf(answer);
	if (answered === undefined) return undefined;
	if (answered.id !== party.partyId) return answered.id;
	const { peer } = answered;
	const isSameCall =
		peer?.telephonySessionId === undefined || peer.telephonySessionId === party.telephonySessionId;
	return isSameCall ? peer?.partyId : undefined;
}
