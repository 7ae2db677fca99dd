import { isSameNumber, isShortNumber } from './phoneNumber';
import { statusCodeOf } from './statusCode';
import { isFields, readList, textOf, type Fields } from './unknown';

/** A delivery to a subscription, with a checked envelope and an unchecked body. */
export interface Notification {
	/** RingCentral's ID of the notification. */
	uuid?: string;
	/** The path of the changed resource, which can differ from the requested filter. */
	event: string;
	subscriptionId: string;
	/** The extension that subscribed. */
	ownerId?: string;
	/** When RingCentral sent it, in ISO 8601. */
	timestamp?: string;
	/** Empty when RingCentral sent none. */
	body: Fields;
}

export type NotificationKind = 'session' | 'presence' | 'renewalReminder';

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
	missedCall: boolean;
	muted: boolean;
	recordings: Recording[];
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

const RENEWAL_REMINDER = /^\/restapi\/v[^/]+\/subscription\/[^/]+$/;

/** The notification in a delivery; undefined for any other content. */
export function notificationOf(delivery: unknown): Notification | undefined {
	if (!isFields(delivery)) return undefined;
	const event = textOf(delivery.event);
	const subscriptionId = textOf(delivery.subscriptionId);
	if (event === undefined || subscriptionId === undefined) return undefined;
	return {
		uuid: textOf(delivery.uuid),
		event,
		subscriptionId,
		ownerId: textOf(delivery.ownerId),
		timestamp: textOf(delivery.timestamp),
		body: isFields(delivery.body) ? delivery.body : {},
	};
}

export function kindOf({ event }: Notification): NotificationKind | undefined {
	const end = event.indexOf('?');
	const path = end === -1 ? event : event.slice(0, end);
	if (path.endsWith('/telephony/sessions')) return 'session';
	if (path.endsWith('/presence')) return 'presence';
	return RENEWAL_REMINDER.test(path) ? 'renewalReminder' : undefined;
}

/**
 * Whether RingCentral sent a notification before a moment, by its own clock: then it has replayed the
 * notification for a resumed session.
 *
 * @param moment in milliseconds since the epoch; undefined: unknown, and no notification is before it.
 */
export function isFromBefore({ timestamp }: Notification, moment: number | undefined): boolean {
	return moment !== undefined && Date.parse(timestamp ?? '') < moment;
}

/**
 * The number of a notification within its telephony session, counted across all parties. The first
 * delivered notification has the number 2.
 */
export function sequenceOf({ sequence }: Fields): number | undefined {
	return typeof sequence === 'number' && Number.isInteger(sequence) && sequence > 0
		? sequence
		: undefined;
}

/** How the call came about, e.g. "Call", "RingOut", "CallOut" or "Conference". */
export function originOf({ origin }: Fields): string | undefined {
	return isFields(origin) ? textOf(origin.type) : undefined;
}

/** The changed parties, not the roster of the call: RingCentral sends one party at a time. */
export function partiesOf({ body }: Notification): Party[] {
	const origin = originOf(body);
	return readList(body.parties, (party) => partyOf(party, origin));
}

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
 * Whether a supervisor begins to listen to the party. RingCentral calls that "Gone", although the
 * party stays on the call.
 * https://developers.ringcentral.com/guide/voice/call-control/basics
 */
export function isSupervisionStart({ status, reason }: Party): boolean {
	return reason === 'Supervising' && statusCodeOf(status) === 'Gone';
}

/**
 * Whether the party is no longer on the call. A participant brought into a conference is "Gone"
 * from the beginning, because the phone stays connected to its original call.
 */
export function hasLeft({ status, conferenceRole }: Party): boolean {
	const code = statusCodeOf(status);
	return code === 'Disconnected' || (code === 'Gone' && conferenceRole !== 'Participant');
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
