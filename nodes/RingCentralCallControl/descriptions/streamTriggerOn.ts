import type { INodeProperties } from 'n8n-workflow';

import type { StreamEvent } from '../telephony/happening';

interface EventOption {
	name: string;
	value: StreamEvent;
	description: string;
}

/**
 * The stream knows what has happened to each call before, so that these events mean what people mean
 * by them; docs/events.md has the rest.
 */
const events: EventOption[] = [
	{
		name: 'Any Change',
		value: 'anyChange',
		description: 'Anything changes for anybody in a call, several times a call',
	},
	{
		name: 'Call Answered',
		value: 'answered',
		description: 'An extension takes a call; the item says whether a person did, or only a menu',
	},
	{
		name: 'Call Ended',
		value: 'callEnded',
		description: 'Nobody is left in a call; the item says how long it rang, was talked on and held',
	},
	{
		name: 'Call Held',
		value: 'held',
		description: 'Somebody puts a call on hold',
	},
	{
		name: 'Call Missed',
		value: 'missed',
		description: 'A call rang at an extension, and nobody took it there; the item says why',
	},
	{
		name: 'Call Parked',
		value: 'parked',
		description: 'A call is parked, for a colleague to pick up',
	},
	{
		name: 'Call Resumed',
		value: 'resumed',
		description: 'Somebody takes a call off hold',
	},
	{
		name: 'Call Ringing',
		value: 'ringing',
		description:
			"A call rings at an extension; outgoing calls count only with the filter 'Direction'",
	},
	{
		name: 'Call Transferred or Forwarded',
		value: 'transferred',
		description: 'An extension hands a call on; the item says from whom to whom',
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
		name: 'Party Muted',
		value: 'muted',
		description: 'Somebody is muted in a call',
	},
	{
		name: 'Presence Changed',
		value: 'presenceChanged',
		description: "An extension's availability or its calls change; 'Filters' do not apply to it",
	},
	{
		name: 'Recording Changed',
		value: 'recordingChanged',
		description: 'A recording starts, pauses or goes on',
	},
	{
		name: 'Voicemail Reached',
		value: 'voicemail',
		description: 'A caller reaches the voicemail of an extension',
	},
];

export const streamTriggerOnField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'multiOptions',
	required: true,
	options: events,
	default: ['ringing'],
};
