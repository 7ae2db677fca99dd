import { extensionById } from '../account.mts';
import { ApiError } from '../apiError.mts';
import { type Call, incorrectState, peerOf } from './call.mts';
import { requireOwnLeg } from './commands.mts';
import { leave, leaveIfPresent } from './leaving.mts';
import { type LegEnd, type Party, isPresent } from './party.mts';
import { ownEnd } from './placing.mts';
import { stepIfPossible } from './ringing.mts';
import type { Step } from './script.mts';

/*
 * A conference is a session of its own. A party brought into it leaves its session, where the
 * other parties stay connected. It is Gone in both sessions, each naming the other as its peer.
 * https://developers.ringcentral.com/guide/voice/call-control/conference-calls
 */

/** RingCentral's limit of participants. */
const maxParticipants = 10;

/** The address on all legs of a conference. */
const conferenceEnd: LegEnd = { phoneNumber: 'conference', name: 'Conference' };

function hostOf(call: Call): Party | undefined {
	return call.liveParties('caller').find((party) => party.conferenceRole === 'Host');
}

/**
 * The host's telephone dials the conference; the API has no request for it.
 * @throws ApiError 409 when the call is no conference or has its host already
 */
export function hostJoinsSteps(call: Call): Step[] {
	const host = extensionById(call.conference?.hostExtensionId ?? '');
	if (!host || hostOf(call)) throw incorrectState();
	const party = call.add({
		direction: 'Outbound',
		side: 'caller',
		from: ownEnd(host, host.devices[0]?.id),
		to: conferenceEnd,
		extensionId: host.id,
		conferenceRole: 'Host',
	});
	return [() => call.announce(party), stepIfPossible(call, party, 'answer')];
}

/**
 * Brings the other end of an own party into a conference.
 *
 * Assumption CONFERENCE-REFUSALS: RingCentral documents the limits, and that a conference without
 * its host refuses. The code TAS-106 was seen, but not its cause; other refusals are those of any
 * command.
 *
 * @throws ApiError 403 before the host is there; 409 when the call is no conference or full, or
 * the party is not connected or in a conference already
 */
export function bringIn(
	conference: Call,
	source: { call: Call; party: Party },
): { participant: Party; steps: Step[] } {
	if (!conference.conference) throw incorrectState();
	if (!hostOf(conference)) throw new ApiError(403, 'TAS-106', 'Operation is not allowed');
	requireOwnLeg(source.party);
	if (
		source.call.conference ||
		isBroughtIn(source.call) ||
		!source.call.can(source.party, 'joinConference') ||
		conference.liveParties('called').length >= maxParticipants
	) {
		throw incorrectState();
	}

	const participant = conference.add({
		direction: 'Inbound',
		side: 'called',
		from: source.party.from,
		to: conferenceEnd,
		conferenceRole: 'Participant',
	});
	const join: Step = () => {
		if (!isPresent(participant)) return;
		if (!source.call.can(source.party, 'joinConference')) {
			leave(conference, participant);
			return;
		}
		source.call.apply(source.party, 'joinConference', peerOf(conference, participant));
		conference.apply(participant, 'participate', peerOf(source.call, source.party));
	};
	return {
		participant,
		steps: [
			() => {
				source.call.broughtInto = { conference, participant };
				conference.announce(participant);
			},
			join,
		],
	};
}

/** Whether a party of this call takes part in a conference. */
export function isBroughtIn({ broughtInto }: Call): boolean {
	return broughtInto !== undefined && isPresent(broughtInto.participant);
}

/**
 * Takes one party out of a conference.
 *
 * Assumption CONFERENCE-END: RingCentral does not document when a conference that is not kept alive
 * ends. Here it ends with its host or its last participant.
 */
export function removeFromConference(
	call: Call,
	party: Party,
	keepConferenceAlive: boolean,
): Step[] {
	const others = call.liveParties().filter((other) => other !== party);
	const participants = others.filter((other) => other.conferenceRole === 'Participant');
	const ends =
		!keepConferenceAlive && (party.conferenceRole === 'Host' || participants.length === 0);
	return [
		() => {
			if (call.conference && keepConferenceAlive) call.conference.outlivesHost = true;
			leave(call, party);
		},
		...(ends ? others.map((other) => leaveIfPresent(call, other)) : []),
	];
}
