import type { TriggerEvent } from '../calls/choice/callEvent';
import { triggerOnFieldWith, type EventOption } from './eventOptions';

/**
 * What one notification cannot tell is said here, where people choose; docs/events.md has the rest. The
 * end of a hold is missing because it looks like an answer, and only the history of the call tells them
 * apart.
 */
const events: Array<EventOption<TriggerEvent>> = [
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
		name: 'Call Missed',
		value: 'missed',
		description: 'RingCentral marks a call as missed by an extension',
	},
	{
		name: 'Call Transferred or Forwarded',
		value: 'transferred',
		description: 'An extension hands a call on to somebody else',
	},
	{
		name: 'Party Muted',
		value: 'muted',
		description: 'Somebody is muted in a call; starts again when something else changes meanwhile',
	},
	{
		name: 'Recording Changed',
		value: 'recordingChanged',
		description: 'A recording starts, pauses or goes on; starts again when something else changes',
	},
];

export const triggerOnField = triggerOnFieldWith(events);
