import { isSameNumber, isShortNumber } from './phoneNumber';
import { statusCodeOf } from './statusCode';
import { isFields, readList, textOf, type Fields } from './unknown';

/** The state of a party of a call, from one notification or answer. */
export interface Party {
	id: string;
	/** The extension that the party belongs to; outside parties have none. */
	extensionId?: string;
	/** Its name and its short number, where the notification has them. */
	extensionName?: string;
	extensionNumber?: string;
	/** Direction of this party's leg, as the platform sees it: an outside caller is "Outbound". */
	legDirection?: Direction;
	/** RingCentral's status code, in any spelling. */
	status: string;
	/** The reason of the status; an ordinary hang-up has no reason. */
	reason?: string;
	from: Endpoint;
	to: Endpoint;
	/** The phone of the leg, where RingCentral names it. */
	deviceId?: string;
	/** Whether the party is the phone of a RingOut's initiator, which rings before the call is placed. */
	isRingOutInitiator: boolean;
	queueCall: boolean;
	/** The call queue that the call came through. */
	queueName?: string;
	queueExtensionId?: string;
	/** Not known from a presence, like the two below. */
	missedCall: boolean | undefined;
	muted: boolean | undefined;
	recordings: Recording[] | undefined;
	/** "Host" or "Participant", in a conference. */
	conferenceRole?: string;
	/** The number that picks up a parked call, e.g. "*801"; a call in a park location has none. */
	parkNumber?: string;
	/** The park location where a parked call waits: the ID of an extension. */
	parkLocationId?: string;
	/** The party of another call that this party was joined with or has become. */
	peer?: Peer;
	/** The data that a SIP phone needs to take part in the call, where it was requested. */
	sipData?: Record<string, string>;
}

export type Direction = 'Inbound' | 'Outbound';

export interface Endpoint {
	phoneNumber?: string;
	name?: string;
	extensionId?: string;
}

interface Peer {
	telephonySessionId?: string;
	partyId: string;
}

/** A type and not an interface, so that it fits into an n8n item. */
export type Recording = {
	id: string;
	active: boolean;
};

/**
 * Parses a party of a notification or of RingCentral's answer about a session.
 *
 * @param origin of the call, see `originOf`; undefined if unknown.
 */
export function partyOf(value: unknown, origin?: string): Party | undefined {
	if (!isFields(value)) return undefined;
	const status = isFields(value.status) ? value.status : {};
	const owner = isFields(value.owner) ? value.owner : {};
	const park = isFields(value.park) ? value.park : {};
	const attributes = isFields(value.attributes) ? value.attributes : {};
	const id = textOf(value.id);
	const code = textOf(status.code);
	if (id === undefined || code === undefined) return undefined;
	const extensionId = textOf(value.extensionId) ?? textOf(owner.extensionId);
	const legDirection = directionOf(value.direction);
	const from = endpointOf(value.from);
	const to = endpointOf(value.to);
	const isCalling = legDirection === 'Outbound';
	const ownEnd = isCalling ? value.from : value.to;
	const { extensionName, extensionNumber } = extensionAt(isCalling ? from : to, extensionId);
	const parkId = textOf(park.id);
	// A literal with every field, and no spread: V8 would give many parties a hidden class of their own in
	// n8n's process, and lose its optimizations wherever parties are read.
	const party: Party = {
		id,
		extensionId,
		extensionName,
		extensionNumber,
		legDirection,
		status: code,
		reason: textOf(status.reason),
		from,
		to,
		deviceId: isFields(ownEnd) ? textOf(ownEnd.deviceId) : undefined,
		isRingOutInitiator: isInitiator(value, extensionId, origin),
		// Notifications have it on the party itself, answers about a session in its attributes.
		queueCall: value.queueCall === true || attributes.queueCall === true,
		queueName: undefined,
		queueExtensionId: undefined,
		missedCall: value.missedCall === true,
		muted: value.muted === true,
		recordings: recordingsOf(value.recordings),
		conferenceRole: textOf(value.conferenceRole),
		peer: peerOf(status.peerId),
		// https://developers.ringcentral.com/guide/voice/call-control/basics: a number to dial stands in
		// `parkData`, a park location in `park.id`. Older examples have the number in both.
		parkNumber: textOf(status.parkData) ?? (isDialled(parkId) ? parkId : undefined),
		parkLocationId: isDialled(parkId) ? undefined : parkId,
		sipData: isFields(value.sipData) ? textsIn(value.sipData) : undefined,
	};
	if (party.isRingOutInitiator) return legDirection === 'Inbound' ? reversed(party) : party;
	return party.queueCall ? throughQueue(party, value) : party;
}

/** The name and number of the party's extension, as given at its end. An agent's end names the queue. */
function extensionAt(
	{ name, phoneNumber = '', extensionId: ownerId = '' }: Endpoint,
	extensionId: string | undefined,
): Pick<Party, 'extensionName' | 'extensionNumber'> {
	if (extensionId === undefined || (ownerId !== '' && ownerId !== extensionId)) return {};
	return {
		extensionName: name,
		extensionNumber: isShortNumber(phoneNumber) ? phoneNumber : undefined,
	};
}

/**
 * A RingOut first calls its initiator's own phone, so that this leg is inbound although the call is
 * outgoing. RingCentral's own web client reverses such a leg as well.
 * https://developers.ringcentral.com/guide/voice/call-control/basics
 *
 * Assumption RINGOUT-ROLE: an extension's inbound leg of a RingOut that has no role is the
 * initiator's.
 */
function isInitiator(
	{ ringOutRole, ringMeRole, direction }: Fields,
	extensionId: string | undefined,
	origin: string | undefined,
): boolean {
	const role = textOf(ringOutRole) ?? textOf(ringMeRole);
	if (role !== undefined) return role === 'Initiator';
	return origin === 'RingOut' && direction === 'Inbound' && extensionId !== undefined;
}

/** The same leg with its ends and its direction reversed. */
export function reversed<Reversed extends Pick<Party, 'from' | 'legDirection' | 'to'>>(
	leg: Reversed,
): Reversed {
	const legDirection = leg.legDirection === 'Inbound' ? 'Outbound' : 'Inbound';
	return { ...leg, from: leg.to, to: leg.from, legDirection };
}

/**
 * The leg of a queue's agent, or of the queue itself. Its `to` is the queue, and the name of the
 * queue precedes the caller's name or number ("Sales Line - 14155550123").
 */
function throughQueue(party: Party, { uiCallInfo }: Fields): Party {
	const { from, to, extensionId } = party;
	const info = isFields(uiCallInfo) ? uiCallInfo : {};
	const queueName = infoOf(info.primary, 'QueueName') ?? to.name;
	const name = infoOf(info.additional, 'CallerIdName') ?? callerIn(from, queueName);
	return {
		...party,
		from: { ...from, name },
		queueName,
		queueExtensionId: to.extensionId ?? extensionId,
	};
}

function infoOf(info: unknown, type: string): string | undefined {
	return isFields(info) && info.type === type ? textOf(info.value) : undefined;
}

function callerIn({ name, phoneNumber }: Endpoint, queueName: string | undefined) {
	if (name === undefined || name === queueName) return undefined;
	const beginning = `${queueName} - `;
	const own = name.startsWith(beginning) ? name.slice(beginning.length) : name;
	const isNumber = phoneNumber !== undefined && isSameNumber(own, phoneNumber);
	// Without the name of the queue, the two cannot be separated.
	const isUnclear = queueName === undefined && own.includes(' - ');
	return isNumber || isUnclear ? undefined : own;
}

function isDialled(parkId: string | undefined): boolean {
	return parkId?.startsWith('*') === true;
}

/**
 * The direction of the call, as seen by the company. RingCentral gives the direction of each leg,
 * which is the opposite for the leg of an outside party.
 */
export function callDirectionOf({
	extensionId,
	isRingOutInitiator,
	legDirection,
}: Party): Direction | undefined {
	if (isRingOutInitiator) return 'Outbound';
	if (extensionId !== undefined || legDirection === undefined) return legDirection;
	return legDirection === 'Inbound' ? 'Outbound' : 'Inbound';
}

/**
 * Whether a supervisor begins to listen to the party. RingCentral calls that "Gone", although no party
 * leaves the call.
 * https://developers.ringcentral.com/guide/voice/call-control/basics
 */
export function isSupervisionStart({ status, reason }: Party): boolean {
	return reason === 'Supervising' && statusCodeOf(status) === 'Gone';
}

/**
 * Whether the party was on the call and is there no longer. A participant brought into a conference is "Gone"
 * from the beginning, because the phone stays connected to its original call.
 */
export function hasLeft(party: Party): boolean {
	const code = statusCodeOf(party.status);
	if (code === 'Disconnected') return true;
	return code === 'Gone' && party.conferenceRole !== 'Participant' && !isSupervisionStart(party);
}

/**
 * Whether the party takes part in the call, so that commands reach it and it keeps the call alive.
 *
 * Assumption SUPERVISING-PARTY: the start of a supervision is a party of its own beside the supervised one,
 * and neither takes part nor leaves.
 */
export function isPresent(party: Party): boolean {
	return !hasLeft(party) && !isSupervisionStart(party);
}

/** The recordings of a party, from RingCentral or from an item. */
export function recordingsOf(values: unknown): Recording[] {
	return readList(values, recordingOf);
}

function directionOf(value: unknown): Direction | undefined {
	return value === 'Inbound' || value === 'Outbound' ? value : undefined;
}

function endpointOf(value: unknown): Endpoint {
	if (!isFields(value)) return {};
	return {
		phoneNumber: textOf(value.phoneNumber),
		name: textOf(value.name),
		extensionId: textOf(value.extensionId),
	};
}

/**
 * Notifications have the other telephony session in `telephonySessionId` and its older ID in
 * `sessionId`; answers about a session have the telephony session in `sessionId`.
 */
function peerOf(value: unknown): Peer | undefined {
	if (!isFields(value)) return undefined;
	const partyId = textOf(value.partyId);
	if (partyId === undefined) return undefined;
	const sessionId = textOf(value.sessionId);
	return {
		telephonySessionId:
			textOf(value.telephonySessionId) ?? (sessionId?.startsWith('s-') ? sessionId : undefined),
		partyId,
	};
}

function recordingOf(value: unknown): Recording | undefined {
	if (!isFields(value)) return undefined;
	const id = textOf(value.id);
	return id === undefined ? undefined : { id, active: value.active === true };
}

function textsIn(fields: Fields): Record<string, string> {
	return Object.fromEntries(
		Object.entries(fields).flatMap(([name, value]) => {
			const text = textOf(value);
			return text === undefined ? [] : [[name, text]];
		}),
	);
}
