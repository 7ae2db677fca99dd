import type { INodeProperties } from 'n8n-workflow';

import { EVENTS } from '../calls/choice/events';

/** The events of both triggers, from the table of events. */
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

/** The names of a trigger's events, below its name on the canvas: an n8n expression. */
export const triggerSubtitle = `={{ [].concat($parameter["triggerOn"]).map((event) => (${JSON.stringify(NAMES)})[event]).join(", ") }}`;
