import { statusCodeOf, type StatusCode } from '../events/statusCode';

/** Operations of the resource Party whose success depends on the state of the party. */
export type PartyOperationName =
	| 'Answer'
	| 'Bridge'
	| 'Flip'
	| 'Forward'
	| 'Hold'
	| 'Ignore'
	| 'Mute'
	| 'Park'
	| 'Pause Recording'
	| 'Pick Up'
	| 'Reject'
	| 'Remove'
	| 'Reply'
	| 'Resume Recording'
	| 'Ring'
	| 'Route'
	| 'Send to Voicemail'
	| 'Start Recording'
	| 'Supervise'
	| 'Transfer'
	| 'Unhold'
	| 'Unmute';

/** The state of a party in words, and the operations that are possible in it. */
export interface PartyState {
	/** Completes "The party ...". */
	phrase: string;
	operations: readonly PartyOperationName[];
}

/** The fields of a party that determine its state. */
interface StatefulParty {
	/** RingCentral's status code, in any spelling. */
	status?: string;
	legDirection?: string;
	queueCall?: boolean;
}

const ringing: PartyState = {
	phrase: 'is ringing',
	operations: ['Answer', 'Forward', 'Reject', 'Reply', 'Ring', 'Route', 'Send to Voicemail'],
};

/** A call queue goes on to its next agent when one of them ignores the call. */
const ringingForQueue: PartyState = {
	phrase: 'is ringing',
	operations: ['Answer', 'Forward', 'Ignore', 'Reply', 'Ring', 'Route', 'Send to Voicemail'],
};

const left: PartyState = { phrase: 'has left the call', operations: [] };

const atVoicemail: PartyState = { phrase: 'is at voicemail', operations: [] };

/**
 * https://developers.ringcentral.com/guide/voice/call-control/basics
 *
 * Assumption RECORD-ON-HOLD: recording is possible while the party is on hold; RingCentral says
 * "connected".
 */
const STATES: Readonly<Partial<Record<StatusCode, PartyState>>> = {
	Setup: ringing,
	Proceeding: ringing,
	Answered: {
		phrase: 'is connected',
		operations: [
			'Bridge',
			'Flip',
			'Hold',
			'Mute',
			'Park',
			'Pause Recording',
			'Remove',
			'Resume Recording',
			'Route',
			'Send to Voicemail',
			'Start Recording',
			'Supervise',
			'Transfer',
			'Unmute',
		],
	},
	Hold: {
		phrase: 'is on hold',
		operations: [
			'Bridge',
			'Pause Recording',
			'Remove',
			'Resume Recording',
			'Route',
			'Send to Voicemail',
			'Start Recording',
			'Supervise',
			'Transfer',
			'Unhold',
		],
	},
	Parked: { phrase: 'is parked', operations: ['Pick Up', 'Remove'] },
	VoiceMail: atVoicemail,
	VoiceMailScreening: atVoicemail,
	FaxReceive: { phrase: 'is receiving a fax', operations: [] },
	Disconnected: left,
	Gone: left,
};

/** An outbound party that is not answered yet waits for the other side; only that side can act. */
const calling: PartyState = { phrase: 'is calling the other side', operations: [] };

/** The state of a party; undefined for an unknown status code. */
export function partyState(party: StatefulParty | undefined): PartyState | undefined {
	const code = statusCodeOf(party?.status ?? '');
	const state = code && STATES[code];
	if (state !== ringing) return state;
	if (party?.legDirection === 'Outbound') return calling;
	return party?.queueCall === true ? ringingForQueue : ringing;
}
