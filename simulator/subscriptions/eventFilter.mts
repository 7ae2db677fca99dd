import { account, extensionById } from '../account.mts';
import { ApiError } from '../apiError.mts';
import type { Party } from '../calls/party.mts';
import { isShownAsMissed } from '../calls/views.mts';
import type { Options } from '../options.mts';
import { hasPresence } from '../presence.mts';

export interface TelephonyFilter {
	kind: 'telephony';
	/** The whole account when absent. */
	extensionId?: string;
	direction?: string;
	statusCode?: string;
	phoneNumber?: string;
	missedCall: boolean;
	withRecordings: boolean;
	sipData: boolean;
}

export interface PresenceFilter {
	kind: 'presence';
	extensionId?: string;
	detailedTelephonyState: boolean;
	sipData: boolean;
}

/** In seconds: the lead of the first renewal reminder before the end, and the interval after it. */
export interface ReminderFilter {
	kind: 'reminder';
	threshold: number;
	interval: number;
}

export type EventFilter = { uri: string } & (TelephonyFilter | PresenceFilter | ReminderFilter);

export const permissionFor: Record<EventFilter['kind'], string | undefined> = {
	telephony: 'CallControl',
	presence: 'ReadPresence',
	reminder: undefined,
};

const path =
	/^\/restapi\/v1\.0\/account\/(?<account>[^/]+)(?:\/extension\/(?<extension>[^/]+))?\/(?<resource>telephony\/sessions|presence)$/;
const reminderPath = /^\/restapi\/v1\.0\/subscription\/~$/;

const statusCodes = new Set([
	'setup',
	'proceeding',
	'answered',
	'disconnected',
	'gone',
	'parked',
	'hold',
	'voicemail',
	'faxreceive',
	'voicemailscreening',
]);

function invalidFilter(uri: string): ApiError {
	return new ApiError(400, 'SUB-508', `Event filter [${uri}] is invalid`, {
		parameterName: 'eventFilters',
		parameterValue: uri,
	});
}

/**
 * Parses an event filter; `~` becomes the ID that it stands for.
 * @throws ApiError 400 SUB-508, also for filters of RingCentral that the simulator lacks
 */
export function parseEventFilter(uri: string, ownerId: string): EventFilter {
	const [filterPath = '', query = ''] = uri.split(/\?(.*)/s);
	const parameters = readQuery(query);
	if (reminderPath.test(filterPath)) return parseReminder(uri, parameters);

	const parts = path.exec(filterPath)?.groups;
	if (!parts || (parts['account'] !== '~' && parts['account'] !== account.id)) {
		throw invalidFilter(uri);
	}
	const extensionId = parts['extension'] === '~' ? ownerId : parts['extension'];
	if (extensionId !== undefined && !extensionById(extensionId)) throw foreignExtension();

	const extensionPart = extensionId === undefined ? '' : `/extension/${extensionId}`;
	const expanded = {
		uri: `/restapi/v1.0/account/${account.id}${extensionPart}/${parts['resource'] ?? ''}${
			query === '' ? '' : `?${query}`
		}`,
		extensionId,
	};
	return parts['resource'] === 'presence'
		? { ...expanded, ...parsePresence(uri, parameters, extensionId) }
		: { ...expanded, ...parseTelephony(uri, parameters) };
}

function foreignExtension(): ApiError {
	return new ApiError(
		403,
		'SUB-406',
		'Subscription for the extension of another account is not allowed',
	);
}

/** A plus sign is not a space: RingCentral accepts an unencoded `phoneNumber=+1…`. */
function readQuery(query: string): Map<string, string> {
	return new Map(new URLSearchParams(query.replaceAll('+', '%2B')));
}

function parseReminder(uri: string, parameters: Map<string, string>): EventFilter {
	const threshold = Number(parameters.get('threshold'));
	const interval = Number(parameters.get('interval'));
	if (!(threshold > 0) || !(interval > 0) || interval > threshold / 2) throw invalidReminder();
	return { kind: 'reminder', uri, threshold, interval };
}

export function invalidReminder(): ApiError {
	return new ApiError(
		400,
		'SUB-516',
		'Reminder threshold must not exceed half of the lifetime, nor the interval half of the threshold',
		{ parameterName: 'eventFilters' },
	);
}

function parsePresence(
	uri: string,
	parameters: Map<string, string>,
	extensionId: string | undefined,
): PresenceFilter {
	rejectOthers(uri, parameters, ['detailedTelephonyState', 'sipData']);
	const extension = extensionId === undefined ? undefined : extensionById(extensionId);
	if (extension && !hasPresence(extension)) {
		throw new ApiError(403, 'SUB-402', 'Presence is not available for this extension type');
	}
	return {
		kind: 'presence',
		extensionId,
		detailedTelephonyState: readFlag(uri, parameters, 'detailedTelephonyState'),
		sipData: readFlag(uri, parameters, 'sipData'),
	};
}

/** https://developers.ringcentral.com/guide/notifications/event-filters/account-telephony-sessions */
function parseTelephony(uri: string, parameters: Map<string, string>): TelephonyFilter {
	const choices = ['direction', 'statusCode', 'phoneNumber'] as const;
	const flags = ['missedCall', 'withRecordings', 'sipData'] as const;
	rejectOthers(uri, parameters, [...choices, ...flags]);

	const [direction, statusCode, phoneNumber] = choices.map((name) => parameters.get(name));
	if (direction !== undefined && direction !== 'Inbound' && direction !== 'Outbound') {
		throw invalidFilter(uri);
	}
	if (statusCode !== undefined && !statusCodes.has(statusCode.toLowerCase())) {
		throw invalidFilter(uri);
	}
	return {
		kind: 'telephony',
		direction,
		statusCode,
		phoneNumber,
		missedCall: readFlag(uri, parameters, 'missedCall'),
		withRecordings: readFlag(uri, parameters, 'withRecordings'),
		sipData: readFlag(uri, parameters, 'sipData'),
	};
}

function rejectOthers(
	uri: string,
	parameters: Map<string, string>,
	known: readonly string[],
): void {
	if ([...parameters.keys()].some((name) => !known.includes(name))) throw invalidFilter(uri);
}

function readFlag(uri: string, parameters: Map<string, string>, name: string): boolean {
	const value = parameters.get(name) ?? 'false';
	if (value !== 'true' && value !== 'false') throw invalidFilter(uri);
	return value === 'true';
}

/** The members of a party that filters check. */
type FilteredParty = Pick<
	Party,
	'direction' | 'extensionId' | 'from' | 'missed' | 'recordings' | 'to'
> & { status: { code: string } };

interface ChangedParty {
	call: { parties: ReadonlyArray<Pick<Party, 'extensionId'>> };
	party: FilteredParty;
	options: Pick<Options, 'extensionEvents' | 'missedCall'>;
}

/** Whether an extension's filter includes this party; sources disagree on parties of the other end. */
function isOfExtension(extensionId: string, { call, party, options }: ChangedParty): boolean {
	if (party.extensionId === extensionId) return true;
	const hasLeg = call.parties.some((other) => other.extensionId === extensionId);
	return options.extensionEvents === 'allLegs' && hasLeg;
}

/**
 * Whether a changed party matches the filter.
 *
 * Assumption STATUS-FILTER: a status matches in each of its spellings on the wire.
 */
export function matchesParty(filter: TelephonyFilter, changed: ChangedParty): boolean {
	const { extensionId, direction, statusCode, phoneNumber } = filter;
	const { party, options } = changed;
	if (extensionId !== undefined && !isOfExtension(extensionId, changed)) return false;
	if (direction !== undefined && party.direction !== direction) return false;
	if (statusCode !== undefined && party.status.code.toLowerCase() !== statusCode.toLowerCase()) {
		return false;
	}
	if (
		phoneNumber !== undefined &&
		party.from.phoneNumber !== phoneNumber &&
		party.to.phoneNumber !== phoneNumber
	) {
		return false;
	}
	if (filter.missedCall && !isShownAsMissed(party, options)) return false;
	return !filter.withRecordings || party.recordings.length > 0;
}
