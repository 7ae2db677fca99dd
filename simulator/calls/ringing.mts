import { type Extension, extensionById } from '../account.mts';
import type { Call } from './call.mts';
import type { Destination } from './destination.mts';
import type { LegEnd, Party, Side } from './party.mts';
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

/** What happens, step by step, when a call starts to ring somewhere. */
export function ringingSteps(
	call: Call,
	destination: Destination,
	leg: { from: LegEnd; side: Side },
): Step[] {
	if (destination.kind === 'outside') {
		const to = { phoneNumber: destination.phoneNumber };
		return [() => call.apply(call.add({ direction: 'Inbound', ...leg, to }), 'ring')];
	}
	const { extension, dialled } = destination;
	const party = once(() =>
		call.add({
			direction: 'Inbound',
			...leg,
			to: { phoneNumber: dialled, name: extension.name, extensionId: extension.id },
			extensionId: extension.id,
		}),
	);
	return [
		() => call.announce(party()),
		() => stepIfPossible(call, party(), 'ring')(),
		...(destination.kind === 'queue' ? agentSteps(call, extension, party) : []),
	];
}

/**
 * A queue rings all its agents at once. Their legs start at Proceeding, are `to` the queue and
 * carry its name before the caller's.
 */
export function agentSteps(call: Call, queue: Extension, queueParty: () => Party): Step[] {
	const agents = (queue.memberIds ?? []).flatMap((id) => extensionById(id) ?? []);
	return agents.map((agent) => () => {
		const { from, to, side, status } = queueParty();
		if (status.code !== 'Proceeding') return;
		const party = call.add({
			direction: 'Inbound',
			side,
			from: { ...from, name: `${queue.name} - ${from.name ?? from.phoneNumber ?? ''}` },
			to,
			extensionId: agent.id,
			queue,
		});
		call.apply(party, 'ring');
	});
}
