import { ringOutIdField } from '../../descriptions/ringOut';
import type { Item } from '../item';

export function requiredRingOutId(item: Item): string {
	return item.requiredId(
		ringOutIdField,
		"Put this node behind 'Create' of a RingOut, which puts the ID on its item.",
	);
}
