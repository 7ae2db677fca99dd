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
	| 'Route'
	| 'Start Recording'
	| 'Supervise'
	| 'Transfer'
	| 'Unhold'
	| 'Unmute';

/** The state of a party, as a person would say it, and what can be done with the party then. */
export interface PartyState {
	/** Completes "The party ...". */
	phrase: string;
	operations: readonly PartyOperationName[];
}

const ringing: PartyState = {
	phrase: 'is ringing',
	operations: ['Answer', 'Forward', 'Ignore', 'Reject', 'Reply', 'Route'],
};

const left: PartyState = { phrase: 'has left the call', operations: [] };

const atVoicemail: PartyState = { phrase: 'is at voicemail', operations: [] };

/**
 * By status code, in lower case and without the words' spelling quirks.
 * https://developers.ringcentral.com/guide/voice/call-control/basics
 *
 * Assumption: recording is possible while the party is on hold; RingCentral says "connected".
 */
const STATES = new Map<string, PartyState>([
	['setup', ringing],
	['proceeding', ringing],
	[
		'answered',
		{
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
				'Start Recording',
				'Supervise',
				'Transfer',
				'Unmute',
			],
		},
	],
	[
		'hold',
		{
			phrase: 'is on hold',
			operations: [
				'Bridge',
				'Pause Recording',
				'Remove',
				'Resume Recording',
				'Route',
				'Start Recording',
				'Supervise',
				'Transfer',
				'Unhold',
			],
		},
	],
	['parked', { phrase: 'is parked', operations: ['Pick Up', 'Remove'] }],
	// The documentation writes "VoiceMail", live events say "Voicemail", the guide "VMScreening".
	['voicemail', atVoicemail],
	['voicemailscreening', atVoicemail],
	['vmscreening', atVoicemail],
	['faxreceive', { phrase: 'is receiving a fax', operations: [] }],
	['disconnected', left],
	['gone', left],
]);

/** An outbound party that is not answered yet waits for the other side; only that side can act. */
const calling: PartyState = { phrase: 'is calling somebody', operations: [] };

/** The state behind RingCentral's status code; undefined for a code that nobody has seen yet. */
export function partyState(
	code: string | undefined,
	legDirection: string | undefined,
): PartyState | undefined {
	const state = STATES.get(code?.toLowerCase() ?? '');
	return state === ringing && legDirection === 'Outbound' ? calling : state;
}
