import { type Extension, extensionById } from '../account.mts';
import { invalidParameter } from '../apiError.mts';
import { leaveQueueSteps, noAnswerSteps, skipAgentSteps } from './answering.mts';
import { type Call, incorrectState, peerOf } from './call.mts';
import type { Destination } from './destination.mts';
import { type Party, type Recording, remoteEndOf, ringRole } from './party.mts';
import { ownEnd } from './placing.mts';
import { ringingSteps, stepIfPossible } from './ringing.mts';
import type { Step } from './script.mts';

/*
 * The commands of RingCentral's Call Control API as steps in a call: the first step is the
 * command itself and throws 409 TAS-102 when the state of the party does not allow it.
 * https://developers.ringcentral.com/guide/voice/call-control
 */

/**
 * Assumption FOREIGN-LEG: commands act on the talking legs of the account's extensions. No source
 * shows the answer for a leg outside the account, of a menu or of a supervisor.
 */
export function requireOwnLeg(party: Party): string {
	const { extensionId, side, menu } = party;
	if (extensionId === undefined || side === 'supervisor' || menu) throw incorrectState();
	return extensionId;
}

/** Assumption CONFERENCE-LEG: legs of a conference cannot be sent on, only removed. */
function requireMovableLeg(party: Party): string {
	if (party.conferenceRole) throw incorrectState();
	return requireOwnLeg(party);
}

function requireIncomingLeg(party: Party): string {
	if (party.direction !== 'Inbound') throw incorrectState();
	return requireOwnLeg(party);
}

/** Requires a call that the user received: the own phone of a RingOut rings for an outgoing one. */
function requireReceivedCall(party: Party): string {
	if (party.side !== 'called' || ringRole(party) === 'Initiator') throw incorrectState();
	return requireOwnLeg(party);
}

function otherSide(call: Call, party: Party): Party[] {
	return call.liveParties(party.side === 'caller' ? 'called' : 'caller');
}

export function hold(call: Call, party: Party): Step[] {
	requireOwnLeg(party);
	// Refused while the other end still rings or is a voicemail box.
	const notThere = ['Setup', 'Proceeding', 'VoiceMail'];
	if (otherSide(call, party).some((other) => notThere.includes(other.status.code))) {
		throw incorrectState();
	}
	return [() => call.apply(party, 'hold')];
}

/** A call held on the telephone can be resumed only there. */
export function unhold(call: Call, party: Party): Step[] {
	requireOwnLeg(party);
	if (party.heldOnPhone) throw incorrectState();
	return [() => call.apply(party, 'unhold')];
}

export function updateParty(
	call: Call,
	party: Party,
	{ muted, standAlone }: Pick<Party, 'muted' | 'standAlone'>,
): Step[] {
	requireOwnLeg(party);
	if (!call.can(party, 'mute')) throw incorrectState();
	return [
		() => {
			party.muted = muted;
			party.standAlone = standAlone;
			call.apply(party, 'mute');
		},
	];
}

/** Assumption QUEUE-REJECT: a call from a queue is rejected for this agent, not for the whole queue. */
export function reject(call: Call, party: Party): Step[] {
	requireIncomingLeg(party);
	return party.queue ? skipAgentSteps(call, party, 'ignore') : noAnswerSteps(call, party);
}

export function ignore(call: Call, party: Party): Step[] {
	if (!party.queue) throw incorrectState();
	return skipAgentSteps(call, party, 'ignore');
}

/** The caller hears the message and is then hung up, being alone on the call. */
export function reply(call: Call, party: Party): Step[] {
	requireIncomingLeg(party);
	return [() => call.apply(party, 'reply'), ...leaveQueueSteps(call, party)];
}

export function forward(call: Call, party: Party, destination: Destination): Step[] {
	requireIncomingLeg(party);
	return sendOn(call, party, 'forward', destination);
}

export function transfer(call: Call, party: Party, destination: Destination): Step[] {
	requireMovableLeg(party);
	return sendOn(call, party, 'transfer', destination);
}

function sendOn(
	call: Call,
	party: Party,
	trigger: 'forward' | 'transfer',
	destination: Destination,
): Step[] {
	if (!call.can(party, trigger)) throw incorrectState();
	const leg = { from: remoteEndOf(party), side: party.side };
	return [
		() => call.apply(party, trigger),
		...leaveQueueSteps(call, party),
		...ringingSteps(call, destination, leg),
	];
}

/**
 * Assumption OWN-VOICEMAIL: a ringing party that is sent to its own voicemail stays the same party;
 * another voicemail is a new party of that extension.
 */
export function sendToVoicemail(
	call: Call,
	party: Party,
	trigger: 'forward' | 'transfer',
	owner: Extension,
): Step[] {
	requireMovableLeg(party);
	if (!call.can(party, trigger)) throw incorrectState();
	if (trigger === 'forward' && owner.id === party.extensionId) return noAnswerSteps(call, party);

	return [
		() => call.apply(party, trigger),
		...leaveQueueSteps(call, party),
		() => {
			const mailbox = call.add({
				direction: 'Inbound',
				side: party.side,
				from: remoteEndOf(party),
				to: ownEnd(owner),
				extensionId: owner.id,
			});
			call.apply(mailbox, 'sendToVoicemail');
		},
	];
}

export function transferToPark(call: Call, party: Party, location: Extension): Step[] {
	requireMovableLeg(party);
	return parkSteps(call, party, 'transferToPark', location.id);
}

/** The lowest of the orbits `*801` to `*899` without a live call in it. */
export function freeOrbit(live: readonly Call[]): string {
	const taken = new Set(live.flatMap((call) => call.liveParties().map((party) => party.parkId)));
	let number = 801;
	while (taken.has(`*${number}`)) number += 1;
	return `*${number}`;
}

/** Only the call's receiver can park it. */
export function park(call: Call, party: Party, orbit: string): Step[] {
	requireReceivedCall(party);
	return parkSteps(call, party, 'park', orbit);
}

function parkSteps(
	call: Call,
	party: Party,
	trigger: 'park' | 'transferToPark',
	parkId: string,
): Step[] {
	const waiting = otherSide(call, party).find((other) => call.can(other, 'becomeParked'));
	if (!waiting || !call.can(party, trigger)) throw incorrectState();
	return [
		() => {
			party.parkId = parkId;
			// The place is taken at once, so that no other call is parked there meanwhile.
			waiting.parkId = parkId;
			call.apply(party, trigger);
		},
		stepIfPossible(call, waiting, 'becomeParked'),
	];
}

/** Both own parties leave; their two remote parties stay in their sessions and talk to each other. */
export function bridge(
	own: { call: Call; party: Party },
	other: { call: Call; party: Party },
): Step[] {
	const extensionId = requireMovableLeg(own.party);
	if (own.call === other.call) {
		throw invalidParameter('telephonySessionId', other.call.id);
	}
	if (other.party.extensionId !== extensionId) throw invalidParameter('partyId', other.party.id);
	if (!own.call.can(own.party, 'bridge') || !other.call.can(other.party, 'bridge')) {
		throw incorrectState();
	}
	const leave = (mine: typeof own, peer: typeof own) => {
		mine.call.bridgedTo = peer.call;
		mine.call.apply(mine.party, 'bridge', peerOf(peer.call, peer.party));
	};
	return [() => leave(own, other), () => leave(other, own)];
}

/** Rings another of the user's own phones; when it is answered, the present one is released. */
export function flip(call: Call, party: Party, callFlipId: string): Step[] {
	const extension = extensionById(requireMovableLeg(party));
	if (!call.can(party, 'flip')) throw incorrectState();
	// Assumption FLIP-ID: RingCentral's example sends `*2` where the number's flip digit is `2`.
	const digit = callFlipId.replace(/^\*/, '');
	const phone = extension?.forwardingNumbers.find((number) => number.flipNumber === digit);
	if (!phone) throw invalidParameter('callFlipId', callFlipId);
	const leg = call.add({
		direction: 'Inbound',
		side: party.side,
		from: remoteEndOf(party),
		to: { phoneNumber: phone.phoneNumber },
		extensionId: party.extensionId,
		replaces: party.id,
	});
	return [stepIfPossible(call, leg, 'ring')];
}

/**
 * Not in a conference.
 *
 * Assumption SECOND-RECORDING: a second recording of the same party is refused; the first one is
 * resumed instead.
 */
export function startRecording(call: Call, party: Party, recording: Recording): Step[] {
	requireMovableLeg(party);
	if (party.recordings.length > 0 || !call.can(party, 'record')) throw incorrectState();
	return [
		() => {
			party.recordings.push(recording);
			call.apply(party, 'record');
		},
	];
}

export function setRecordingActive(
	call: Call,
	party: Party,
	recording: Recording,
	active: boolean,
): Step[] {
	if (!call.can(party, 'record')) throw incorrectState();
	return [
		() => {
			recording.active = active;
			call.apply(party, 'record');
		},
	];
}
