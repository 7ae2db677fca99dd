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

export const rateLimitGroups = ['Light', 'Medium', 'Heavy', 'Auth'] as const;
export type RateLimitGroup = (typeof rateLimitGroups)[number];

export interface Options {
	/** Nobody can sign in. */
	rejectLogin: boolean;
	/** What RingCentral has granted to the application. */
	permissions: readonly string[];
	/** Requests in 60 seconds. */
	rateLimits: Record<RateLimitGroup, number>;
	enforceRateLimits: boolean;
	/** The gap between two steps that the platform takes by itself in a call. */
	stepMilliseconds: number;
	voicemailSpelling: 'Voicemail' | 'VoiceMail';
	/** Event filters, as RingCentral stores them, that a new subscription quietly goes without. */
	disabledFilters: ReadonlyArray<{ filter: string; reason: string }>;
}

export function defaultOptions(): Options {
	return {
		rejectLogin: false,
		permissions: application.permissions,
		// https://developers.ringcentral.com/guide/basics/rate-limits
		rateLimits: { Light: 50, Medium: 40, Heavy: 10, Auth: 5 },
		enforceRateLimits: true,
		stepMilliseconds: 20,
		// Assumption: the specification writes `VoiceMail`, but RingCentral's own client and its
		// demonstrations, which run on live events, compare with `Voicemail`.
		voicemailSpelling: 'Voicemail',
		disabledFilters: [],
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

function readSpelling(body: JsonObject): Options['voicemailSpelling'] {
	const value = body['voicemailSpelling'];
	if (value !== 'Voicemail' && value !== 'VoiceMail') throw invalidParameter('voicemailSpelling');
	return value;
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
	voicemailSpelling: readSpelling,
	disabledFilters: (body) => readDisabledFilters(body['disabledFilters']),
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
		disabledFilters: choose('disabledFilters'),
	};
}
