import { hasLeft, isSupervisionStart, type Endpoint, type Party } from '../events/party';
import { isShortNumber } from '../events/phoneNumber';
import { RecentlyUsed } from '../events/recentlyUsed';
import { statusCodeOf } from '../events/statusCode';
import { ownEndOf } from './partyRole';
import { isUnanswered } from './statusStep';

/** An extension, by its ID, its short number or both. */
export interface KnownExtension {
	extensionId?: string;
	extensionNumber?: string;
}

/** The fields of a party, or of an item about it, that show whether its phone has the call. */
export interface LegState {
	/** RingCentral's status code, in any spelling. */
	status: string;
	reason?: string;
	legDirection?: string;
}

interface Leg {
	party: Party;
	seenAt: number;
}

const MOST_CALLS = 10_000;

/** A call without notifications for a day has ended unseen. In milliseconds. */
const LONGEST_SILENCE = 86_400_000;

/** Each phone that a call was sent to is a leg of its own. */
const MOST_LEGS = 100;

/**
 * How long a leg counts as live after it was seen, in milliseconds. A subscription to ringing only
 * does not receive the end of the ringing, and withholding a call from a phone that has stopped
 * ringing is worse than a request too many. Executions that compete for a call are faster than
 * this.
 */
const LONGEST_TRUST = 20_000;

/** The legs of extensions in telephony sessions, as seen in notifications and answers. */
export class Whereabouts {
	/** The legs of each call, by party ID, the latest last. */
	readonly #calls = new RecentlyUsed<Map<string, Leg>>({
		capacity: MOST_CALLS,
		milliseconds: LONGEST_SILENCE,
	});

	/** @param now in milliseconds of the monotonic clock. */
	saw(telephonySessionId: string, party: Party, now: number): void {
		// It shows no other place of the party.
		if (isSupervisionStart(party)) return;
		const legs = this.#calls.getOrAdd(telephonySessionId, now, () => new Map());
		const known = legs.get(party.id)?.party;
		// A late notification: no leg comes back, and none rings again.
		if (known !== undefined && (hasLeft(known) || (isRinging(party) && !isRinging(known)))) return;
		legs.delete(party.id);
		legs.set(party.id, { party, seenAt: now });
		for (const oldest of legs.keys()) {
			if (legs.size <= MOST_LEGS) break;
			legs.delete(oldest);
		}
	}

	/** The last known state of a party. */
	party(telephonySessionId: string, partyId: string): Party | undefined {
		return this.#calls.peek(telephonySessionId)?.get(partyId)?.party;
	}

	/** Whether the party is known to have left the call. */
	hasLeft(telephonySessionId: string, partyId: string): boolean {
		const party = this.party(telephonySessionId, partyId);
		return party !== undefined && hasLeft(party);
	}

	/**
	 * A leg of the call, seen a moment ago, that rings or is connected at this extension.
	 *
	 * @param now in milliseconds of the monotonic clock.
	 */
	legAt(telephonySessionId: string, target: KnownExtension, now: number): Party | undefined {
		const { extensionId } = this.completed(telephonySessionId, target);
		if (extensionId === undefined) return undefined;
		const legs = this.#legs(telephonySessionId);
		return legs.find(
			(leg) =>
				leg.party.extensionId === extensionId &&
				isThere(leg.party) &&
				now - leg.seenAt < LONGEST_TRUST &&
				!hasStoppedRinging(leg, legs),
		)?.party;
	}

	/** The extension with its number and its ID, as far as the call connects the two. */
	completed(telephonySessionId: string, extension: KnownExtension): KnownExtension {
		const { extensionId, extensionNumber } = extension;
		if (extensionId !== undefined && extensionNumber !== undefined) return extension;
		const pairs = numbersOf(this.#legs(telephonySessionId));
		const fitting = [...pairs].filter(
			([number, id]) => number === extensionNumber || id === extensionId,
		);
		const [pair] = fitting;
		if (pair === undefined || fitting.length > 1) return extension;
		return { extensionNumber: pair[0], extensionId: pair[1] };
	}

	#legs(telephonySessionId: string): Leg[] {
		return [...(this.#calls.peek(telephonySessionId)?.values() ?? [])];
	}
}

/** Whether the call rings on the extension's phone, or is connected there. */
export function isThere({ status, reason }: LegState): boolean {
	const code = statusCodeOf(status);
	// A supervisor only listens, and a workflow may send the call there.
	if (reason === 'Supervising') return false;
	return isUnanswered(code) || code === 'Answered' || code === 'Hold';
}

/** Whether a phone rings; a calling leg does not. */
export function isRinging({ status, legDirection }: LegState): boolean {
	const code = statusCodeOf(status);
	return legDirection !== 'Outbound' && isUnanswered(code);
}

/** Whether both are the same extension, as far as that is known. */
export function isSameExtension(one: KnownExtension, other: KnownExtension): boolean {
	return one.extensionId !== undefined && other.extensionId !== undefined
		? one.extensionId === other.extensionId
		: one.extensionNumber !== undefined && one.extensionNumber === other.extensionNumber;
}

/** When one of several ringing phones answers, the others stop, but not always with a notification. */
function hasStoppedRinging({ party, seenAt }: Leg, legs: readonly Leg[]): boolean {
	return (
		isRinging(party) &&
		legs.some(
			(other) =>
				other.seenAt >= seenAt &&
				other.party.legDirection === 'Inbound' &&
				isThere(other.party) &&
				!isRinging(other.party),
		)
	);
}

/**
 * The IDs of extensions by their short numbers, which RingCentral gives in calls within the
 * company. A dialled number stays with a call that moves on to another extension, so a number
 * beside several extensions belongs to none of them.
 *
 * Assumption OWN-NUMBER: a number beside only one extension in a call belongs to that extension.
 */
function numbersOf(legs: readonly Leg[]): Map<string, string> {
	const idsOfNumber = new Map<string, Set<string>>();
	for (const { phoneNumber = '', extensionId } of legs.flatMap(endsOf)) {
		if (extensionId === undefined || !isShortNumber(phoneNumber)) continue;
		idsOfNumber.set(phoneNumber, (idsOfNumber.get(phoneNumber) ?? new Set()).add(extensionId));
	}
	return new Map(
		[...idsOfNumber].flatMap(
			([number, [id, ...others]]): Array<[string, string]> =>
				id === undefined || others.length > 0 ? [] : [[number, id]],
		),
	);
}

/**
 * The ends of a leg. Its own end may have a number before it has an extension ID; the party's ID
 * stands in.
 */
function endsOf({ party }: Leg): Endpoint[] {
	const own = ownEndOf(party);
	const isUnnamed = own.extensionId === undefined && !party.queueCall;
	return [party.from, party.to, ...(isUnnamed ? [{ ...own, extensionId: party.extensionId }] : [])];
}
