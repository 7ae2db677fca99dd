import { account } from '../account.mts';
import type {
	CallParty,
	CallSessionObject,
	CallStatusInfo,
	TelephonySessionsEventPartyInfo,
} from '../contract.mts';
import type { Options } from '../options.mts';
import type { Call } from './call.mts';
import { type Party, isOrbit } from './party.mts';
import type { PartyStatus } from './transitions.mts';

/** Sources disagree on the spelling of one status; see `voicemailSpelling` in the options. */
type SpelledStatus = Omit<CallStatusInfo, 'code' | 'reason'> & {
	code?: CallStatusInfo['code'] | 'Voicemail';
	/** `Conference` is seen in events, though the specification does not list it. */
	reason?: CallStatusInfo['reason'] | 'Conference';
};

export type CallPartyView = Omit<CallParty, 'status'> & { status: SpelledStatus };
/** Events carry the roles of a RingOut too, which the specification lists for answers only. */
export type EventPartyView = Omit<TelephonySessionsEventPartyInfo, 'status' | 'uiCallInfo'> &
	Pick<CallParty, 'ringOutRole' | 'ringMeRole'> & {
		status: SpelledStatus;
		uiCallInfo?: UiCallInfo;
	};
export type CallSessionView = Omit<CallSessionObject, 'parties'> & { parties: CallPartyView[] };

export function spellStatus(code: PartyStatus, options: Options): PartyStatus | 'Voicemail' {
	return code === 'VoiceMail' ? options.voicemailSpelling : code;
}

/** A party in the answers to Forward and Reply: without the newer members. */
export function shortPartyView(party: Party, options: Options): CallPartyView {
	const { code, reason, peerId } = party.status;
	return {
		id: party.id,
		direction: party.direction,
		from: party.from,
		to: party.to,
		status: {
			code: spellStatus(code, options),
			reason,
			// Here `sessionId` holds the telephony session, unlike in events.
			...(peerId && {
				peerId: { sessionId: peerId.telephonySessionId, partyId: peerId.partyId },
			}),
			...parkedUnder(party),
		},
		muted: party.muted,
		standAlone: party.standAlone,
		...(isAtLocation(party) && { park: park(party) }),
		...(party.conferenceRole && { conferenceRole: party.conferenceRole }),
		...ringRoles(party),
		...(party.recordings.length > 0 && { recordings: party.recordings }),
		// Legs outside the account have no owner.
		...(party.extensionId !== undefined && {
			owner: {
				accountId: account.id,
				extensionId: party.extensionId,
				brandId: account.brand.id,
			},
		}),
	};
}

/** A supervisor's party in the answer to Supervise. */
export function supervisingPartyView(party: Party, options: Options): CallPartyView {
	return {
		...shortPartyView(party, options),
		accountId: account.id,
		extensionId: party.extensionId,
	};
}

function ringRoles({
	ringOutRole,
	ringMeRole,
}: Party): Pick<CallParty, 'ringOutRole' | 'ringMeRole'> {
	return { ...(ringOutRole && { ringOutRole }), ...(ringMeRole && { ringMeRole }) };
}

function isAtLocation({ parkId }: Party): boolean {
	return parkId !== undefined && !isOrbit(parkId);
}

/** The ID of a park location. The number of a park orbit is in the status instead. */
function park(party: Party): { id?: string } {
	return isAtLocation(party) ? { id: party.parkId } : {};
}

/**
 * The number to dial for the other side of the call.
 *
 * Assumption PARK-ANSWER: the answer to Park has it on the parking party, although the other party
 * is the parked one; no source shows the answer.
 */
function parkedUnder(party: Party): { parkData?: string } {
	const { parkId } = party;
	return parkId === undefined || isAtLocation(party) ? {} : { parkData: parkId };
}

/** A party in all other answers. */
export function callPartyView(party: Party, options: Options): CallPartyView {
	const view = shortPartyView(party, options);
	if (party.extensionId === undefined) return view;
	return {
		...view,
		accountId: account.id,
		extensionId: party.extensionId,
		attributes: { ...(party.queue && { queueCall: true }) },
	};
}

export function callSessionView(call: Call, options: Options): CallSessionView {
	return {
		id: call.id,
		origin: { type: call.identity.origin },
		...(call.conference && { voiceCallToken: call.conference.voiceCallToken }),
		creationTime: new Date(call.identity.startedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
		parties: call.parties.map((party) => callPartyView(party, options)),
	};
}

export function isShownAsMissed(
	party: Pick<Party, 'missed'>,
	options: Pick<Options, 'missedCall'>,
): boolean {
	return party.missed && options.missedCall === 'missedLeg';
}

/** A party in a telephony session event. */
export function eventPartyView(
	party: Party,
	details: { options: Options; sipData: boolean },
): EventPartyView {
	const { code, reason, peerId } = party.status;
	// Assumption QUEUE-LEG-MEMBERS: as in a live event of 2026; one of 2023 has both on an agent's leg.
	const omitsDefaults = party.queue !== undefined;
	return {
		accountId: account.id,
		extensionId: party.extensionId,
		id: party.id,
		direction: party.direction,
		to: party.to,
		from: party.from,
		status: {
			code: spellStatus(code, details.options),
			reason,
			peerId,
			...(code === 'Parked' && parkedUnder(party)),
			...(party.mobilePickup && { mobilePickupData: mobilePickupData(party) }),
			rcc: false,
		},
		...(party.queue && { queueCall: true }),
		...(omitsDefaults && party.parkId === undefined ? {} : { park: park(party) }),
		missedCall: isShownAsMissed(party, details.options),
		standAlone: party.standAlone,
		...(omitsDefaults && !party.muted ? {} : { muted: party.muted }),
		...(party.conferenceRole && { conferenceRole: party.conferenceRole }),
		...ringRoles(party),
		...(party.recordings.length > 0 && { recordings: party.recordings }),
		...(party.queue && { uiCallInfo: uiCallInfo(party.queue.name, party) }),
		...(details.sipData && { sipData: sipTags(party) }),
	};
}

/** Data for RingCentral's mobile app; its numbers have no meaning outside it. */
function mobilePickupData(party: Party): CallStatusInfo['mobilePickupData'] {
	const data = {
		ccMailboxes: [party.extensionId ?? ''],
		to: `#${party.extensionId ?? ''}@sip.ringcentral.com:5060`,
		sid: '53205738620264',
		// `srvLvl` on the wire is `srvlvl` in the specification.
		srvLvl: '-149699523',
		srvLvlExt: '406',
	};
	return data;
}

interface UiCallInfo {
	primary: { type: 'QueueName'; value: string };
	/** The specification lists the name only; events have the number too, without its plus sign. */
	additional: { type: 'CallerIdName' | 'CallerIdNumber'; value: string };
}

function uiCallInfo(queueName: string, { queueCaller, from }: Party): UiCallInfo {
	return {
		primary: { type: 'QueueName', value: queueName },
		additional:
			queueCaller === undefined
				? { type: 'CallerIdNumber', value: from.phoneNumber?.replace('+', '') ?? '' }
				: { type: 'CallerIdName', value: queueCaller },
	};
}

export function sipTags(party: Party): { toTag: string; fromTag: string } {
	return { toTag: `to-${party.id}`, fromTag: `10.13.23.147-5070-${party.id}` };
}
