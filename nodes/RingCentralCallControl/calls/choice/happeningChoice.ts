import { EVENT_SIGNS, isPartyEvent } from './callEvent';
import type { Wish } from '../events/eventFilters';
import type { Happening, StreamEvent } from '../history/happening';
import { callDirectionOf, type Party } from '../events/notification';

/** What a trigger that knows the history of calls starts on. */
export interface StreamWish extends Omit<Wish, 'triggerOn'> {
	triggerOn: StreamEvent[];
}

const NONE: readonly Happening[] = [];

/**
 * What a trigger wants of the happenings of one notification, the most telling first. For a party of
 * which it wants nothing else it gets the change as such, called what it is.
 *
 * @param ownExtensionId the extension of the signed-in user, whom "~" stands for.
 */
export function chosenHappenings(
	happenings: readonly Happening[],
	wish: StreamWish,
	ownExtensionId: string | undefined,
): readonly Happening[] {
	let chosen: Happening[] | undefined;
	for (const happening of happenings) {
		if (!wish.triggerOn.includes(happening.event)) continue;
		if (!isWanted(happening, wish, ownExtensionId)) continue;
		const found =
			happening.event === 'anyChange'
				? named(happening, happenings, wish, ownExtensionId)
				: happening;
		if (found !== undefined) (chosen ??= []).push(found);
	}
	return chosen ?? NONE;
}

/**
 * A change under the name of the most telling event that its party shows; undefined when the
 * trigger gets that anyway.
 */
function named(
	change: Happening,
	happenings: readonly Happening[],
	wish: StreamWish,
	ownExtensionId: string | undefined,
): Happening | undefined {
	let mostTelling: Happening | undefined;
	for (const other of happenings) {
		// What an earlier change has left open is not what this one is.
		if (other.party !== change.party || !isWanted(other, wish, ownExtensionId)) continue;
		if (other.event !== 'anyChange' && wish.triggerOn.includes(other.event)) return undefined;
		mostTelling ??= other;
	}
	return mostTelling;
}

function isWanted(
	happening: Happening,
	wish: StreamWish,
	ownExtensionId: string | undefined,
): boolean {
	return (
		isInScope(happening, wish, ownExtensionId) &&
		isRightDirection(happening, wish) &&
		isWantedCall(happening, wish)
	);
}

/** Whether a trigger follows everybody, or this extension. */
export function isFollowed(
	extensionId: string | undefined,
	{ scope, extensionIds }: StreamWish,
	ownExtensionId: string | undefined,
): boolean {
	return scope === 'account' || isChosen(extensionId, extensionIds, ownExtensionId);
}

function isInScope(
	{ event, party, call }: Happening,
	{ scope, extensionIds }: StreamWish,
	ownExtensionId: string | undefined,
): boolean {
	if (scope === 'account') return true;
	const isOutside = party.extensionId === undefined;
	if (event === 'callEnded' || (isOutside && isToldByAnyLeg(event))) {
		for (const extensionId of call.extensionIds) {
			if (isChosen(extensionId, extensionIds, ownExtensionId)) return true;
		}
		return false;
	}
	return isChosen(party.extensionId, extensionIds, ownExtensionId);
}

function isChosen(
	extensionId: string | undefined,
	chosen: readonly string[],
	ownExtensionId: string | undefined,
): boolean {
	if (extensionId === undefined) return false;
	return chosen.includes(extensionId) || (extensionId === ownExtensionId && chosen.includes('~'));
}

function isToldByAnyLeg(event: Happening['event']): boolean {
	return event === 'anyChange' || (isPartyEvent(event) && EVENT_SIGNS[event].isAnyLeg === true);
}

/** A call inside the company goes both ways: which leg ended it does not matter. */
function isRightDirection(happening: Happening, { filters }: StreamWish): boolean {
	const { event, party } = happening;
	if (filters.direction === undefined) return !isOfOutgoingCall(event, party);
	if (event !== 'callEnded') return callDirectionOf(party) === filters.direction;
	const { parties } = happening.details.summary;
	return parties.some(({ direction }) => direction === filters.direction);
}

/** Ringing and answered mean incoming calls, unless the filter asks for outgoing ones. */
function isOfOutgoingCall(event: Happening['event'], party: Party): boolean {
	return (
		isPartyEvent(event) &&
		EVENT_SIGNS[event].isOwnPhone === true &&
		callDirectionOf(party) === 'Outbound'
	);
}

function isWantedCall(happening: Happening, { filters }: StreamWish): boolean {
	const { call } = happening;
	return (
		(filters.phoneNumber === undefined || call.phoneNumbers.has(filters.phoneNumber)) &&
		(!filters.isMissed || isOfMissedCall(happening)) &&
		(!filters.isQueueCall || call.isQueueCall) &&
		(!filters.isRecorded || call.wasRecorded)
	);
}

function isOfMissedCall(happening: Happening): boolean {
	if (happening.event === 'missed' || happening.party.missedCall) return true;
	return happening.event === 'callEnded' && happening.details.summary.outcome === 'missed';
}
