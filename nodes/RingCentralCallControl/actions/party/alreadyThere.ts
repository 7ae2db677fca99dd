import type { CallEventName } from '../../calls/events/callEvent';
import type { TransferTarget } from '../../calls/events/contract';
import type { Party } from '../../calls/events/notification';
import { textOf } from '../../calls/events/unknown';
import {
	isRinging,
	isSameExtension,
	isThere,
	type KnownExtension,
} from '../../calls/parties/whereabouts';
import { whereabouts } from '../../processMemory';
import type { PartyItem } from './partyItem';
import { targetWords, type NamedExtension } from './targetWords';

/** A leg of the call, as far as it is known. */
interface KnownLeg extends NamedExtension {
	/** Whether its phone has the call: it rings or is connected. */
	isThere: boolean;
	/** undefined: not known. */
	isRinging?: boolean;
}

/**
 * Why nothing needs to be sent: the call rings at the extension already, or is there. Nothing is
 * asked for that: the item and what this process has seen of the call have to be enough.
 *
 * @param isForRinging whether the operation is for ringing calls only.
 * @returns a sentence; undefined when the call is elsewhere, or it is not known.
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

/** The extension that the call is to be sent to, with number and ID if both are known. */
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

/** The leg of the party itself, which is never at two places, however long ago it was seen. */
function ownLegAt(item: PartyItem, extension: KnownExtension): KnownLeg | undefined {
	const { telephonySessionId, partyId } = item.party;
	if (whereabouts.hasLeft(telephonySessionId, partyId)) return undefined;
	const seen = whereabouts.party(telephonySessionId, partyId);
	// The item may be older, and its fields may have been changed on the way.
	const leg = seen?.extensionId === undefined ? legOfItem(item) : legOf(seen, extension);
	return leg?.isThere === true && isSameExtension(leg, extension) ? leg : undefined;
}

function otherLegAt({ party }: PartyItem, extension: KnownExtension): KnownLeg | undefined {
	const seen = whereabouts.legAt(party.telephonySessionId, extension, Date.now());
	return seen && legOf(seen, extension);
}

/** A leg that was seen. `extension` completes it when it is the same. */
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

/** The leg that the incoming item is about, when that is the one to act on. */
function legOfItem(item: PartyItem): KnownLeg | undefined {
	const { json, party } = item;
	const isAbout =
		textOf(json.telephonySessionId) === party.telephonySessionId &&
		textOf(json.partyId) === party.partyId;
	if (!isAbout) return undefined;
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

/** Events of a trigger whose party has the call; an item from elsewhere says nothing of that. */
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
