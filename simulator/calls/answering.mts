import { extensionById } from '../account.mts';
import { type Call, incorrectState } from './call.mts';
import { type Party, ringRole } from './party.mts';
import { agentSteps, stepIfPossible } from './ringing.mts';
import type { Step } from './script.mts';
import { pickUpSupervision } from './supervising.mts';

/** The ringing legs of the same queue, and the leg of the queue itself. */
function restOfQueue(call: Call, agent: Party): { agents: Party[]; queueParty?: Party } {
	const { queue } = agent;
	if (!queue) return { agents: [] };
	const agents = call.liveParties().filter((party) => party !== agent && party.queue === queue);
	const queueParty = call.liveParties().find((party) => party.extensionId === queue.id);
	return { agents, ...(queueParty && { queueParty }) };
}

/**
 * Names the telephone that took the call.
 *
 * Assumption ANSWERED-DEVICE: seen on an answered leg only; while several phones of a user ring, it
 * could name only one of them. The legs of a RingOut and of a flip go to numbers instead of devices.
 */
function nameDevice(party: Party, deviceId: string | undefined): void {
	if (party.extensionId === undefined || ringRole(party) || party.replaces !== undefined) return;
	const phones = extensionById(party.extensionId)?.devices ?? [];
	const phone = deviceId ?? phones.find(({ status }) => status === 'Online')?.id;
	party.to = { ...party.to, deviceId: phone };
}

/**
 * The call is answered on this leg.
 * @param deviceId the user's first telephone that is online, unless given
 */
export function answerSteps(call: Call, party: Party, deviceId?: string): Step[] {
	if (party.side === 'supervisor') return pickUpSupervision(call, party);
	if (party.direction === 'Outbound') throw incorrectState();
	const { agents, queueParty } = restOfQueue(call, party);
	const losers = [...agents, ...(queueParty ? [queueParty] : [])];
	const callers = call
		.liveParties()
		.filter((other) => other.direction === 'Outbound' && other.side !== 'supervisor');
	const replaced = party.replaces === undefined ? undefined : call.party(party.replaces);
	return [
		() => {
			nameDevice(party, deviceId);
			call.apply(party, 'answer');
		},
		...losers.map((loser) => stepIfPossible(call, loser, 'otherAgentAnswers')),
		...callers
			.filter((caller) => call.can(caller, 'answer'))
			.map((caller) => stepIfPossible(call, caller, 'answer')),
		...(replaced ? [stepIfPossible(call, replaced, 'flip')] : []),
	];
}

/** Stops ringing an agent; when no other agent is ringing, the queue tries all of them again. */
export function skipAgentSteps(
	call: Call,
	agent: Party,
	trigger: 'ignore' | 'agentGivesUp',
): Step[] {
	const { agents, queueParty } = restOfQueue(call, agent);
	const ringsOn = agents.some((other) => call.can(other, 'answer'));
	return [
		() => call.apply(agent, trigger),
		...(agent.queue && queueParty && !ringsOn
			? agentSteps(call, agent.queue, () => queueParty)
			: []),
	];
}

/** Takes the call out of its queue before it is sent on. */
export function leaveQueueSteps(call: Call, party: Party): Step[] {
	const { agents, queueParty } = restOfQueue(call, party);
	// The queue's own leg can be sent on too; its agents then stop ringing.
	const ownAgents = call
		.liveParties()
		.filter((other) => other.queue && other.queue.id === party.extensionId);
	return [...agents, ...ownAgents, ...(queueParty ? [queueParty] : [])].map((other) =>
		stepIfPossible(call, other, 'leaveQueue'),
	);
}

/** The call goes unanswered on this leg. */
export function noAnswerSteps(call: Call, party: Party): Step[] {
	if (party.queue) return skipAgentSteps(call, party, 'agentGivesUp');
	const leavesNoMessage =
		party.extensionId === undefined ||
		party.side === 'supervisor' ||
		ringRole(party) === 'Initiator';
	if (leavesNoMessage) {
		return [() => call.apply(party, 'hangUp')];
	}
	return [() => call.apply(party, 'sendToVoicemail'), ...leaveQueueSteps(call, party)];
}
