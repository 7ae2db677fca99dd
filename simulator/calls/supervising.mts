import type { Extension } from '../account.mts';
import { invalidParameter } from '../apiError.mts';
import { type JsonObject, readOptionalBoolean, readOptionalString } from '../requestBody.mts';
import { type Call, incorrectState, wrongState } from './call.mts';
import { findDestination } from './destination.mts';
import type { Party } from './party.mts';
import { ownEnd } from './placing.mts';
import { stepIfPossible } from './ringing.mts';
import type { Step } from './script.mts';
import { readDevice } from './target.mts';

/*
 * A supervisor listens to a conversation of a colleague, on a leg of their own that rings their
 * device. https://developers.ringcentral.com/guide/voice/supervision
 *
 * Assumption: everybody in the simulated account may listen to everybody else. RingCentral asks
 * for a call monitoring group that allows it, and no source shows how it refuses.
 */

export interface Supervision {
	supervisor: Extension;
	deviceId: string;
	agent: Extension;
	/** Without it the supervisor's telephone rings until somebody picks it up. */
	autoAnswer: boolean;
}

const mediaDirections = ['sendOnly', 'sendRecv'];

/** The newer names of these fields, or the older ones that are still understood. */
function readEither(body: JsonObject, name: string, older: string): string | undefined {
	return readOptionalString(body, name) ?? readOptionalString(body, older);
}

function readAgent(body: JsonObject): Extension {
	const number = readEither(body, 'agentExtensionNumber', 'extensionNumber');
	const id = readOptionalString(body, 'agentExtensionId');
	if ((number === undefined) === (id === undefined)) {
		throw invalidParameter('agentExtensionNumber, agentExtensionId');
	}
	const found =
		number === undefined
			? findDestination('extensionId', id ?? '')
			: findDestination('extensionNumber', number);
	if (found.kind !== 'user') throw invalidParameter('agentExtensionId', id ?? number);
	return found.extension;
}

/** @throws ApiError 400 CMN-101 */
export function readSupervision(body: JsonObject): Supervision {
	if (body['mode'] !== 'Listen') throw invalidParameter('mode', body['mode']);
	const mediaSDP = readOptionalString(body, 'mediaSDP');
	if (mediaSDP !== undefined && !mediaDirections.includes(mediaSDP)) {
		throw invalidParameter('mediaSDP', mediaSDP);
	}
	const supervisorDeviceId = readEither(body, 'supervisorDeviceId', 'deviceId');
	if (supervisorDeviceId === undefined) throw invalidParameter('supervisorDeviceId');
	const { deviceId, extension } = readDevice({ deviceId: supervisorDeviceId });
	const agent = readAgent(body);
	if (agent === extension) throw invalidParameter('agentExtensionId', agent.id);
	return {
		supervisor: extension,
		deviceId,
		agent,
		autoAnswer: readOptionalBoolean(body, 'autoAnswer') ?? true,
	};
}

const conversing = ['Answered', 'Hold'];

function legOfAgent(call: Call, agent: Extension): Party | undefined {
	return call
		.liveParties()
		.find(
			(party) =>
				party.side !== 'supervisor' &&
				party.extensionId === agent.id &&
				conversing.includes(party.status.code),
		);
}

function listenSteps(
	call: Call,
	heard: Party,
	supervision: Supervision,
): { party: Party; steps: Step[] } {
	const { supervisor, deviceId, agent, autoAnswer } = supervision;
	const party = call.add({
		direction: 'Outbound',
		side: 'supervisor',
		from: ownEnd(supervisor, deviceId),
		to: ownEnd(agent),
		extensionId: supervisor.id,
		supervises: heard.id,
	});
	const pickUp = autoAnswer ? [stepIfPossible(call, party, 'listen')] : [];
	return { party, steps: [() => call.announce(party), ...pickUp] };
}

/**
 * Listens to the whole conversation of an agent.
 *
 * Assumption: RingCentral names no refusal for a call that cannot be supervised; its list of
 * answers has no 409.
 *
 * @throws ApiError 403 when the agent is not in conversation or somebody listens already
 */
export function superviseSession(call: Call, supervision: Supervision) {
	const heard = legOfAgent(call, supervision.agent);
	if (!heard || call.conference || call.liveParties('supervisor').length > 0) throw wrongState();
	return listenSteps(call, heard, supervision);
}

/**
 * Listens to one voice of an agent's conversation: the agent's, or with a second request the
 * other one.
 * @throws ApiError 409 when the agent is not in conversation, there are more than two voices, or
 * somebody listens to this one already
 */
export function superviseParty(call: Call, heard: Party, supervision: Supervision) {
	const voices = call.liveParties().filter((party) => party.side !== 'supervisor');
	if (
		!legOfAgent(call, supervision.agent) ||
		!conversing.includes(heard.status.code) ||
		heard.side === 'supervisor' ||
		voices.length > 2 ||
		isHeard(call, heard)
	) {
		throw incorrectState();
	}
	return listenSteps(call, heard, supervision);
}

/** Whether somebody listens to this party. */
export function isHeard(call: Call, party: Party): boolean {
	return call.liveParties('supervisor').some(({ supervises }) => supervises === party.id);
}

/** Supervisors whose party has left. */
export function idleSupervisors(call: Call): Party[] {
	const present = call.liveParties();
	return call
		.liveParties('supervisor')
		.filter(({ supervises }) => !present.some((party) => party.id === supervises));
}

/** The supervisor's telephone is picked up. */
export function pickUpSupervision(call: Call, party: Party): Step[] {
	return [() => call.apply(party, 'listen')];
}
