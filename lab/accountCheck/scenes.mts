import type { AssumptionId } from './assumptions.mts';

/** Calls that the person makes for the check, and calls that commands are sent to. */
export type SceneName =
	| 'notAnswered'
	| 'gaveUp'
	| 'declined'
	| 'talked'
	| 'reconnected'
	| 'out'
	| 'colleague'
	| 'queue'
	| 'park'
	| 'switched'
	| 'supervised'
	| 'ringOut'
	| 'commandForward'
	| 'commandPark'
	| 'commandParkLocation';

export interface Scene {
	name: SceneName;
	/** Instruction to the person. */
	request: string;
	/** A second instruction, after an action of the check. */
	then?: string;
	/** The rows of docs/assumptions.md that the call bears on. */
	rows: readonly AssumptionId[];
}

/** In the order of the requests. The person may leave out any. */
export const SCENES: readonly Scene[] = [
	{
		name: 'notAnswered',
		request:
			'Call your own number from a mobile and do not answer. When voicemail has taken the call, hang up.',
		rows: ['VOICEMAIL-SPELLING', 'STATUS-FILTER', 'MISS-REASONS', 'MISSED-CALL', 'MISSED-LEG'],
	},
	{
		name: 'gaveUp',
		request: 'Call your own number from a mobile, let it ring twice, and hang up on the mobile.',
		rows: ['MISS-REASONS', 'MISSED-CALL', 'MISSED-LEG'],
	},
	{
		name: 'declined',
		request:
			'Call your own number from a mobile and decline the call on your desk phone or in the RingCentral app. Then hang up.',
		rows: ['REFUSED-REASON', 'MISS-REASONS'],
	},
	{
		name: 'talked',
		request:
			'Call your own number from a mobile, answer on your desk phone or in the RingCentral app, wait five seconds, and hang up on the mobile.',
		rows: [
			'ANSWERED-DEVICE',
			'EVENT-UUID',
			'EXTENSION-EVENTS',
			'NOTIFICATION-OWNER',
			'ONE-DELIVERY',
			'STATUS-REASONS',
			'SUBSCRIPTION-HANDOVER',
		],
	},
	{
		name: 'reconnected',
		request:
			'Call your own number from a mobile and let it ring. While it rings, go on here: the check then loses its connection on purpose.',
		then: 'Now hang up on the mobile. The check comes back afterwards.',
		rows: ['REPLAY-PAUSE'],
	},
	{
		name: 'out',
		request:
			'Call a mobile from your desk phone or the RingCentral app, answer it there, and hang up.',
		rows: ['CALLER-PROCEEDING'],
	},
	{
		name: 'colleague',
		request:
			'Have a colleague of your RingCentral account dial your phone number, not your short number. Answer, and hang up.',
		rows: ['SHORT-NUMBERS', 'OWN-NUMBER'],
	},
	{
		name: 'queue',
		request:
			'Call a call queue that rings you and others from a mobile, answer on your phone, and hang up.',
		rows: ['QUEUE-LEG-MEMBERS', 'QUEUE-OTHER-LEGS', 'STATUS-REASONS'],
	},
	{
		name: 'park',
		request:
			'Call your own number from a mobile and answer. Park the call in the RingCentral app, dial the number that it shows, and hang up.',
		rows: ['PICKUP-PEER', 'STATUS-REASONS'],
	},
	{
		name: 'switched',
		request:
			'Call your own number from a mobile and answer. Switch the call to your other phone in the RingCentral app, and hang up.',
		rows: ['SWITCH-ENDS', 'STATUS-REASONS'],
	},
	{
		name: 'supervised',
		request:
			'If a colleague may monitor your calls: call your own number from a mobile, answer, have the colleague listen, and hang up.',
		rows: ['SUPERVISING-PARTY'],
	},
	{
		name: 'ringOut',
		request:
			'Start a RingOut from your desk phone to a mobile, for instance at service.ringcentral.com, answer both, and hang up.',
		rows: ['RINGOUT-LEGS', 'RINGOUT-HALVES', 'RINGOUT-ROLE'],
	},
];
