import { type Extension, extensionById } from '../account.mts';
import type { Options } from '../options.mts';
import { type Call, incorrectState, peerOf } from './call.mts';
import type { Exchange } from './exchange.mts';
import { leaveIfPresent } from './leaving.mts';
import { type LegEnd, type Party, isPresent, ownEndOf } from './party.mts';
import { addCallerLeg, ownEnd } from './placing.mts';
import { stepIfPossible } from './ringing.mts';
import type { Step } from './script.mts';

/*
 * A parked call is picked up with a command of the API when it waits in a park location, or by a
 * telephone that dials its orbit or location.
 * https://developers.ringcentral.com/guide/voice/call-control
 */

/** A party, and the call that it is in. */
interface PartyOfCall {
	call: Call;
	party: Party;
}

/** A telephone and its owner. */
interface Telephone {
	extension: Extension;
	deviceId?: string;
}

/**
 * Takes a call out of a park location. A call in a park orbit is picked up by dialling the orbit.
 *
 * Assumption PICKUP-COMMAND: the new leg is in the parked party's session, because the answer is a
 * party without a session.
 */
export function pickUp(call: Call, parked: Party, telephone: Telephone): Step[] {
	if (!extensionById(parked.parkId ?? '')) throw incorrectState();
	return joinSteps(call, parked, telephone);
}

/** A new leg joins the parked party in its session. */
export function joinSteps(call: Call, parked: Party, { extension, deviceId }: Telephone): Step[] {
	if (!call.can(parked, 'retrieve')) throw incorrectState();
	const party = call.add({
		direction: 'Inbound',
		side: parked.side === 'caller' ? 'called' : 'caller',
		from: ownEndOf(parked),
		to: ownEnd(extension, deviceId),
		extensionId: extension.id,
	});
	return [() => call.apply(party, 'pickUp'), stepIfPossible(call, parked, 'retrieve')];
}

/** The party that waits under this number: an orbit, or the short number of a park location. */
export function parkedUnder(exchange: Exchange, number: string): PartyOfCall | undefined {
	for (const call of exchange.live()) {
		const party = call
			.liveParties()
			.find((other) => other.status.code === 'Parked' && numberOfPlace(other) === number);
		if (party) return { call, party };
	}
	return undefined;
}

function numberOfPlace({ parkId = '' }: Party): string {
	return extensionById(parkId)?.number ?? parkId;
}

/**
 * A telephone dials the orbit or location of the party. Resolves to the session of that telephone
 * once both talk.
 * @throws ApiError 409 when the party is not parked
 */
export async function dialParked(
	exchange: Exchange,
	parked: PartyOfCall,
	{ extension, form }: { extension: Extension; form: Options['pickUpForm'] },
): Promise<Call> {
	const deviceId = extension.devices[0]?.id;
	if (form === 'parkedSession') {
		await exchange.play(parked.call, joinSteps(parked.call, parked.party, { extension, deviceId }));
		return parked.call;
	}
	if (!parked.call.can(parked.party, 'leavePark')) throw incorrectState();
	const call = exchange.open('Call');
	await exchange.play(call, ownSessionSteps(call, parked, ownEnd(extension, deviceId)));
	return call;
}

/**
 * The dialling user is answered in a session of their own, and the parked party moves to it.
 *
 * Assumption PICKUP-PEER: the moved party is named as the peer of the parked one, but has no events
 * when it is outside the account.
 */
function ownSessionSteps(call: Call, parked: PartyOfCall, from: LegEnd): Step[] {
	const other = ownEndOf(parked.party);
	const dialler = addCallerLeg(call, from, numberOfPlace(parked.party));
	dialler.talksTo = other;
	const movedParty = call.add({
		direction: 'Inbound',
		side: 'called',
		from,
		to: other,
		extensionId: parked.party.extensionId,
		untold: parked.party.extensionId === undefined,
	});
	return [
		() => call.announce(dialler),
		() => {
			dialler.from = from;
			stepIfPossible(call, dialler, 'answer')();
			stepIfPossible(call, movedParty, 'answer')();
		},
		() => {
			const bothPresent = isPresent(dialler) && parked.call.can(parked.party, 'leavePark');
			if (bothPresent) parked.call.apply(parked.party, 'leavePark', peerOf(call, movedParty));
			else leaveIfPresent(call, movedParty)();
		},
	];
}
