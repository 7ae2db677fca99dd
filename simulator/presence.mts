import { type Extension, account } from './account.mts';
import type { Call } from './calls/call.mts';
import { type Party, parkLocationOf } from './calls/party.mts';
import type { PartyStatus } from './calls/transitions.mts';
import { sipTags } from './calls/views.mts';
import type { ActiveCallInfo, PresenceInfoRequest, PresenceInfoResponse } from './contract.mts';

type TelephonyStatus = NonNullable<ActiveCallInfo['telephonyStatus']>;

export interface PresenceDetail {
	detailedTelephonyState: boolean;
	sipData: boolean;
}

const telephonyStatusOf: Record<PartyStatus, TelephonyStatus> = {
	Setup: 'Ringing',
	Proceeding: 'Ringing',
	Answered: 'CallConnected',
	Hold: 'OnHold',
	Parked: 'ParkedCall',
	VoiceMail: 'NoCall',
	Disconnected: 'NoCall',
	Gone: 'NoCall',
};

/** The telephony status of a party in its owner's presence. */
export function telephonyStatus(party: Party): TelephonyStatus {
	return telephonyStatusOf[party.status.code];
}

/** The status of a party in the presence of an extension: its owner, or the location it is parked at. */
function statusFor(extension: Extension, party: Party): TelephonyStatus | undefined {
	if (extension.type !== 'ParkLocation') {
		return party.extensionId === extension.id ? telephonyStatus(party) : undefined;
	}
	return parkLocationOf(party) === extension.id ? 'ParkedCall' : undefined;
}

/** RingCentral's limit of listed calls. */
const maxActiveCalls = 7;

function sipUri(number: string | undefined): string {
	return `sip:${encodeURIComponent(number ?? 'anonymous')}@sip.ringcentral.com:5060`;
}

function activeCall(
	call: Call,
	party: Party,
	status: TelephonyStatus,
	detail: PresenceDetail,
): ActiveCallInfo {
	const { from, to } = party;
	const inbound = party.direction === 'Inbound';
	return {
		id: party.id.replace(/^p-/, ''),
		direction: party.direction,
		from: from.phoneNumber,
		fromName: from.name,
		to: to.phoneNumber,
		toName: to.name,
		telephonyStatus: status,
		...(party.queue && { queueCall: true }),
		...(detail.sipData && {
			sipData: {
				...sipTags(party),
				remoteUri: sipUri((inbound ? from : to).phoneNumber),
				localUri: sipUri((inbound ? to : from).phoneNumber),
			},
		}),
		sessionId: call.identity.sessionId,
		startTime: new Date(call.identity.startedAt).toISOString(),
		partyId: party.id,
		telephonySessionId: call.id,
		...(status === 'NoCall' && { terminationType: 'final' }),
	};
}

/** The strongest of several calls: a connected one beats a ringing one. */
const strongestFirst: readonly TelephonyStatus[] = [
	'CallConnected',
	'OnHold',
	'ParkedCall',
	'Ringing',
];

/**
 * An extension's presence, from its user's settings and from its calls.
 * @param ended a party that has just left its call; an event shows it once more
 */
export function presenceOf(
	extension: Extension,
	published: PresenceInfoRequest,
	calls: readonly Call[],
	detail: PresenceDetail,
	ended?: Party,
): PresenceInfoResponse {
	const shown = calls.flatMap((call) =>
		call.parties.flatMap((party) => {
			const status = statusFor(extension, party) ?? 'NoCall';
			return party === ended || status !== 'NoCall' ? [{ call, party, status }] : [];
		}),
	);
	const statuses = shown.map(({ status }) => status);
	const overall = strongestFirst.find((status) => statuses.includes(status)) ?? 'NoCall';
	return {
		telephonyStatus: overall,
		presenceStatus:
			overall === 'NoCall' || overall === 'Ringing'
				? (published.userStatus ?? 'Available')
				: 'Busy',
		meetingStatus: 'Disconnected',
		...published,
		...(detail.detailedTelephonyState &&
			shown.length > 0 && {
				activeCalls: shown
					.slice(0, maxActiveCalls)
					.map(({ call, party, status }) => activeCall(call, party, status, detail)),
			}),
	};
}

/**
 * Users, and park locations, whose presence shows the parked calls.
 * https://ringcentral.github.io/ringcentral-web-phone/recipes/private-parking
 */
export function hasPresence({ type }: Extension): boolean {
	return type === 'User' || type === 'ParkLocation';
}

/**
 * Assumption PARK-PRESENCE: park locations are read or subscribed to one by one, the only way they
 * were seen. Resources of the whole account cover its users.
 */
export function isInAccountPresence({ type }: Extension): boolean {
	return type === 'User';
}

/** An extension as other resources refer to it. */
export function extensionReference(
	extension: Extension,
	baseUrl: string,
): { uri: string; id: number; extensionNumber: string } {
	return {
		uri: `${baseUrl}/restapi/v1.0/account/${account.id}/extension/${extension.id}`,
		id: Number(extension.id),
		extensionNumber: extension.number,
	};
}
