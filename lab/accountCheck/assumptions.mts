import * as judges from './callJudges.mts';
import type { CallJudge } from './callJudges.mts';

/** The way to check an assumption against an account. */
export type Check =
	/** Read-only requests or a connection show it. */
	| { by: 'reading'; looksAt: string }
	/** Notifications of calls show it. */
	| { by: 'calls'; looksAt: string; judge: CallJudge }
	/** A connection shows it while calls come in. */
	| { by: 'recording'; looksAt: string }
	/** The answer to a command shows it, or the events that follow. */
	| { by: 'commands'; looksAt: string; judge?: CallJudge }
	| { by: 'nothing'; because: string };

function reading(looksAt: string): Check {
	return { by: 'reading', looksAt };
}

function calls(looksAt: string, judge: CallJudge): Check {
	return { by: 'calls', looksAt, judge };
}

function recording(looksAt: string): Check {
	return { by: 'recording', looksAt };
}

function commands(looksAt: string, judge?: CallJudge): Check {
	return { by: 'commands', looksAt, judge };
}

function nothing(because: string): Check {
	return { by: 'nothing', because };
}

const NEEDS_HOST = 'It takes a SIP phone that hosts a conference, which the check does not have';
const NEEDS_ADDRESS = 'It takes a public address for webhooks, which the check does not have';
const NEEDS_MONITORING =
	"It takes a colleague whose calls the user may monitor, and a command to the colleague's call";

/** Every row of docs/assumptions.md: its check, or the reason why it has none. */
const checks = {
	'ANSWERED-DEVICE': calls(
		'Devices on the own legs of incoming calls, before and after the answer',
		judges.answeredDevice,
	),
	'BRING-IN-PARTY': nothing(NEEDS_HOST),
	'CALL-LOG-LEGS': nothing(
		'It simplifies the simulated call log, and nothing in the node depends on it',
	),
	'CALL-OUT-ORDER': commands('The events of a call that the API makes', judges.callOutOrder),
	'CALLER-PROCEEDING': calls(
		'Whether the other side is answered when an own outgoing leg is',
		judges.callerProceeding,
	),
	'COLLEAGUE-LEG': nothing('It takes a command to a call that rings at a colleague'),
	'CONFERENCE-END': nothing(NEEDS_HOST),
	'CONFERENCE-LEG': nothing(NEEDS_HOST),
	'CONFERENCE-REFUSALS': commands('Bringing a call into a conference that has no host'),
	'DND-VOICEMAIL': nothing(
		'It takes a user who does not want to be disturbed, and calls to that user',
	),
	'EVENT-UUID': calls('The same event through two subscriptions', judges.eventUuid),
	'EXTENSION-EVENTS': calls(
		"The extension's subscription beside that of the account",
		judges.extensionEvents,
	),
	'FLIP-ID': commands('Flip with the digit from the list of numbers'),
	'FOREIGN-LEG': commands("Hold of the caller's leg"),
	'MISS-REASONS': calls('Reasons in calls that were missed on purpose', judges.missReasons),
	'MISSED-CALL': calls('The mark missedCall', judges.missedCall),
	'MISSED-LEG': calls('The event that has the mark missedCall', judges.missedLeg),
	'NOTIFICATION-OWNER': calls('The ownerId of each event', judges.notificationOwner),
	'ONE-DELIVERY': calls('Events that match two filters of one subscription', judges.oneDelivery),
	'OWN-NUMBER': calls('Short numbers, and the extensions beside them', judges.ownNumber),
	'OWN-VOICEMAIL': commands("The party of a ringing call that is sent to the user's voicemail"),
	'PARK-ANSWER': commands('The answer to Park'),
	'PARK-PRESENCE': reading(
		'The presence of a park location, by its address and among those of the account',
	),
	'PARTY-REMOVAL': nothing(NEEDS_MONITORING),
	'PICKUP-COMMAND': commands('The party that Pick Up answers with, and its session'),
	'PICKUP-PEER': calls('The peer of a party that was picked up', judges.pickUpPeer),
	'QUEUE-LEG-MEMBERS': calls('Members of the legs of queue agents', judges.queueLegMembers),
	'QUEUE-OTHER-LEGS': calls(
		"The other agents' legs when a call is sent on from one of them",
		judges.queueOtherLegs,
	),
	'QUEUE-REJECT': nothing(
		'It takes a call queue with a second agent, and customers of it would wait for a test',
	),
	'RECORD-ON-HOLD': commands('Start Recording of a party on hold'),
	'RECORDING-ID': commands('The recording of a call that goes on'),
	'REFUSED-REASON': calls('The reason of a call that was declined', judges.refusedReason),
	'RINGME-ORDER': calls('The first leg of a RingMe call', judges.ringMeOrder),
	'RINGOUT-FORGOTTEN': commands('A RingOut that was cancelled'),
	'RINGOUT-HALVES': calls('The numbers of the sessions of a RingOut', judges.ringOutHalves),
	'RINGOUT-LEGS': calls('The legs of a RingOut', judges.ringOutLegs),
	'RINGOUT-ROLE': calls('Legs of a RingOut without a role', judges.ringOutRole),
	'SECOND-RECORDING': commands('Start Recording a second time'),
	'SHORT-NUMBERS': calls(
		"A colleague's number where a phone number was dialled",
		judges.shortNumbers,
	),
	'STATUS-FILTER': calls('A subscription to VoiceMail alone', judges.statusFilter),
	'STATUS-REASONS': calls('Reasons of legs that ended in a known way', judges.statusReasons),
	'SUPERVISING-PARTY': calls('The party that shows a supervisor', judges.supervisingParty),
	'SUPERVISION-REFUSAL': commands('Supervise of a colleague who is not on the call'),
	'SUPERVISION-RIGHTS': nothing(
		'It simplifies the simulated account and says nothing of the platform that an answer could refute',
	),
	'SWITCH-ENDS': calls('The leg of a call that was switched', judges.switchEnds),
	'VOICEMAIL-SPELLING': calls('The status of a call in voicemail', judges.voicemailSpelling),

	'BODY-REFUSALS': reading('A subscription that is asked for with a picture as body'),
	'CALL-OVER-404': reading('A call that the call log has, or that was recorded and is over'),
	'COMPANY-HOLIDAYS': nothing(
		'An answer has the rules, and only a person knows which are holidays',
	),
	'COMPANY-HOURS': nothing('An answer has the schedule, and only a person knows what it means'),
	'DEVICE-OFFLINE': commands('Answer on a phone that is offline'),
	'EXTENSION-TYPES': nothing(
		'It takes an extension of each type, and calls that are sent to each of them and to its voicemail',
	),
	'FORBIDDEN-STATE': commands('Supervise of a colleague who is not on the call, which has no 409'),
	'HOLIDAY-RULES': nothing('An answer has the rules, and only a person knows which are holidays'),
	'JWT-REFUSALS': reading('A sign-in with a JWT that nobody has issued'),
	'LOGIN-REFUSAL': nothing('It takes a user who may not sign in'),
	'MEDIA-HOST': reading('The address of a recording in the call log of such an account'),
	'MUTE-BODY': commands('Mute, and the event that follows'),
	'PRESENCE-PARTIAL': commands('An update of presence that repeats one member'),
	'PRESENCE-REFUSAL': reading('The presence of a call queue'),
	'SMS-SENDER': nothing('It takes a text message, which somebody would get if it were not refused'),
	'UNKNOWN-EXTENSION': commands('Forward to an extension that does not exist'),
	'VERIFIER-CODE': nothing('It takes a sign-in in a browser window'),

	'BLACKLIST-RENEWAL': nothing(NEEDS_ADDRESS),
	'BLACKLIST-TIME': nothing(NEEDS_ADDRESS),
	'HANDSHAKE-BODY': nothing(NEEDS_ADDRESS),
	'IDLE-FRAMES': nothing('It takes half an hour in which no frame is sent'),
	'REMINDER-BODY': nothing(NEEDS_ADDRESS),
	'REPLAY-PAUSE': recording('Events that were missed while the connection was away'),
	'REPLAY-TIME': nothing(
		'It takes a call in the seconds between two connections; compare the times in a recorded capture',
	),
	'SESSION-KEPT': reading('A session that is resumed after a proper close'),
	'SOCKET-FRAME': reading('A frame that cannot be read'),
	'SOCKET-LIFE': reading('The life of a subscription over a WebSocket'),
	'SOCKET-PERMISSION': reading('The names of permissions in the sign-in'),
	'SOCKET-REACH': reading('The list of subscriptions beside one over a WebSocket'),
	'SOCKET-REFUSAL': reading('A WebSocket with a token that nobody has issued'),
	'SOCKET-SIGNED-OUT': reading('A WebSocket whose sign-in is ended'),
	'SUBSCRIPTION-HANDOVER': recording('A subscription that is replaced while a call rings'),
	'SUBSCRIPTION-LIMIT': nothing(
		'It takes 30 subscriptions, which would be in the way of those that are in use',
	),
	'WEBHOOK-LIFE': nothing(NEEDS_ADDRESS),
} satisfies Record<string, Check>;

export type AssumptionId = keyof typeof checks;

export const ASSUMPTIONS: Readonly<Record<AssumptionId, Check>> = checks;

export const ASSUMPTION_IDS = Object.keys(checks).filter((id): id is AssumptionId => id in checks);
