import { application } from './account.mts';
import { invalidParameter } from './apiError.mts';
import {
	type JsonObject,
	isJsonObject,
	readBoolean,
	readNumber,
	readObject,
	readString,
	readStrings,
} from './requestBody.mts';
import type { DisturbanceOptions } from './webSocket/eventDisturbance.mts';

export const rateLimitGroups = ['Light', 'Medium', 'Heavy', 'Auth'] as const;
export type RateLimitGroup = (typeof rateLimitGroups)[number];

const voicemailSpellings = ['Voicemail', 'VoiceMail'] as const;
const ringOutForms = ['oneSession', 'twoSessions'] as const;
const pickUpForms = ['ownSession', 'parkedSession'] as const;
const supervisionForms = ['ownSession', 'supervisedSession'] as const;
const extensionEventsChoices = ['ownLegs', 'allLegs'] as const;
const recoveryByChoices = ['sameSignIn', 'sameUser'] as const;
const missedCallChoices = ['never', 'missedLeg'] as const;

export interface Options extends DisturbanceOptions {
	/** All sign-ins are refused. */
	rejectLogin: boolean;
	/** The permissions that RingCentral has granted to the application. */
	permissions: readonly string[];
	/** Requests in 60 seconds. */
	rateLimits: Record<RateLimitGroup, number>;
	enforceRateLimits: boolean;
	/** The gap between two steps that the platform takes by itself in a call. */
	stepMilliseconds: number;
	voicemailSpelling: (typeof voicemailSpellings)[number];
	/** Whether both phones of a RingOut share one session, or each has a session of its own. */
	ringOutForm: (typeof ringOutForms)[number];
	/**
	 * How a parked call is picked up by dialling: in a session of the dialling user, which the parked
	 * party moves to, or with a new leg in the parked party's session.
	 */
	pickUpForm: (typeof pickUpForms)[number];
	/** Whether a supervisor has a session of their own, or a leg in the supervised one. */
	supervisionForm: (typeof supervisionForms)[number];
	/** The legs of an extension's calls that its event filter lets through. */
	extensionEvents: (typeof extensionEventsChoices)[number];
	/** Whether the event of a leg that rang and was not answered has `missedCall`. */
	missedCall: (typeof missedCallChoices)[number];
	/** Event filters, as RingCentral stores them, that are silently disabled in a new subscription. */
	disabledFilters: ReadonlyArray<{ filter: string; reason: string }>;
	/** WebSockets cannot be opened: the platform answers 503. */
	refuseSockets: boolean;
	/** Lost WebSocket sessions cannot be recovered. */
	refuseRecovery: boolean;
	/** Whether only a client of the same OAuth session may recover one, or any client of the same user. */
	recoveryBy: (typeof recoveryByChoices)[number];
	answersHeartbeats: boolean;
	/** The lifetime of a token that opens a WebSocket. */
	webSocketTokenSeconds: number;
	/** Real seconds between two ping frames, and until each must be answered. */
	pingSeconds: number;
	pongSeconds: number;
}

export function defaultOptions(): Options {
	return {
		rejectLogin: false,
		permissions: application.permissions,
		// https://developers.ringcentral.com/guide/basics/rate-limits
		rateLimits: { Light: 50, Medium: 40, Heavy: 10, Auth: 5 },
		enforceRateLimits: true,
		stepMilliseconds: 20,
		// Assumption VOICEMAIL-SPELLING: the specification writes `VoiceMail`, but RingCentral's own
		// client and its demonstrations with live events compare with `Voicemail`.
		voicemailSpelling: 'Voicemail',
		// https://developers.ringcentral.com/guide/voice/call-control: its table of statuses shows both
		// legs of a RingOut in one session. RingCentral's own client copes with two as well.
		ringOutForm: 'oneSession',
		// In the same guide, Gone with a peer stands for picking up from an orbit, and for supervising.
		pickUpForm: 'ownSession',
		supervisionForm: 'ownSession',
		// Assumption EXTENSION-EVENTS: according to RingCentral's guide, other parties are not delivered;
		// a demonstration with live events receives some of them.
		extensionEvents: 'ownLegs',
		// Assumption MISSED-CALL: false in every public event, although it is in the specification.
		missedCall: 'never',
		disabledFilters: [],
		refuseSockets: false,
		refuseRecovery: false,
		// Measured on the live platform: https://github.com/tylerlong/rc-ws-recover-test
		recoveryBy: 'sameSignIn',
		answersHeartbeats: true,
		webSocketTokenSeconds: 30,
		pingSeconds: 30,
		// https://developers.ringcentral.com/guide/notifications/websockets/heart-beats
		pongSeconds: 10,
		shuffleEvents: 0,
		duplicateEvents: 0,
		dropEvents: 0,
		seed: 1,
	};
}

function readRateLimits(value: unknown, current: Options['rateLimits']): Options['rateLimits'] {
	const changes = readObject(value, 'rateLimits');
	const limits = { ...current };
	for (const group of rateLimitGroups) {
		if (changes[group] !== undefined) limits[group] = readNumber(changes, group);
	}
	return limits;
}

function readDisabledFilters(value: unknown): Options['disabledFilters'] {
	if (!Array.isArray(value)) throw invalidParameter('disabledFilters');
	return value.map((entry: unknown) => {
		if (!isJsonObject(entry)) throw invalidParameter('disabledFilters');
		return { filter: readString(entry, 'filter'), reason: readString(entry, 'reason') };
	});
}

function readShare(body: JsonObject, name: string): number {
	const share = readNumber(body, name);
	if (share < 0 || share > 1) throw invalidParameter(name, String(share));
	return share;
}

function readChoice<Choice extends string>(
	body: JsonObject,
	name: string,
	choices: readonly Choice[],
): Choice {
	const choice = choices.find((candidate) => candidate === body[name]);
	if (choice === undefined) throw invalidParameter(name, body[name]);
	return choice;
}

type OptionReaders = {
	[Name in keyof Options]: (body: JsonObject, current: Options) => Options[Name];
};

const readers: OptionReaders = {
	rejectLogin: (body) => readBoolean(body, 'rejectLogin'),
	permissions: (body) => readStrings(body, 'permissions'),
	rateLimits: (body, current) => readRateLimits(body['rateLimits'], current.rateLimits),
	enforceRateLimits: (body) => readBoolean(body, 'enforceRateLimits'),
	stepMilliseconds: (body) => readNumber(body, 'stepMilliseconds'),
	voicemailSpelling: (body) => readChoice(body, 'voicemailSpelling', voicemailSpellings),
	ringOutForm: (body) => readChoice(body, 'ringOutForm', ringOutForms),
	pickUpForm: (body) => readChoice(body, 'pickUpForm', pickUpForms),
	supervisionForm: (body) => readChoice(body, 'supervisionForm', supervisionForms),
	extensionEvents: (body) => readChoice(body, 'extensionEvents', extensionEventsChoices),
	missedCall: (body) => readChoice(body, 'missedCall', missedCallChoices),
	disabledFilters: (body) => readDisabledFilters(body['disabledFilters']),
	refuseSockets: (body) => readBoolean(body, 'refuseSockets'),
	refuseRecovery: (body) => readBoolean(body, 'refuseRecovery'),
	recoveryBy: (body) => readChoice(body, 'recoveryBy', recoveryByChoices),
	answersHeartbeats: (body) => readBoolean(body, 'answersHeartbeats'),
	webSocketTokenSeconds: (body) => readNumber(body, 'webSocketTokenSeconds'),
	pingSeconds: (body) => readNumber(body, 'pingSeconds'),
	pongSeconds: (body) => readNumber(body, 'pongSeconds'),
	shuffleEvents: (body) => readNumber(body, 'shuffleEvents'),
	duplicateEvents: (body) => readShare(body, 'duplicateEvents'),
	dropEvents: (body) => readShare(body, 'dropEvents'),
	seed: (body) => readNumber(body, 'seed'),
};

/** The options with the changes of a PATCH body; an unknown name is refused. */
export function changeOptions(current: Options, body: JsonObject): Options {
	const unknownName = Object.keys(body).find((name) => !(name in readers));
	if (unknownName !== undefined) throw invalidParameter(unknownName);

	const choose = <Name extends keyof Options>(name: Name): Options[Name] =>
		body[name] === undefined ? current[name] : readers[name](body, current);
	return {
		rejectLogin: choose('rejectLogin'),
		permissions: choose('permissions'),
		rateLimits: choose('rateLimits'),
		enforceRateLimits: choose('enforceRateLimits'),
		stepMilliseconds: choose('stepMilliseconds'),
		voicemailSpelling: choose('voicemailSpelling'),
		ringOutForm: choose('ringOutForm'),
		pickUpForm: choose('pickUpForm'),
		supervisionForm: choose('supervisionForm'),
		extensionEvents: choose('extensionEvents'),
		missedCall: choose('missedCall'),
		disabledFilters: choose('disabledFilters'),
		refuseSockets: choose('refuseSockets'),
		refuseRecovery: choose('refuseRecovery'),
		recoveryBy: choose('recoveryBy'),
		answersHeartbeats: choose('answersHeartbeats'),
		webSocketTokenSeconds: choose('webSocketTokenSeconds'),
		pingSeconds: choose('pingSeconds'),
		pongSeconds: choose('pongSeconds'),
		shuffleEvents: choose('shuffleEvents'),
		duplicateEvents: choose('duplicateEvents'),
		dropEvents: choose('dropEvents'),
		seed: choose('seed'),
	};
}
