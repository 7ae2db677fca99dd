import type { CallEvent } from '../events/callEvent';
import { callDirectionOf } from '../events/notification';
import type { Criteria } from './criteria';
import { EVENTS } from './events';
import { passes } from './filters';

const NONE: readonly CallEvent[] = [];

/**
 * The events of one notification that a node wants, the most telling first. A party
 * without such an event gives the change as such, under the name of its most telling event.
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
			event.event === 'anyChange' ? mostTelling(event, events, criteria, ownExtensionId) : event;
		if (found !== undefined) (chosen ??= []).push(found);
	}
	return chosen ?? NONE;
}

/**
 * Tells an event from all others that start the same node. Of the ringing phones of a call only the
 * first one counts, until a person has answered: then the call may ring at the next phone. For a node
 * that asks for every change, each phone counts.
 *
 * Assumption QUEUE-OTHER-LEGS: what a workflow does to the first phone of a queue's agent is done to that
 * leg; the other agents' phones ring until RingCentral stops them.
 */
export function keyFor(
	{ event, key, call, answeredPartyId = '' }: CallEvent,
	{ countsEachPhone, triggerOn }: Criteria,
): string {
	const isOncePerCall = !countsEachPhone && !triggerOn.includes('anyChange');
	return event === 'ringing' && isOncePerCall ? `${event}:${call.callId}:${answeredPartyId}` : key;
}

/** Whether a node follows every extension, or this one. */
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
 * A change under the name of the most telling event that its party shows; undefined when the node gets
 * that anyway.
 */
function mostTelling(
	change: CallEvent,
	events: readonly CallEvent[],
	criteria: Criteria,
	ownExtensionId: string | undefined,
): CallEvent | undefined {
	let first: CallEvent | undefined;
	for (const other of events) {
		// The event that an earlier change has left open is none of this one.
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

/** Ringing and answered mean incoming calls, unless the filter asks for outgoing ones. */
function isOfOutgoingCall({ event, party }: CallEvent, { filters }: Criteria): boolean {
	return (
		EVENTS[event].isOfOnePhone === true &&
		filters.direction === undefined &&
		callDirectionOf(party) === 'Outbound'
	);
}
