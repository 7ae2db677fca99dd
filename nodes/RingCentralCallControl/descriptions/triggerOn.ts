import type { INodeProperties } from 'n8n-workflow';

import type { TriggerEvent } from '../telephony/callEvent';

interface EventOption {
	name: string;
	value: TriggerEvent;
	description: string;
}

/**
 * What one notification cannot tell is said here, where people choose, in the two lines that the
 * editor shows of a description; docs/events.md has the rest. The end of a hold is missing because
 * it looks like an answer, and only the history of the call tells them apart.
 */
const events: EventOption[] = [
	{
		name: 'Any Change',
		value: 'anyChange',
		description:
			'Anything changes for anybody in a call, several times a call; also the end of a hold',
	},
	{
		name: 'Call Answered',
		value: 'answered',
		description: 'An extension takes a call; reported again only if n8n was restarted in between',
	},
	{
		name: 'Call Ended',
		value: 'callEnded',
		description:
			'Nobody is left in a call; n8n asks RingCentral each time somebody leaves, to find out',
	},
	{
		name: 'Call Held',
		value: 'held',
		description: 'Somebody puts a call on hold',
	},
	{
		name: 'Call Missed',
		value: 'missed',
		description: 'RingCentral marks a call as missed by an extension',
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
		name: 'Call Transferred or Forwarded',
		value: 'transferred',
		description: 'An extension hands a call on to somebody else',
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
		description: 'Somebody is muted in a call; starts again when something else changes meanwhile',
	},
	{
		name: 'Presence Changed',
		value: 'presenceChanged',
		description: "An extension's availability or its calls change; 'Filters' do not apply to it",
	},
	{
		name: 'Recording Changed',
		value: 'recordingChanged',
		description: 'A recording starts, pauses or goes on; starts again when something else changes',
	},
	{
		name: 'Voicemail Reached',
		value: 'voicemail',
		description: 'A caller reaches the voicemail of an extension',
	},
];

export const triggerOnField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'multiOptions',
	required: true,
	options: events,
	default: ['ringing'],
};
