import type { INodeProperties } from 'n8n-workflow';
import type { NamedThing } from '../namedOperation';

const ringOutIdField: INodeProperties = {
	displayName: 'RingOut ID',
	name: 'ringOutId',
	type: 'string',
	default: '={{ $json.ringOutId }}',
	required: true,
	placeholder: 'e.g. 500000001',
	description: "The RingOut. Behind 'Create' it is the one that was just made.",
};

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
