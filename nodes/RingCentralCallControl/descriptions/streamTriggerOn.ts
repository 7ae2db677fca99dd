import { triggerOnFieldWith, type EventOption } from './eventOptions';

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
		name: 'Call Missed',
		value: 'missed',
		description: 'A call rang at an extension, and nobody took it there; the item says why',
	},
	{
		name: 'Call Resumed',
		value: 'resumed',
		description: 'Somebody takes a call off hold',
	},
	{
		name: 'Call Transferred or Forwarded',
		value: 'transferred',
		description: 'An extension hands a call on; the item says from whom to whom',
	},
	{
		name: 'Party Muted',
		value: 'muted',
		description: 'Somebody is muted in a call',
	},
	{
		name: 'Recording Changed',
		value: 'recordingChanged',
		description: 'A recording starts, pauses or goes on',
	},
];

export const streamTriggerOnField = triggerOnFieldWith(events);
