import type { CallEvent } from '../events/callEvent';
import { callDirectionOf } from '../events/party';
import type { Criteria } from './criteria';
import { EVENTS } from './events';
import { passes } from './filters';

const NONE: readonly CallEvent[] = [];

/**
 * The events of one notification that meet a node's criteria, the most specific first. For 'Any
 * Change', a party without such an event gives its most specific event.
 *
 * @param ownExtensionId the extension of the signed-in user: "~".
 */
export function chosenEvents(
	events: readonly CallEvent[],
	criteria: Criteria,
	ownExtensionId: string | undefined,
): readonly CallEvent[] {
	let chosen: CallEvent[] | undefined;
	for (const event of events) {
		if (!criteria.triggerOn.includes(event.event)) continue;
		if (!isWanted(event, criteria, ownExtensionId)) continue;
		const found =
			event.event === 'anyChange' ? mostSpecific(event, events, criteria, ownExtensionId) : event;
		if (found !== undefined) (chosen ??= []).push(found);
	}
	return chosen ?? NONE;
}

/**
 * The key of an event, unique among the events of a node. Per call, one ringing phone counts, and
 * another after each answer by a person, since the call may then ring at the next phone. With
 * `countsEachPhone` or 'Any Change', each phone counts.
 *
 * Assumption QUEUE-OTHER-LEGS: a command to the first phone of a queue's agent affects that leg
 * only; the other agents' phones ring until RingCentral stops them.
 */
export function keyFor(
	{ event, key, call, answeredPartyId = '' }: CallEvent,
	{ countsEachPhone, triggerOn }: Criteria,
): string {
	const isOncePerCall = !countsEachPhone && !triggerOn.includes('anyChange');
	return event === 'ringing' && isOncePerCall ? `${event}:${call.callId}:${answeredPartyId}` : key;
}

/** Whether the scope of a node includes this extension. */
export function isFollowed(
	extensionId: string | undefined,
	{ scope, extensionIds }: Criteria,
	ownExtensionId: string | undefined,
): boolean {
	if (scope === 'account') return true;
	if (extensionId === undefined) return false;
	return (
		extensionIds.includes(extensionId) ||
		(extensionId === ownExtensionId && extensionIds.includes('~'))
	);
}

/**
 * The most specific event of the party that changed; undefined when the node gets another event of
 * this change anyway.
 */
function mostSpecific(
	change: CallEvent,
	events: readonly CallEvent[],
	criteria: Criteria,
	ownExtensionId: string | undefined,
): CallEvent | undefined {
	let first: CallEvent | undefined;
	for (const other of events) {
		// An event that an earlier change left open does not belong to this change.
		if (other.party !== change.party || !isWanted(other, criteria, ownExtensionId)) continue;
		if (other.event !== 'anyChange' && criteria.triggerOn.includes(other.event)) return undefined;
		first ??= other;
	}
	return first;
}

function isWanted(
	event: CallEvent,
	criteria: Criteria,
	ownExtensionId: string | undefined,
): boolean {
	return (
		isInScope(event, criteria, ownExtensionId) &&
		!isOfOutgoingCall(event, criteria) &&
		passes(event, criteria.filters)
	);
}

function isInScope(
	{ event, party, call }: CallEvent,
	criteria: Criteria,
	ownExtensionId: string | undefined,
): boolean {
	if (isFollowed(party.extensionId, criteria, ownExtensionId)) return true;
	const { isOfAnyLeg, isOfWholeCall } = EVENTS[event];
	if (!isOfWholeCall && !(isOfAnyLeg && party.extensionId === undefined)) return false;
	for (const extensionId of call.extensionIds) {
		if (isFollowed(extensionId, criteria, ownExtensionId)) return true;
	}
	return false;
}

/** Ringing and answered are about incoming calls, unless the filter 'Direction' is set. */
function isOfOutgoingCall({ event, party }: CallEvent, { filters }: Criteria): boolean {
	return (
		EVENTS[event].isOfOnePhone === true &&
		filters.direction === undefined &&
		callDirectionOf(party) === 'Outbound'
	);
}
