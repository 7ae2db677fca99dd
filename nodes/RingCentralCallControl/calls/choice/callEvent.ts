import { callDirectionOf, type Direction, type Party } from '../events/notification';
import { statusCodeOf, type StatusCode } from '../events/statusCode';

/** What one notification can tell to have happened to a party of a call. */
export type PartyEvent =
	| 'answered'
	| 'fax'
	| 'held'
	| 'missed'
	| 'muted'
	| 'parked'
	| 'partyLeft'
	| 'recordingChanged'
	| 'ringing'
	| 'transferred'
	| 'voicemail';

/** What an item of the trigger says to have happened in a call. */
export type CallEvent = PartyEvent | 'callEnded' | 'anyChange';

/** Everything that 'Trigger On' offers. */
export type TriggerEvent = CallEvent | 'presenceChanged';

/** How an event shows in one notification; what it does not say does not matter. */
export interface EventSign {
	/** One of these statuses; undefined: whichever it is. */
	statusCodes?: StatusCode[];
	/** Only parties of the account's own extensions, and incoming calls unless asked otherwise. */
	isOwnPhone?: true;
	/** Other parties' legs tell it too, so that RingCentral must not filter by a leg's direction. */
	isAnyLeg?: true;
	reasons?: readonly string[];
	isMissed?: true;
	isMuted?: true;
	isRecorded?: true;
}

/**
 * Reasons with which a party hands the call on. A forwarded ringing call and a blind transfer
 * have the same one: https://developers.ringcentral.com/guide/voice/call-log/states
 */
export const HANDED_ON: readonly string[] = [
	'BlindTransfer',
	'AttendedTransfer',
	'RccTransfer',
	'DtmfTransfer',
];

/**
 * The one table of the events, the most telling first: what RingCentral is asked to send and what
 * an arriving notification is called are both read from it.
 *
 * - Ringing is `Proceeding`: on its way there an incoming call passes `Setup` too, but the phone
 *   of a call queue's agent does not, so that one ringing phone is one event.
 * - An outside caller's own leg is `Answered` as soon as RingCentral takes the call, long before
 *   a person does. That is why only the legs of one's own extensions count.
 * - Assumption: `missedCall` is true on some notification of a missed call. RingCentral documents
 *   it; no captured event has it.
 */
export const EVENT_SIGNS: Record<PartyEvent, EventSign> = {
	missed: { isMissed: true },
	transferred: { statusCodes: ['Disconnected', 'Gone'], reasons: HANDED_ON },
	partyLeft: { statusCodes: ['Disconnected', 'Gone'], isAnyLeg: true },
	ringing: { statusCodes: ['Proceeding'], isOwnPhone: true },
	muted: { statusCodes: ['Answered'], isMuted: true },
	recordingChanged: { statusCodes: ['Answered'], isRecorded: true },
	answered: { statusCodes: ['Answered'], isOwnPhone: true },
	held: { statusCodes: ['Hold'] },
	parked: { statusCodes: ['Parked'], isAnyLeg: true },
	voicemail: { statusCodes: ['VoiceMail', 'VoiceMailScreening'] },
	fax: { statusCodes: ['FaxReceive'] },
};

/** The events whose signs a party shows, the most telling first. */
export function eventsOf(party: Party, direction: Direction = 'Inbound'): PartyEvent[] {
	return PARTY_EVENTS.filter((event) => shows(party, EVENT_SIGNS[event], direction));
}

export function isTriggerEvent(event: string): event is TriggerEvent {
	return isPartyEvent(event) || ['callEnded', 'presenceChanged', 'anyChange'].includes(event);
}

const PARTY_EVENTS = Object.keys(EVENT_SIGNS).filter(isPartyEvent);

function shows(party: Party, sign: EventSign, direction: Direction): boolean {
	return (
		(sign.statusCodes === undefined || hasStatus(party, sign.statusCodes)) &&
		(!sign.isOwnPhone || isOwnPhone(party, direction)) &&
		(sign.reasons === undefined || sign.reasons.includes(party.reason ?? '')) &&
		(!sign.isMissed || party.missedCall) &&
		(!sign.isMuted || party.muted) &&
		(!sign.isRecorded || party.recordings.length > 0)
	);
}

function isOwnPhone(party: Party, direction: Direction): boolean {
	return party.extensionId !== undefined && callDirectionOf(party) === direction;
}

function hasStatus(party: Party, codes: StatusCode[]): boolean {
	const status = statusCodeOf(party.status);
	return status !== undefined && codes.includes(status);
}

export function isPartyEvent(event: string): event is PartyEvent {
	return Object.hasOwn(EVENT_SIGNS, event);
}
