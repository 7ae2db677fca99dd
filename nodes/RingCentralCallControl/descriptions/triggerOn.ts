import type { INodeProperties } from 'n8n-workflow';

import { EVENTS } from '../calls/choice/events';

/** The events of both triggers, from the one table of events. */
export const triggerOnField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'multiOptions',
	required: true,
	options: Object.entries(EVENTS)
		.map(([value, { name, meaning }]) => ({ name, value, description: meaning }))
		.sort((one, other) => one.name.localeCompare(other.name)),
	default: ['ringing'],
};

const NAMES = Object.fromEntries(Object.entries(EVENTS).map(([value, { name }]) => [value, name]));

/** What the canvas shows below the name of a trigger, as n8n's expression: the names of its events. */
export const triggerSubtitle = `={{ [].concat($parameter["triggerOn"]).map((event) => (${JSON.stringify(NAMES)})[event]).join(", ") }}`;
