import type { INodeProperties } from 'n8n-workflow';

import type { StreamEvent } from '../calls/history/happening';

/** An event that 'Trigger On' offers, described in the two lines that the editor shows of it. */
export interface EventOption<Event extends StreamEvent = StreamEvent> {
	name: string;
	value: Event;
	description: string;
}

/** The events that mean the same, whether or not the history of the call is known. */
const eventsOfBothTriggers: EventOption[] = [
	{
		name: 'Call Held',
		value: 'held',
		description: 'Somebody puts a call on hold',
	},
	{
		name: 'Call Parked',
		value: 'parked',
		description: 'A call is parked, for a colleague to pick up',
	},
	{
		name: 'Call Ringing',
		value: 'ringing',
		description:
			"A call rings at an extension; outgoing calls count only with the filter 'Direction'",
	},
	{
		name: 'Fax Received',
		value: 'fax',
		description: 'A call turns out to be a fax, which an extension is receiving',
	},
	{
		name: 'Party Left',
		value: 'partyLeft',
		description: 'Somebody hangs up, stops ringing or hands the call on; the call itself may go on',
	},
	{
		name: 'Presence Changed',
		value: 'presenceChanged',
		description: "An extension's availability or its calls change; 'Filters' do not apply to it",
	},
	{
		name: 'Voicemail Reached',
		value: 'voicemail',
		description: 'A caller reaches the voicemail of an extension',
	},
];

/** @param own the events that a trigger adds, or tells in its own way. */
export function triggerOnFieldWith(own: EventOption[]): INodeProperties {
	return {
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'multiOptions',
		required: true,
		options: [...eventsOfBothTriggers, ...own].sort((one, other) =>
			one.name.localeCompare(other.name),
		),
		default: ['ringing'],
	};
}
