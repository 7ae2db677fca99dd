import type { CallEventName, TriggerEvent } from '../events/callEvent';
import type { StatusCode } from '../events/statusCode';
import type { ItemField } from '../output/callEventItem';

/** One row of the table of events. */
interface EventDefinition {
	/** The name in the editor. */
	name: string;
	/** The description in the editor: when the event starts a workflow. */
	meaning: string;
	/** Further details for the documentation. */
	note?: string;
	/**
	 * For the documentation: where the webhook trigger misses the event or its details. It has no
	 * timers of its own, and of several webhook processors each sees a part of a call.
	 */
	webhookLimit?: string;
	/**
	 * The notifications needed to recognize the event: those with these statuses, or all of a call.
	 * https://developers.ringcentral.com/guide/notifications/event-filters
	 */
	needs: readonly StatusCode[] | 'presence' | 'wholeCall';
	/**
	 * Whether the event is about one phone of the company, so that legs of one direction suffice.
	 * Only incoming calls count, unless the filter 'Direction' is set.
	 */
	isOfOnePhone?: true;
	/** Whether legs of outside parties count too, for nodes that follow an extension in the call. */
	isOfAnyLeg?: true;
	/** Whether the event is about the whole call, for nodes that follow any of its extensions. */
	isOfWholeCall?: true;
	/** The item's fields in addition to those of every item. */
	fields: readonly ItemField[];
}

/**
 * Statuses that show whether a user is on the call already. Another phone of that user then counts
 * neither as ringing nor as answered. After leaving the call, the user may be called again.
 */
const PHONE_TAKEN: readonly StatusCode[] = ['Answered', 'Disconnected', 'Gone'];

/**
 * The table of events, which is the source of the choices in the editor, RingCentral's event
 * filters, the fields of an item and the tables of the documentation. A `TriggerEvent` without a row
 * here does not compile. `calls/history` derives the events from the notifications of a call.
 *
 * Ringing is `Proceeding` only: an incoming call passes `Setup` before it, but the phone of a
 * queue's agent does not. So one ringing phone is one event.
 */
export const EVENTS: Record<TriggerEvent, EventDefinition> = {
	answered: {
		name: 'Call Answered',
		meaning: 'An extension takes a call; the item says whether a person did, or only a menu',
		note: 'With the filter _Direction: Outgoing_ it means that the other side has answered. Where RingCentral delivers no notifications of the other side, a call inside the company has no such event.',
		webhookLimit:
			'Where another webhook processor saw the phone ring, or n8n was restarted, `answeredBy` can be `unknown`, and the end of a hold can come as an answer.',
		needs: ['Setup', 'Proceeding', ...PHONE_TAKEN],
		isOfOnePhone: true,
		fields: ['answeredBy'],
	},
	anyChange: {
		name: 'Any Change',
		meaning: 'Anything changes for any party of a call, several times a call',
		note: 'The item is called by the most telling event that it is.',
		needs: 'wholeCall',
		isOfAnyLeg: true,
		fields: [
			'status',
			'statusReason',
			'muted',
			'missedCall',
			'recordings',
			'parkNumber',
			'parkLocationId',
			'sequence',
			'uuid',
			'subscriptionId',
			'sessionId',
		],
	},
	callEnded: {
		name: 'Call Ended',
		meaning: 'A call is over; the item says how it ended up, how long it rang and was talked on',
		note: 'The extension is the one that talked last, or else the one that the call was for. `outcome` is `answered`, `missed`, `abandoned` (the caller left a call queue before an agent took the call), `voicemail`, `fax`, `noAnswer` (an outgoing call), `callHandling` or `unknown`; what was not seen is `null`.',
		webhookLimit:
			'A call that continues after the last followed extension has left starts no workflow at its end: RingCentral is asked when a party leaves, and not again later. Of several webhook processors each sums up the part of the call that it saw.',
		needs: 'wholeCall',
		isOfWholeCall: true,
		fields: [
			'outcome',
			'ringSeconds',
			'talkSeconds',
			'holdSeconds',
			'startTime',
			'endTime',
			'parties',
			'sessionId',
		],
	},
	fax: {
		name: 'Fax Received',
		meaning: 'A call turns out to be a fax, which an extension is receiving',
		needs: ['FaxReceive'],
		fields: [],
	},
	held: {
		name: 'Call Held',
		meaning: 'A call is put on hold',
		needs: ['Answered', 'Hold'],
		fields: [],
	},
	missed: {
		name: 'Call Missed',
		meaning: 'A call rang at an extension and was not taken there; the item says why',
		note: '`missReason` is `rangOut`, `callerGaveUp`, `rejected`, `answeredElsewhere` or `unknown`.',
		webhookLimit:
			'With _Chosen Extensions_, and where another webhook processor may have seen the answer, it starts the workflow only if the call reaches voicemail or RingCentral gives a reason.',
		needs: 'wholeCall',
		fields: ['missReason', 'statusReason'],
	},
	muted: {
		name: 'Party Muted',
		meaning: 'A party of a call is muted',
		needs: 'wholeCall',
		fields: ['muted'],
	},
	parked: {
		name: 'Call Parked',
		meaning: 'A call is parked, for a colleague to pick up',
		note: '`parkNumber` is the number to dial, `parkLocationId` the park location; a call has one of them.',
		needs: ['Answered', 'Gone', 'Parked'],
		isOfAnyLeg: true,
		fields: ['parkNumber', 'parkLocationId'],
	},
	partyLeft: {
		name: 'Party Left',
		meaning: 'A party hangs up, stops ringing or hands the call on; the call itself may go on',
		needs: ['Disconnected', 'Gone'],
		isOfAnyLeg: true,
		fields: ['statusReason'],
	},
	pickedUp: {
		name: 'Call Picked Up',
		meaning: 'A parked call is picked up; the item says by whom',
		webhookLimit: 'Where another webhook processor saw the call parked, it starts no workflow.',
		needs: 'wholeCall',
		isOfWholeCall: true,
		fields: ['pickedUpBy'],
	},
	presenceChanged: {
		name: 'Presence Changed',
		meaning: "An extension's availability or its calls change; 'Filters' do not apply to it",
		note: 'Needs the permission _Read Presence_.',
		needs: 'presence',
		fields: [],
	},
	recordingChanged: {
		name: 'Recording Changed',
		meaning: 'A recording starts, pauses or goes on',
		needs: 'wholeCall',
		fields: ['recordings'],
	},
	resumed: {
		name: 'Call Resumed',
		meaning: 'A call is taken off hold',
		webhookLimit: 'Where another webhook processor saw the hold, it starts no workflow.',
		needs: ['Answered', 'Hold'],
		fields: [],
	},
	ringing: {
		name: 'Call Ringing',
		meaning: "A call rings at an extension; outgoing calls count only with the filter 'Direction'",
		note: 'Once for each call, until a person has answered it: see [Once per call](#once-per-call).',
		webhookLimit:
			'Each webhook processor starts the workflow for the first phone that it sees ring.',
		needs: ['Proceeding', ...PHONE_TAKEN],
		isOfOnePhone: true,
		fields: [],
	},
	transferred: {
		name: 'Call Transferred or Forwarded',
		meaning: 'An extension hands a call on; the item says from whom to whom',
		note: '`transferredTo` is `null` when the next party did not show within a second.',
		needs: 'wholeCall',
		fields: ['transferredFrom', 'transferredTo', 'statusReason'],
	},
	voicemail: {
		name: 'Voicemail Reached',
		meaning: 'A caller reaches the voicemail of an extension',
		// RingCentral spells the status in two ways, and its filter may accept only one of them.
		needs: 'wholeCall',
		fields: [],
	},
};

export function isTriggerEvent(name: string): name is TriggerEvent {
	return Object.hasOwn(EVENTS, name);
}

export function isCallEventName(name: string): name is CallEventName {
	return isTriggerEvent(name) && name !== 'presenceChanged';
}
