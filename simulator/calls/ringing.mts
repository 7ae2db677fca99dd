import { type Extension, extensionById } from '../account.mts';
import type { Call } from './call.mts';
import { type Destination, numberFor } from './destination.mts';
import { type LegEnd, type NewParty, type Party, type RingRole, ringRole } from './party.mts';
import type { Step } from './script.mts';
import type { Trigger } from './transitions.mts';

/** Applies what the platform does by itself, unless the party has moved on in the meantime. */
export function stepIfPossible(call: Call, party: Party, trigger: Trigger): Step {
	return () => {
		if (call.can(party, trigger)) call.apply(party, trigger);
	};
}

/** Legs get their numbers in the order in which they appear, so they are made when needed. */
function once<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}

/**
 * Colleagues see each other's short numbers; nobody outside is told which phone calls.
 *
 * Assumption SHORT-NUMBERS: also where a phone number of the account was dialled, of which there is
 * no capture.
 */
function seenFrom(from: LegEnd, destination: Destination): LegEnd {
	const extension = from.extensionId === undefined ? undefined : extensionById(from.extensionId);
	if (!extension) return from;
	return destination.kind === 'outside'
		? { ...from, deviceId: undefined }
		: { ...from, phoneNumber: extension.number };
}

/**
 * How a call gets to an extension.
 *
 * Assumption DND-VOICEMAIL: with Do Not Disturb no phone rings, and the call goes to the voicemail at once. The
 * own phone of a RingOut rings all the same, for it is called at its owner's wish.
 */
function arrivalAt(call: Call, { id, type }: Extension, role: RingRole | undefined): Trigger {
	const isUndisturbed = type === 'User' && role !== 'Initiator' && !call.ringsFor(id, 'own');
	return isUndisturbed ? 'sendToVoicemail' : 'ring';
}

/** What happens, step by step, when a call starts to ring somewhere. */
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

/** How an agent's telephone shows who calls the queue. */
function callerOfQueue({ name, phoneNumber = '' }: LegEnd): string {
	return name ?? phoneNumber.replace('+', '');
}

/**
 * A queue rings all its agents at once, but those who take none of its calls. Their legs start at Proceeding, are `to` the queue and
 * carry its name before the caller's name or number.
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
