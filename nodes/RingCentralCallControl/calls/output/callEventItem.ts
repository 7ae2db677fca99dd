import type {
	AnsweredBy,
	CallEvent,
	CallOutcome,
	MissReason,
	PlainEvent,
	TransferEnd,
} from '../events/callEvent';
import { sequenceOf } from '../events/notification';
import { callDirectionOf, isSupervisionStart, type Endpoint, type Party } from '../events/party';
import { textOf } from '../events/unknown';
import { partyState } from '../parties/partyStatus';
import { simplifiedEnds, simplifiedIds, simplifiedParty } from './simplifiedParty';

/** A field that only some events use. */
export type ItemField = keyof ReturnType<typeof specialFieldsOf>;

/**
 * A call event as a flat item: readable fields first, IDs last. A field has the same name in every
 * event. Unused fields are left out, and an unknown value is null. Times are ISO 8601.
 *
 * @param fields the event's fields in addition to those of every event.
 */
export function callEventItem(callEvent: CallEvent, fields: readonly ItemField[]) {
	const { event, party, notification, telephonySessionId, call, isCaughtUp } = callEvent;
	const special = specialFieldsOf(callEvent);
	return {
		event,
		summary: summaryOf(callEvent),
		direction: callDirectionOf(party) ?? null,
		...simplifiedEnds(party),
		...Object.fromEntries(fields.map((field) => [field, special[field]])),
		origin: call.origin ?? null,
		eventTime: textOf(notification.body.eventTime) ?? null,
		telephonySessionId,
		partyId: party.id,
		callId: call.callId,
		...simplifiedIds(party),
		/** The event comes from asking RingCentral, after its notification was missed. */
		...(isCaughtUp && { caughtUp: true }),
		...(party.sipData && { sipData: party.sipData }),
	};
}

function specialFieldsOf(callEvent: CallEvent) {
	const { party, notification } = callEvent;
	const { body, uuid, subscriptionId } = notification;
	return {
		...fieldsWithDetails(callEvent),
		missedCall: party.missedCall ?? null,
		muted: party.muted ?? null,
		parkLocationId: party.parkLocationId ?? null,
		parkNumber: party.parkNumber ?? null,
		recordings: party.recordings ?? null,
		sequence: sequenceOf(body) ?? null,
		sessionId: textOf(body.sessionId) ?? null,
		status: party.status,
		statusReason: party.reason ?? null,
		subscriptionId: textOf(subscriptionId) ?? null,
		uuid: uuid ?? null,
	};
}

/** The details of single events; null in all other events. */
function fieldsWithDetails({ event, details }: CallEvent) {
	const summary = event === 'callEnded' ? details.summary : undefined;
	const transfer = event === 'transferred' ? details.transfer : undefined;
	return {
		answeredBy: event === 'answered' ? details.answeredBy : null,
		endTime: isoTime(summary?.endedAt),
		holdSeconds: summary?.holdSeconds ?? null,
		missReason: event === 'missed' ? details.missReason : null,
		outcome: summary?.outcome ?? null,
		parties:
			summary?.parties.map(({ telephonySessionId, party }) =>
				simplifiedParty(telephonySessionId, party),
			) ?? null,
		pickedUpBy: event === 'pickedUp' ? simplifiedEnd(details.by) : null,
		ringSeconds: summary?.ringSeconds ?? null,
		startTime: isoTime(summary?.startedAt),
		talkSeconds: summary?.talkSeconds ?? null,
		transferredFrom: simplifiedEnd(transfer?.from),
		transferredTo: simplifiedEnd(transfer?.to),
	};
}

function simplifiedEnd(end: TransferEnd | null | undefined) {
	if (!end) return null;
	return {
		extensionId: end.extensionId ?? null,
		name: end.name ?? null,
		phoneNumber: end.phoneNumber ?? null,
	};
}

function isoTime(time: number | undefined): string | null {
	return time === undefined ? null : new Date(time).toISOString();
}

/**
 * The event in words, e.g. "Incoming call from +14155550199 to Reception (+14155550101) rings at
 * Reception", for a message to a colleague.
 */
function summaryOf(callEvent: CallEvent): string {
	const { party } = callEvent;
	const direction = DIRECTION_WORDS[callDirectionOf(party) ?? 'unknown'];
	return `${direction} from ${nameOf(party.from)} to ${nameOf(party.to)}${phraseOf(callEvent)}`;
}

const DIRECTION_WORDS = {
	Inbound: 'Incoming call',
	Outbound: 'Outgoing call',
	unknown: 'Call',
} as const;

function nameOf({ name, phoneNumber }: Endpoint): string {
	if (name === undefined) return phoneNumber ?? 'an unknown number';
	return phoneNumber === undefined ? name : `${name} (${phoneNumber})`;
}

/** Follows "Call from A to B". */
function phraseOf(callEvent: CallEvent): string {
	const { event, party } = callEvent;
	const place = placeOf(party);
	switch (event) {
		case 'answered':
			return ` is answered ${ANSWER_WORDS[callEvent.details.answeredBy](answeredAt(party))}`;
		case 'callEnded':
			return ` is over: ${OUTCOME_WORDS[callEvent.details.summary.outcome]}`;
		case 'missed':
			return ` was missed at ${place}: ${MISS_WORDS[callEvent.details.missReason]}`;
		case 'pickedUp':
			return ` is picked up by ${endName(callEvent.details.by)}`;
		case 'transferred':
			return ` is handed on by ${place} to ${endName(callEvent.details.transfer.to)}`;
		default:
			return PLAIN_WORDS[event](place, party);
	}
}

const ANSWER_WORDS: Record<AnsweredBy, (place: string) => string> = {
	callHandling: () => 'automatically, by a menu for instance',
	person: (place) => `by ${place}`,
	unknown: (place) => `at ${place}`,
};

const PLAIN_WORDS: Record<PlainEvent, (place: string, party: Party) => string> = {
	anyChange: (place, party) => `: ${stateOf(place, party)}`,
	fax: (place) => ` is a fax to ${place}`,
	held: (place) => ` is put on hold by ${place}`,
	muted: (place) => `: ${place} is muted`,
	parked: (_, { parkNumber, parkLocationId }) => {
		if (parkNumber !== undefined) return ` is parked at ${parkNumber}`;
		return parkLocationId === undefined ? ' is parked' : ' is parked in a park location';
	},
	partyLeft: (place) => `: ${place} has left`,
	recordingChanged: (_, { recordings }) =>
		recordings?.some(({ active }) => active)
			? ' is being recorded'
			: ' is no longer being recorded',
	resumed: (place) => ` is taken off hold by ${place}`,
	// The other side of an outgoing call is named already.
	ringing: (place, { legDirection }) =>
		legDirection === 'Outbound' ? ' is ringing' : ` rings at ${place}`,
	voicemail: (place) => ` reaches the voicemail of ${place}`,
};

const MISS_WORDS: Record<MissReason, string> = {
	answeredElsewhere: 'it was answered elsewhere',
	callerGaveUp: 'the caller gave up',
	rangOut: 'it rang out',
	rejected: 'it was rejected',
	unknown: 'the reason is not known',
};

const OUTCOME_WORDS: Record<CallOutcome, string> = {
	abandoned: 'the caller left the queue before an agent took the call',
	answered: 'it was answered',
	callHandling: 'only a menu or the like answered',
	fax: 'it was a fax',
	missed: 'it was missed',
	noAnswer: 'it was not answered',
	unknown: 'it is not known whether it was answered',
	voicemail: 'it reached voicemail',
};

function stateOf(place: string, party: Party): string {
	if (isSupervisionStart(party)) return `a supervisor listens to ${place}`;
	return `${place} ${partyState(party)?.phrase ?? `is in the state ${party.status}`}`;
}

/** The party's name in a summary: its extension, or its end of the call. */
function placeOf(party: Party): string {
	const { extensionId, extensionName, extensionNumber, queueCall, queueName } = party;
	const end = party.legDirection === 'Outbound' ? party.from : party.to;
	const known = extensionName ?? extensionNumber;
	if (known !== undefined) return known;
	// The end of an agent's leg is the queue.
	if (queueCall && extensionId !== undefined) return `an agent of ${queueName ?? 'the call queue'}`;
	return end.name ?? end.phoneNumber ?? 'an unknown party';
}

/** The answering phone; for an outgoing call, that of the other side. */
function answeredAt(party: Party): string {
	return party.legDirection === 'Outbound' ? nameOf(party.to) : placeOf(party);
}

function endName(end: TransferEnd | null): string {
	return end?.name ?? end?.phoneNumber ?? 'an unknown party';
}
