import type { INodeProperties } from 'n8n-workflow';

import type { TriggerEvent } from '../telephony/callEvent';

interface EventOption {
	name: string;
	value: TriggerEvent;
	description: string;
}

/**
 * What one notification cannot tell is said here, where people choose. The end of a hold is
 * missing for that reason: it looks like an answer, and only the history of the call tells them
 * apart.
 */
const events: EventOption[] = [
	{
		name: 'Answered',
		value: 'answered',
		description:
			'An extension takes a call. RingCentral says so again after a hold, a mute or a change of the recording; that is left out, unless n8n was restarted during the call or runs several webhook processes.',
	},
	{
		name: 'Any Change',
		value: 'anyChange',
		description:
			'Anything changes for anybody in a call, which is several times a call. The end of a hold is among it: RingCentral reports it like an answer.',
	},
	{
		name: 'Call Ended',
		value: 'callEnded',
		description:
			'Nobody is left in a call. A notification does not tell that, so n8n asks RingCentral each time somebody leaves, which uses up the request limit of busy accounts.',
	},
	{
		name: 'Fax Received',
		value: 'fax',
		description: 'A call turns out to be a fax, which an extension is receiving',
	},
	{
		name: 'Held',
		value: 'held',
		description: 'Somebody puts a call on hold',
	},
	{
		name: 'Missed',
		value: 'missed',
		description: 'RingCentral marks a call as missed by an extension',
	},
	{
		name: 'Muted',
		value: 'muted',
		description:
			'Somebody is muted in a call. It starts the workflow again when something else changes meanwhile.',
	},
	{
		name: 'Parked',
		value: 'parked',
		description: 'A call is parked, for a colleague to pick up',
	},
	{
		name: 'Party Left',
		value: 'partyLeft',
		description:
			'Somebody hangs up, stops ringing or hands the call on. The call itself may go on.',
	},
	{
		name: 'Presence Changed',
		value: 'presenceChanged',
		description:
			"An extension's availability or its calls change. 'Filters' do not apply to this event.",
	},
	{
		name: 'Recording Changed',
		value: 'recordingChanged',
		description:
			'The recording of a call starts, pauses or goes on. It starts the workflow again when something else changes in a recorded call.',
	},
	{
		name: 'Ringing',
		value: 'ringing',
		description:
			"A call rings at an extension. Outgoing calls count only when the filter 'Direction' asks for them; it then means that the other side is being called.",
	},
	{
		name: 'Transferred or Forwarded',
		value: 'transferred',
		description: 'An extension hands a call on to somebody else',
	},
	{
		name: 'Voicemail',
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
