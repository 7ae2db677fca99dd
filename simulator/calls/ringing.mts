import { type Extension, extensionById } from '../account.mts';
import type { Call } from './call.mts';
import { type Destination, numberFor } from './destination.mts';
import { type LegEnd, type NewParty, type Party, type RingRole, ringRole } from './party.mts';
import type { Step } from './script.mts';
import type { Trigger } from './transitions.mts';

/** A step that the platform takes by itself, unless the party has moved on in the meantime. */
export function stepIfPossible(call: Call, party: Party, trigger: Trigger): Step {
	return () => {
		if (call.can(party, trigger)) call.apply(party, trigger);
	};
}

/** Creates a leg only when it is needed, because legs are numbered in the order of their creation. */
function once<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}

/**
 * Colleagues see each other's short numbers; callees outside do not see the caller's device.
 *
 * Assumption SHORT-NUMBERS: also when a phone number of the account was dialled, a case without a
 * capture.
 */
function seenFrom(from: LegEnd, destination: Destination): LegEnd {
	const extension = from.extensionId === undefined ? undefined : extensionById(from.extensionId);
	if (!extension) return from;
	return destination.kind === 'outside'
		? { ...from, deviceId: undefined }
		: { ...from, phoneNumber: extension.number };
}

/**
 * The first transition of a leg to an extension.
 *
 * Assumption DND-VOICEMAIL: with Do Not Disturb no phone rings, and the call goes to the voicemail at once. The
 * own phone of a RingOut rings all the same, because its owner asked for the call.
 */
function arrivalAt(call: Call, { id, type }: Extension, role: RingRole | undefined): Trigger {
	const isUndisturbed = type === 'User' && role !== 'Initiator' && !call.ringsFor(id, 'own');
	return isUndisturbed ? 'sendToVoicemail' : 'ring';
}

/** The steps of a call that begins to ring at a destination. */
export function ringingSteps(
	call: Call,
	destination: Destination,
	leg: Pick<NewParty, 'from' | 'side' | 'ringOutRole' | 'ringMeRole'>,
): Step[] {
	const fields = { ...leg, direction: 'Inbound', from: seenFrom(leg.from, destination) } as const;
	const phoneNumber = numberFor(leg.from, destination);
	if (destination.kind === 'outside') {
		return [() => call.apply(call.add({ ...fields, to: { phoneNumber } }), 'ring')];
	}
	const { extension } = destination;
	const party = once(() =>
		call.add({
			...fields,
			to: { phoneNumber, name: extension.name, extensionId: extension.id },
			extensionId: extension.id,
		}),
	);
	const setup: Step = () => call.announce(party());
	return [
		// The legs of a RingOut begin at Proceeding.
		...(ringRole(leg) === undefined ? [setup] : []),
		() => stepIfPossible(call, party(), arrivalAt(call, extension, ringRole(leg)))(),
		...(destination.kind === 'queue' ? agentSteps(call, extension, party) : []),
	];
}

/** The queue's caller as an agent's telephone shows it. */
function callerOfQueue({ name, phoneNumber = '' }: LegEnd): string {
	return name ?? phoneNumber.replace('+', '');
}

/**
 * A queue rings all its agents at once, except agents who do not accept queue calls. Their legs
 * start at Proceeding, are `to` the queue and carry its name before the caller's name or number.
 */
export function agentSteps(call: Call, queue: Extension, queueParty: () => Party): Step[] {
	const agents = (queue.memberIds ?? []).flatMap((id) => extensionById(id) ?? []);
	return agents.map((agent) => () => {
		const { from, to, side, status } = queueParty();
		if (status.code !== 'Proceeding' || !call.ringsFor(agent.id, 'queue')) return;
		const party = call.add({
			direction: 'Inbound',
			side,
			from: { ...from, name: `${queue.name} - ${callerOfQueue(from)}` },
			to,
			extensionId: agent.id,
			queue,
			queueCaller: from.name,
		});
		call.apply(party, 'ring');
	});
}
