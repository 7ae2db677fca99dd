/** The status codes of a party that the simulator uses, a part of RingCentral's. */
export const partyStatuses = [
	'Setup',
	'Proceeding',
	'Answered',
	'Hold',
	'Parked',
	'VoiceMail',
	'Disconnected',
	'Gone',
] as const;

export type PartyStatus = (typeof partyStatuses)[number];

export type StatusReason =
	| 'AgentAnswered'
	| 'AttendedTransfer'
	| 'BlindTransfer'
	| 'CallFlip'
	| 'CallPark'
	| 'CallRedirected'
	| 'CallReplied'
	| 'CallSwitch'
	| 'Conference'
	| 'NoAnswer'
	| 'ParkLocation'
	| 'Pickup'
	| 'Supervising';

interface Transition {
	from: readonly PartyStatus[];
	to: PartyStatus;
	reason?: StatusReason;
}

const ringing = ['Setup', 'Proceeding'] as const;
const connected = ['Answered', 'Hold'] as const;

/**
 * The only table of a party's transitions: the statuses that allow each of them, and its result.
 *
 * Assumption STATUS-REASONS: RingCentral documents the allowed states of each command, but few of
 * the reasons; the reasons here are chosen from its list.
 * https://developers.ringcentral.com/guide/voice/call-control
 */
export const transitions = {
	ring: { from: ['Setup'], to: 'Proceeding' },
	ringAnotherPhone: { from: ['Proceeding'], to: 'Proceeding' },
	answer: { from: ringing, to: 'Answered' },
	hold: { from: ['Answered'], to: 'Hold' },
	unhold: { from: ['Hold'], to: 'Answered' },
	mute: { from: ['Answered'], to: 'Answered' },
	record: { from: ['Answered'], to: 'Answered' },
	sendToVoicemail: { from: ringing, to: 'VoiceMail' },
	ignore: { from: ringing, to: 'Disconnected' },
	agentGivesUp: { from: ringing, to: 'Disconnected', reason: 'NoAnswer' },
	otherAgentAnswers: { from: ringing, to: 'Disconnected', reason: 'AgentAnswered' },
	leaveQueue: { from: ringing, to: 'Disconnected', reason: 'CallRedirected' },
	forward: { from: ringing, to: 'Disconnected', reason: 'BlindTransfer' },
	reply: { from: ringing, to: 'Disconnected', reason: 'CallReplied' },
	transfer: { from: connected, to: 'Disconnected', reason: 'BlindTransfer' },
	transferToPark: { from: connected, to: 'Disconnected', reason: 'ParkLocation' },
	park: { from: ['Answered'], to: 'Disconnected', reason: 'CallPark' },
	becomeParked: { from: connected, to: 'Parked' },
	retrieve: { from: ['Parked'], to: 'Answered' },
	leavePark: { from: ['Parked'], to: 'Gone', reason: 'Pickup' },
	pickUp: { from: ['Setup'], to: 'Answered', reason: 'Pickup' },
	bridge: { from: connected, to: 'Gone', reason: 'AttendedTransfer' },
	flip: { from: ['Answered'], to: 'Disconnected', reason: 'CallFlip' },
	switchDevice: { from: ['Answered'], to: 'Disconnected', reason: 'CallSwitch' },
	leaveMenu: { from: ['Setup'], to: 'Disconnected' },
	listen: { from: ['Setup'], to: 'Answered', reason: 'Supervising' },
	// Only shows in the supervised session that a supervisor listens from another one.
	beSupervised: { from: ['Setup'], to: 'Gone', reason: 'Supervising' },
	// The party continues in the conference, as a participant that is Gone and has a peer.
	joinConference: { from: connected, to: 'Gone', reason: 'Conference' },
	participate: { from: ['Setup'], to: 'Gone' },
	leaveConference: { from: ['Setup', 'Gone'], to: 'Disconnected' },
	hangUp: {
		from: ['Setup', 'Proceeding', 'Answered', 'Hold', 'Parked', 'VoiceMail'],
		to: 'Disconnected',
	},
} as const satisfies Record<string, Transition>;

export type Trigger = keyof typeof transitions;

export const triggers = Object.keys(transitions).filter(
	(name): name is Trigger => name in transitions,
);

/** The status after the trigger; undefined when the table has no such transition. */
export function nextStatus(
	status: PartyStatus,
	trigger: Trigger,
): { code: PartyStatus; reason?: StatusReason } | undefined {
	const transition: Transition = transitions[trigger];
	if (!transition.from.includes(status)) return undefined;
	return {
		code: transition.to,
		reason: transition.reason,
	};
}

export function isOver(status: PartyStatus): boolean {
	return status === 'Disconnected' || status === 'Gone';
}
