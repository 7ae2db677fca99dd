import type { CallEventName } from '../../calls/events/callEvent';
import type { TransferTarget } from '../../calls/events/contract';
import type { Party } from '../../calls/events/party';
import { textOf } from '../../calls/events/unknown';
import {
	isRinging,
	isSameExtension,
	isThere,
	type KnownExtension,
} from '../../calls/parties/whereabouts';
import { whereabouts } from '../../processMemory';
import { SYSTEM_CLOCK } from '../../transport/clock';
import type { PartyItem } from './partyItem';
import { targetWords, type NamedExtension } from './targetWords';

/** The known parts of a leg of the call. */
interface KnownLeg extends NamedExtension {
	/** Whether its phone rings or is connected. */
	isThere: boolean;
	/** undefined: not known. */
	isRinging?: boolean;
}

/**
 * Checks whether the call already rings or is connected at the target. It sends no request: it relies on
 * the item and on the parties that this process has seen.
 *
 * @param isForRinging whether the operation is for ringing calls only.
 * @returns the reason to send no command, as a sentence; undefined when the call is elsewhere, or its place
 * is not known.
 */
export function alreadyThere(
	item: PartyItem,
	target: TransferTarget,
	isForRinging: boolean,
): string | undefined {
	const extension = extensionOf(item, target);
	if (extension === undefined) return undefined;
	const leg = ownLegAt(item, extension) ?? otherLegAt(item, extension);
	if (leg === undefined) return undefined;
	const words = targetWords(item, target, leg);
	const isAtRinging = leg.isRinging ?? isForRinging;
	return `The call ${isAtRinging ? 'already rings' : 'is already'} at ${words}, so nothing was sent.`;
}

/** The target extension, with number and ID if both are known. */
export function extensionOf(
	item: PartyItem,
	{ extensionId, extensionNumber }: TransferTarget,
): KnownExtension | undefined {
	if (extensionId === undefined && extensionNumber === undefined) return undefined;
	const target = whereabouts.completed(item.party.telephonySessionId, {
		extensionId,
		extensionNumber,
	});
	const own = legOfItem(item);
	return own !== undefined && isSameExtension(own, target)
		? {
				extensionId: target.extensionId ?? own.extensionId,
				extensionNumber: target.extensionNumber ?? own.extensionNumber,
			}
		: target;
}

/** The leg of the party itself, however long ago it was seen: a party is at one place only. */
function ownLegAt(item: PartyItem, extension: KnownExtension): KnownLeg | undefined {
	const { telephonySessionId, partyId } = item.party;
	if (whereabouts.hasLeft(telephonySessionId, partyId)) return undefined;
	const seen = whereabouts.party(telephonySessionId, partyId);
	// The item may be older, and other nodes may have changed its fields.
	const leg = seen?.extensionId === undefined ? legOfItem(item) : legOf(seen, extension);
	return leg?.isThere === true && isSameExtension(leg, extension) ? leg : undefined;
}

function otherLegAt({ party }: PartyItem, extension: KnownExtension): KnownLeg | undefined {
	const now = SYSTEM_CLOCK.elapsed();
	const seen = whereabouts.legAt(party.telephonySessionId, extension, now);
	return seen && legOf(seen, extension);
}

/** The leg of a seen party, completed from `extension` if the IDs are equal. */
function legOf(party: Party, extension: KnownExtension): KnownLeg {
	const { extensionId } = party;
	const isSame = extensionId !== undefined && extensionId === extension.extensionId;
	return {
		extensionId,
		extensionNumber: isSame ? extension.extensionNumber : undefined,
		name: party.extensionName,
		isThere: isThere(party),
		isRinging: isRinging(party),
	};
}

/** The leg in the incoming item, if the item is about the same party. */
function legOfItem(item: PartyItem): KnownLeg | undefined {
	const { json, party } = item;
	const isSameParty =
		textOf(json.telephonySessionId) === party.telephonySessionId &&
		textOf(json.partyId) === party.partyId;
	if (!isSameParty) return undefined;
	const status = textOf(json.status);
	const legDirection = textOf(json.direction);
	const state =
		status === undefined ? undefined : { status, legDirection, reason: textOf(json.statusReason) };
	return {
		extensionId: textOf(json.extensionId),
		extensionNumber: textOf(json.extensionNumber),
		name: textOf(json.extensionName),
		isThere: state === undefined ? isEventThere(textOf(json.event)) : isThere(state),
		isRinging: state && isRinging(state),
	};
}

/** Trigger events that show the call at the party's phone. Items from elsewhere have no event. */
const EVENTS_THERE: readonly CallEventName[] = [
	'answered',
	'held',
	'muted',
	'recordingChanged',
	'resumed',
	'ringing',
];

function isEventThere(name: string | undefined): boolean {
	return name === undefined || EVENTS_THERE.some((event) => event === name);
}
