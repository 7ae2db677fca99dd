import type { AssumptionId } from './assumptions.mts';
import { isVoicemail, type LegEvent } from './callEvents.mts';
import { decided, notSeen, type Finding } from './finding.mts';
import { inShort, type Answer, type ApiRequest } from './platformClient.mts';
import { EXTENSION } from './reading.mts';
import type { SceneName } from './scenes.mts';
import type { Target } from './target.mts';
import { fieldsOf, isFields, listOf, textOf } from './values.mts';

/** A command, its effect on the call, and its verdict on an assumption. */
export interface CommandStep {
	name: string;
	/** In plain words, for the person's consent. */
	effect: string;
	/** Undefined where the account lacks a requirement of the command. */
	request(target: Target): ApiRequest | undefined;
	/** Takes values from the answer for the following steps. */
	keep?(answer: Answer): Partial<Target>;
	judge?(seen: SeenAnswer): Array<[AssumptionId, Finding]>;
	/** Instruction to the person after the command. */
	then?: string;
	/** After an accepted command, the end of the own leg is judged by this scene. */
	scene?: SceneName;
}

export interface SeenAnswer {
	answer: Answer;
	target: Target;
	/** All leg events so far, including those after the command. */
	legs: readonly LegEvent[];
}

/** A call that the person makes, and the commands to it, in this order. */
export interface CommandCall {
	name: 'ringing' | 'answered' | 'parked' | 'none';
	/** Instruction to the person; undefined for commands without a call. */
	request?: string;
	steps: readonly CommandStep[];
}

const TELEPHONY = '/restapi/v1.0/account/~/telephony';

/** Longer than any ID of RingCentral's, so no extension has it. */
const UNKNOWN_EXTENSION = '999999999999999';

function sessionPath(sessionId: string): string {
	return `${TELEPHONY}/sessions/${encodeURIComponent(sessionId)}`;
}

function partyPath({ sessionId }: Target, partyId: string): string {
	return `${sessionPath(sessionId)}/parties/${encodeURIComponent(partyId)}`;
}

function own(target: Target, verb: string, body?: unknown): ApiRequest {
	return { method: 'POST', path: `${partyPath(target, target.ownPartyId)}/${verb}`, body };
}

/** Whether RingCentral carried out the command. */
export function isAccepted({ status }: Answer): boolean {
	return status >= 200 && status < 300;
}

/** A failure that has no bearing on the assumption, e.g. a missing permission. */
function isInconclusive({ status, errorCode = '' }: Answer): boolean {
	return status === 0 || status === 401 || status >= 500 || /^CMN-4/.test(errorCode);
}

function judged(id: AssumptionId, answer: Answer, holds: boolean): [AssumptionId, Finding] {
	return [id, decided(isInconclusive(answer) ? undefined : holds, inShort(answer))];
}

const forwardToUnknown: CommandStep = {
	name: 'Forward to an extension that does not exist',
	effect: 'RingCentral should refuse it, and the call rings on.',
	request: (target) => own(target, 'forward', { extensionId: UNKNOWN_EXTENSION }),
	judge: ({ answer }) => [judged('UNKNOWN-EXTENSION', answer, answer.status === 400)],
};

const answerOffline: CommandStep = {
	name: 'Answer on a phone that is offline',
	effect: 'RingCentral should refuse it, and the call rings on.',
	request: (target) =>
		target.offlineDeviceId === undefined
			? undefined
			: own(target, 'answer', { deviceId: target.offlineDeviceId }),
	judge: ({ answer }) => [
		judged('DEVICE-OFFLINE', answer, answer.status === 400 && answer.errorCode === 'CMN-101'),
	],
};

const forwardToVoicemail: CommandStep = {
	name: 'Forward to your voicemail',
	effect: 'The phone stops ringing, and the caller hears your voicemail.',
	request: (target) => own(target, 'forward', { voicemail: target.extensionId }),
	judge: ({ answer, target, legs }) => {
		const reached = legs.filter(
			(leg) =>
				isVoicemail(leg) &&
				leg.telephonySessionId === target.sessionId &&
				leg.extensionId === target.extensionId,
		);
		const isSame = reached.some(({ partyId }) => partyId === target.ownPartyId);
		return [
			[
				'OWN-VOICEMAIL',
				decided(
					reached.length === 0 ? undefined : isSame,
					reached.length === 0
						? `${inShort(answer)}, and no event of voicemail`
						: `Voicemail was ${isSame ? 'the same party' : 'another party'}`,
				),
			],
		];
	},
};

const forwardToPhone: CommandStep = {
	name: 'Forward to your second phone',
	scene: 'commandForward',
	effect: 'The call rings at the second phone whose number you have given.',
	request: (target) =>
		target.mobile === undefined
			? undefined
			: own(target, 'forward', { phoneNumber: target.mobile }),
};

const hold: CommandStep = {
	name: 'Hold',
	effect: 'The caller is put on hold.',
	request: (target) => own(target, 'hold', {}),
};

const recordOnHold: CommandStep = {
	name: 'Start Recording while on hold',
	effect: 'The call is recorded, if RingCentral allows it now.',
	request: (target) => own(target, 'recordings'),
	judge: ({ answer }) => [judged('RECORD-ON-HOLD', answer, isAccepted(answer))],
	keep: recordingIn,
};

const unhold: CommandStep = {
	name: 'Unhold',
	effect: 'You talk to the caller again.',
	request: (target) => own(target, 'unhold'),
};

const holdOther: CommandStep = {
	name: "Hold the caller's side",
	effect: 'RingCentral should refuse it. If it does not, you are on hold: hang up then.',
	request: (target) =>
		target.otherPartyId === undefined
			? undefined
			: { method: 'POST', path: `${partyPath(target, target.otherPartyId)}/hold`, body: {} },
	judge: ({ answer }) => [judged('FOREIGN-LEG', answer, answer.status === 409)],
};

function muting(name: string, muted: boolean): CommandStep {
	return {
		name,
		effect: muted ? 'The caller does not hear you.' : 'The caller hears you again.',
		request: (target) => ({
			method: 'PATCH',
			path: partyPath(target, target.ownPartyId),
			body: { muted },
		}),
		...(muted && {
			judge: ({ answer, target, legs }: SeenAnswer) => {
				const isMuted = legs.some(
					({ partyId, party }) => partyId === target.ownPartyId && party['muted'] === true,
				);
				return [judged('MUTE-BODY', answer, isAccepted(answer) && isMuted)];
			},
		}),
	};
}

const startRecording: CommandStep = {
	name: 'Start Recording',
	effect: 'The call is recorded.',
	request: (target) => (target.recordingId === undefined ? own(target, 'recordings') : undefined),
	keep: recordingIn,
};

const startSecondRecording: CommandStep = {
	name: 'Start Recording again',
	effect: 'The call is recorded twice, if RingCentral allows it.',
	request: (target) => (target.recordingId === undefined ? undefined : own(target, 'recordings')),
	judge: ({ answer }) => [judged('SECOND-RECORDING', answer, !isAccepted(answer))],
};

const getRecording: CommandStep = {
	name: 'Get the recording of the call that goes on',
	effect: 'Nothing: it is only asked for.',
	request: ({ recordingId }) =>
		recordingId === undefined
			? undefined
			: {
					method: 'GET',
					path: `/restapi/v1.0/account/~/recording/${encodeURIComponent(recordingId)}`,
				},
	judge: ({ answer }) => [
		[
			'RECORDING-ID',
			decided(
				isInconclusive(answer) ? undefined : answer.status === 404,
				`While the call went on: ${inShort(answer)}; that it keeps its ID was not looked at`,
			),
		],
	],
};

function recordingIn(answer: Answer): Partial<Target> {
	const id = textOf(fieldsOf(answer.body)['id']);
	return isAccepted(answer) && id !== undefined ? { recordingId: id } : {};
}

const superviseIdle: CommandStep = {
	name: 'Supervise a colleague who is not on this call',
	effect: 'RingCentral should refuse it, since the colleague is not on the call.',
	request: ({ sessionId, onlineDeviceId, extensionId, extensionNumbers }) => {
		const colleague = [...extensionNumbers.keys()].find((id) => id !== extensionId);
		if (onlineDeviceId === undefined || colleague === undefined) return undefined;
		return {
			method: 'POST',
			path: `${sessionPath(sessionId)}/supervise`,
			body: {
				mode: 'Listen',
				supervisorDeviceId: onlineDeviceId,
				agentExtensionId: colleague,
			},
		};
	},
	judge: ({ answer }) => {
		const isState = /^TAS-/.test(answer.errorCode ?? '');
		const evidence = `Supervise: ${inShort(answer)}`;
		return [
			['SUPERVISION-REFUSAL', decided(isState ? answer.status === 403 : undefined, evidence)],
			[
				'FORBIDDEN-STATE',
				decided(
					isState ? answer.status === 403 && answer.errorCode === 'TAS-101' : undefined,
					evidence,
				),
			],
		];
	},
};

const startConference: CommandStep = {
	name: 'Start Conference',
	effect: 'A conference that nobody joins; it is gone after 38 seconds.',
	request: () => ({ method: 'POST', path: `${TELEPHONY}/conference`, body: {} }),
	keep: (answer) => {
		const id = textOf(fieldsOf(fieldsOf(answer.body)['session'])['id']);
		return id === undefined ? {} : { conferenceId: id };
	},
};

const bringIn: CommandStep = {
	name: 'Bring the call into that conference',
	effect: 'RingCentral should refuse it, since nobody hosts the conference.',
	request: ({ conferenceId, sessionId, ownPartyId }) =>
		conferenceId === undefined
			? undefined
			: {
					method: 'POST',
					path: `${sessionPath(conferenceId)}/parties/bring-in`,
					body: { sessionId, partyId: ownPartyId },
				},
	judge: ({ answer }) => [
		judged('CONFERENCE-REFUSALS', answer, answer.status === 403 && answer.errorCode === 'TAS-106'),
	],
};

const flip: CommandStep = {
	name: 'Flip',
	effect: 'The first of your flip numbers rings. Do not answer there.',
	request: (target) =>
		target.flipNumber === undefined
			? undefined
			: own(target, 'flip', { callFlipId: target.flipNumber }),
	judge: ({ answer }) => [judged('FLIP-ID', answer, isAccepted(answer))],
};

const park: CommandStep = {
	name: 'Park',
	scene: 'commandPark',
	effect: 'The call is parked. Hang up on the mobile afterwards.',
	request: (target) => own(target, 'park'),
	judge: ({ answer }) => {
		const { status } = fieldsOf(answer.body);
		const number = textOf(fieldsOf(status)['parkData']);
		return [
			[
				'PARK-ANSWER',
				decided(
					isAccepted(answer) ? number !== undefined : undefined,
					`${inShort(answer)}, ${number === undefined ? 'without' : 'with'} status.parkData`,
				),
			],
		];
	},
};

const transferToLocation: CommandStep = {
	name: 'Transfer to a park location',
	scene: 'commandParkLocation',
	effect: 'The call waits in the first park location of your account.',
	request: (target) =>
		target.parkLocationId === undefined
			? undefined
			: own(target, 'transfer', { parkOrbit: target.parkLocationId }),
};

const pickUp: CommandStep = {
	name: 'Pick Up',
	effect: 'Your desk phone or app takes the call out of the park location.',
	request: (target) =>
		target.parkLocationId === undefined ||
		target.otherPartyId === undefined ||
		target.onlineDeviceId === undefined
			? undefined
			: {
					method: 'POST',
					path: `${partyPath(target, target.otherPartyId)}/pickup`,
					body: { deviceId: target.onlineDeviceId },
				},
	judge: ({ answer, target, legs }) => {
		const id = textOf(fieldsOf(answer.body)['id']);
		const partyEvent = legs.find(({ partyId }) => partyId === id);
		return [
			[
				'PICKUP-COMMAND',
				decided(
					isAccepted(answer) && partyEvent !== undefined
						? partyEvent.telephonySessionId === target.sessionId
						: undefined,
					partyEvent === undefined
						? `${inShort(answer)}, and no event of the party`
						: `The party was in ${partyEvent.telephonySessionId === target.sessionId ? 'the session of the parked one' : 'another session'}`,
				),
			],
		];
	},
};

const ringOut: CommandStep = {
	name: 'RingOut',
	effect: 'Your own number rings. Let it ring; the next command cancels it.',
	request: ({ directNumber, mobile }) =>
		directNumber === undefined || mobile === undefined
			? undefined
			: {
					method: 'POST',
					path: `${EXTENSION}/ring-out`,
					body: { from: { phoneNumber: directNumber }, to: { phoneNumber: mobile } },
				},
	keep: (answer) => {
		const id = textOf(fieldsOf(answer.body)['id']);
		return id === undefined ? {} : { ringOutId: id };
	},
};

function onRingOut(method: 'DELETE' | 'GET') {
	return ({ ringOutId }: Target): ApiRequest | undefined =>
		ringOutId === undefined
			? undefined
			: { method, path: `${EXTENSION}/ring-out/${encodeURIComponent(ringOutId)}` };
}

const cancelRingOut: CommandStep = {
	name: 'Cancel the RingOut',
	effect: 'Your phone stops ringing.',
	request: onRingOut('DELETE'),
};

const getRingOut: CommandStep = {
	name: 'Get the RingOut that was cancelled',
	effect: 'Nothing: it is only asked for.',
	request: onRingOut('GET'),
	judge: ({ answer }) => [judged('RINGOUT-FORGOTTEN', answer, answer.status === 404)],
};

const makeCall: CommandStep = {
	name: 'Make Call',
	effect: 'Your desk phone rings and, once you answer it, your second phone.',
	request: ({ onlineDeviceId, mobile }) =>
		onlineDeviceId === undefined || mobile === undefined
			? undefined
			: {
					method: 'POST',
					path: `${TELEPHONY}/call-out`,
					body: { from: { deviceId: onlineDeviceId }, to: { phoneNumber: mobile } },
				},
	then: 'Answer the desk phone, then the second phone, and hang up. Go on here.',
};

/** The calls that the person is asked for, with their commands, and commands without a call. */
export const COMMAND_CALLS: readonly CommandCall[] = [
	{
		name: 'ringing',
		request:
			'Call your own number from a mobile and do not answer. Go on here as soon as it rings.',
		steps: [forwardToUnknown, answerOffline, forwardToVoicemail],
	},
	{
		name: 'ringing',
		request:
			'Call your own number from a mobile once more and do not answer. Go on here as soon as it rings.',
		steps: [forwardToPhone],
	},
	{
		name: 'answered',
		request:
			'Call your own number from a mobile and answer on your desk phone or in the RingCentral app. Go on here when you are connected.',
		steps: [
			hold,
			recordOnHold,
			unhold,
			holdOther,
			muting('Mute', true),
			muting('Unmute', false),
			startRecording,
			startSecondRecording,
			getRecording,
			superviseIdle,
			startConference,
			bringIn,
			park,
		],
	},
	{
		name: 'answered',
		request:
			'Call your own number from a mobile and answer again. Go on here when you are connected.',
		steps: [flip],
	},
	{
		name: 'answered',
		request:
			'Call your own number from a mobile and answer again. Go on here when you are connected.',
		steps: [transferToLocation, pickUp],
	},
	{ name: 'none', steps: [ringOut, cancelRingOut, getRingOut, makeCall] },
];

/** Whether an update of presence kept the members that it did not name. */
export function presenceFinding(before: unknown, answer: Answer, after: unknown): Finding {
	const kept = [
		'dndStatus',
		'message',
		'allowSeeMyPresence',
		'ringOnMonitoredCall',
		'pickUpCallsOnHold',
	];
	const [earlier, later] = [fieldsOf(before), fieldsOf(after)];
	const changed = kept.filter((name) => earlier[name] !== later[name]);
	if (!isAccepted(answer)) return notSeen(`The update was refused: ${inShort(answer)}`);
	return decided(
		changed.length === 0,
		changed.length === 0
			? 'Repeating userStatus left the other members as they were'
			: `Repeating userStatus changed ${changed.join(', ')}`,
	);
}

/** The names of the members of an answer and of its status, in alphabetical order. */
export function membersOf(body: unknown): string[] {
	if (!isFields(body)) return [];
	const status = isFields(body['status']) ? Object.keys(body['status']) : [];
	const names = [...Object.keys(body), ...status.map((name) => `status.${name}`)];
	return names.filter((name) => /^[A-Za-z][A-Za-z.]{0,50}$/.test(name)).sort();
}

/** The differences of two answers, in words. */
export function differencesOf(platform: Answer, simulator: Answer): string {
	const [theirs, ours] = [membersOf(platform.body), membersOf(simulator.body)];
	const differences = [
		...(platform.status === simulator.status ? [] : ['another status']),
		...listed(
			'only RingCentral has',
			theirs.filter((name) => !ours.includes(name)),
		),
		...listed(
			'only the simulator has',
			ours.filter((name) => !theirs.includes(name)),
		),
	];
	return differences.join('; ') || 'none';
}

function listed(words: string, names: readonly string[]): string[] {
	return names.length === 0 ? [] : [`${words} ${listOf(names).join(', ')}`];
}
