import type { CallEventName, StreamEvent } from '../events/callEvent';
import type { StatusCode } from '../events/statusCode';
import type { ItemField } from '../output/callEventItem';

/** All there is to know of an event. */
interface EventOfTable {
	/** As the editor shows it. */
	name: string;
	/** When it starts a workflow, as the editor says it. */
	meaning: string;
	/** What else a person wants to know of it, for the documentation. */
	note?: string;
	/**
	 * Why the webhook trigger cannot always tell it, for the documentation. It has no timers of its own,
	 * and of several webhook processors each sees a part of a call.
	 */
	webhookLimit?: string;
	/**
	 * The notifications that it takes to tell the event truly: those with these statuses, or all of a
	 * call. https://developers.ringcentral.com/guide/notifications/event-filters
	 */
	needs: readonly StatusCode[] | 'presence' | 'wholeCall';
	/**
	 * Whether it is about one phone of the company, so that all notifications that it takes are about
	 * legs of one direction. It means incoming calls, unless the filter 'Direction' says otherwise.
	 */
	isOfOnePhone?: true;
	/** Whether legs of people outside tell it too, to those who follow an extension in the call. */
	isOfAnyLeg?: true;
	/** Whether it is about the call as a whole, for those who follow any extension that was in it. */
	isOfWholeCall?: true;
	/** The fields of an item beside those of every item. */
	fields: readonly ItemField[];
}

/**
 * Whether a user is on the call already, on another phone: that neither rings nor answers again. A user
 * who left the call may be called again.
 */
const PHONE_TAKEN: readonly StatusCode[] = ['Answered', 'Disconnected', 'Gone'];

/**
 * The one table of the events: the choices in the editor, the filters asked of RingCentral, the fields of
 * an item and the tables of the documentation come from it. A `StreamEvent` without a row here does not
 * compile. What an event is in the life of a call is told by `calls/history`.
 *
 * Ringing is `Proceeding`: on its way there an incoming call passes `Setup` too, but the phone of a call
 * queue's agent does not, so that one ringing phone is one event.
 */
export const EVENTS: Record<StreamEvent, EventOfTable> = {
	answered: {
		name: 'Call Answered',
		meaning: 'An extension takes a call; the item says whether a person did, or only a menu',
		note: 'With the filter _Direction: Outgoing_ it means that the other side has answered. Where RingCentral delivers nothing of the other side, a call inside the company tells no answer.',
		webhookLimit:
			'Where another webhook processor saw the phone ring, or n8n was restarted, `answeredBy` can be `unknown`, and the end of a hold can come as an answer.',
		needs: ['Setup', 'Proceeding', ...PHONE_TAKEN],
		isOfOnePhone: true,
		fields: ['answeredBy'],
	},
	anyChange: {
		name: 'Any Change',
		meaning: 'Anything changes for anyone in a call, several times a call',
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
			'A call that goes on after the last followed extension has left it ends unheard: RingCentral is asked when a party leaves, and not again later. Of several webhook processors each sums up the part of the call that it saw.',
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
			'With _Chosen Extensions_, and where another webhook processor may have seen the answer, it is told only if the call reaches voicemail or RingCentral gives a reason.',
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
		webhookLimit: 'Where another webhook processor saw the call parked, it is not told.',
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
		webhookLimit: 'Where another webhook processor saw the hold, it is not told.',
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
		// RingCentral spells the status in two ways, and its filter may know only one of them.
		needs: 'wholeCall',
		fields: [],
	},
};

export function isStreamEvent(name: string): name is StreamEvent {
	return Object.hasOwn(EVENTS, name);
}

export function isCallEventName(name: string): name is CallEventName {
	return isStreamEvent(name) && name !== 'presenceChanged';
}
