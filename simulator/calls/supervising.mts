import type { Extension } from '../account.mts';
import { invalidParameter } from '../apiError.mts';
import type { Options } from '../options.mts';
import { type JsonObject, readOptionalBoolean, readOptionalString } from '../requestBody.mts';
import { type Call, incorrectState, peerOf, wrongState } from './call.mts';
import { findDestination } from './destination.mts';
import type { Exchange } from './exchange.mts';
import { type Party, isPresent } from './party.mts';
import { ownEnd } from './placing.mts';
import type { Step } from './script.mts';
import { readDevice } from './target.mts';

/*
 * A supervisor listens to a conversation of a colleague, on a leg of their own that rings their
 * device. https://developers.ringcentral.com/guide/voice/supervision
 *
 * Assumption SUPERVISION-RIGHTS: every user of the simulated account may listen to every other. RingCentral
 * requires a call monitoring group that allows it, and no source shows its refusal.
 */

export interface Supervision {
	supervisor: Extension;
	deviceId: string;
	agent: Extension;
	/** Without it the supervisor's telephone rings until it is picked up. */
	autoAnswer: boolean;
}

const mediaDirections = ['sendOnly', 'sendRecv'];

/** Reads a field under its newer name, or under the older one that RingCentral still accepts. */
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

/** A listening leg that a command has begun. */
export interface Listening {
	/** The supervisor's session: the supervised one, or a session of their own. */
	call: Call;
	party: Party;
	steps: Step[];
}

interface Supervised {
	exchange: Exchange;
	call: Call;
	heard: Party;
	form: Options['supervisionForm'];
}

function listen(supervised: Supervised, supervision: Supervision): Listening {
	const { exchange, call: heardCall, heard, form } = supervised;
	const { supervisor, deviceId, agent, autoAnswer } = supervision;
	const call = form === 'ownSession' ? exchange.open('Call') : heardCall;
	const party = call.add({
		direction: 'Outbound',
		side: 'supervisor',
		from: ownEnd(supervisor, deviceId),
		to: ownEnd(agent),
		extensionId: supervisor.id,
		supervises: { call: heardCall, party: heard },
	});
	heardCall.listeners.push({ call, party });
	const [pickUp, ...shows] = autoAnswer ? pickUpSupervision(call, party) : [];
	const pickUpIfPossible = () => {
		if (call.can(party, 'listen')) pickUp?.();
	};
	return { call, party, steps: [() => call.announce(party), pickUpIfPossible, ...shows] };
}

/**
 * Listens to the whole conversation of an agent.
 *
 * Assumption SUPERVISION-REFUSAL: RingCentral documents no refusal for a call that cannot be
 * supervised; its list of answers has no 409.
 *
 * @throws ApiError 403 when the agent is not in conversation or is supervised already
 */
export function superviseSession(
	session: Omit<Supervised, 'heard'>,
	supervision: Supervision,
): Listening {
	const { call } = session;
	const heard = legOfAgent(call, supervision.agent);
	if (!heard || call.conference || presentListeners(call).length > 0) throw wrongState();
	return listen({ ...session, heard }, supervision);
}

/**
 * Listens to one voice of an agent's conversation: the agent's, or with a second request the
 * other one.
 * @throws ApiError 409 when the agent is not in conversation, there are more than two voices, or
 * this voice is supervised already
 */
export function superviseParty(supervised: Supervised, supervision: Supervision): Listening {
	const { call, heard } = supervised;
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
	return listen(supervised, supervision);
}

function presentListeners({ listeners }: Call): Call['listeners'] {
	return listeners.filter(({ party }) => isPresent(party));
}

/** Whether a supervisor listens to this party. */
export function isHeard(call: Call, party: Party): boolean {
	return presentListeners(call).some((listener) => listener.party.supervises?.party === party);
}

/** Supervisors whose party has left. */
export function idleSupervisors(call: Call): Call['listeners'] {
	return presentListeners(call).filter(({ party }) => {
		const heard = party.supervises?.party;
		return heard === undefined || !isPresent(heard);
	});
}

/**
 * The supervisor's telephone is picked up. A leg in a session of its own shows in the supervised
 * session as a party that is Gone as soon as it appears, although no party has left.
 *
 * Assumption SUPERVISING-PARTY: RingCentral's staff explain the reason Supervising like this. That
 * the party has the ends of the supervised leg is inferred.
 */
export function pickUpSupervision(call: Call, party: Party): Step[] {
	const { supervises } = party;
	const listenNow: Step = () => call.apply(party, 'listen');
	if (!supervises || supervises.call === call) return [listenNow];
	const { call: heardCall, party: heard } = supervises;
	return [
		listenNow,
		() => {
			if (!isPresent(party) || !isPresent(heard)) return;
			const { direction, side, from, to, extensionId } = heard;
			const shown = heardCall.add({ direction, side, from, to, extensionId });
			heardCall.apply(shown, 'beSupervised', peerOf(call, party));
		},
	];
}
