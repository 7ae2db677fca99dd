import { ringOutIdField } from '../../descriptions/ringOut';
import type { NamedThing } from '../namedOperation';

/** The RingOut that 'RingOut ID' names. */
export const namedRingOut: NamedThing = {
	field: ringOutIdField,
	id: (item) =>
		item.requiredId(
			ringOutIdField,
			"Put this node behind 'Create' of a RingOut, which puts the ID on its item.",
		),
	advice: 'RingCentral forgets a RingOut soon after it is over.',
};
