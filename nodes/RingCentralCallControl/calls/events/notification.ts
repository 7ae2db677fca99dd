import { isSameNumber, isShortNumber } from './phoneNumber';
import { statusCodeOf } from './statusCode';
import { isFields, listOf, textOf, type Fields } from './unknown';

/** What RingCentral delivers to a subscription, with its envelope checked and nothing else. */
export interface Notification {
	/** RingCentral's number of this notification. */
	uuid?: string;
	/** What the notification is about: a path, which is not always the filter that was asked for. */
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

/** One party of a call, as a notification tells it. */
export interface Party {
	id: string;
	/** The extension that the party belongs to; outside parties have none. */
	extensionId?: string;
	/** Its name and its short number, where the notification has them. */
	extensionName?: string;
	extensionNumber?: string;
	/** Direction of this party's leg, as the platform sees it: an outside caller is "Outbound". */
	legDirection?: Direction;
	/** RingCentral's word, in any spelling. */
	status: string;
	/** The reason of the status; an ordinary hang-up has no reason. */
	reason?: string;
	from: Endpoint;
	to: Endpoint;
	/** The phone of the leg, where RingCentral names it. */
	deviceId?: string;
	/** Whether it is the own phone of a user who started a RingOut, which rings before the call is placed. */
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
	/** The party of another call that this one was joined with, or that it has become. */
	peer?: Peer;
	/** The data that a SIP phone needs to take part in the call, where it was asked for. */
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

/** A type and not an interface, so that it fits into an item of n8n's. */
export type Recording = {
	id: string;
	active: boolean;
};

const RENEWAL_REMINDER = /^\/restapi\/v[^/]+\/subscription\/[^/]+$/;

/** The notification in a delivery, or undefined when it is anything else. */
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
 * Whether RingCentral sent a notification before a moment, by its own clock: then it has kept it for a
 * resumed session.
 *
 * @param moment in milliseconds since the epoch; nothing is before an unknown one.
 */
export function isFromBefore({ timestamp }: Notification, moment: number | undefined): boolean {
	return moment !== undefined && Date.parse(timestamp ?? '') < moment;
}

/**
 * The number of a notification among those of its telephony session, which its parties share.
 * The first one that a subscription gets has the number 2.
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

/** The parties that changed. It is not the roster of the call: RingCentral sends one at a time. */
export function partiesOf({ body }: Notification): Party[] {
	const origin = originOf(body);
	return listOf(body.parties).flatMap((party) => partyOf(party, origin) ?? []);
}

/**
 * A party of a call, from a notification or from a session that was asked for.
 *
 * @param origin of the call, see `originOf`; undefined when it is not known.
 */
export function partyOf(value: unknown, origin?: string): Party | undefined {
	if (!isFields(value)) return undefined;
	const status = isFields(value.status) ? value.status : {};
	const owner = isFields(value.owner) ? value.owner : {};
	const park = isFields(value.park) ? value.park : {};
	const id = textOf(value.id);
	const code = textOf(status.code);
	if (id === undefined || code === undefined) return undefined;
	const extensionId = textOf(value.extensionId) ?? textOf(owner.extensionId);
	const parkId = textOf(park.id);
	return {
		id,
		extensionId,
		...legOf(value, extensionId, origin),
		status: code,
		reason: textOf(status.reason),
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
}

type Leg = Pick<
	Party,
	| 'deviceId'
	| 'extensionName'
	| 'extensionNumber'
	| 'from'
	| 'isRingOutInitiator'
	| 'legDirection'
	| 'queueCall'
	| 'queueExtensionId'
	| 'queueName'
	| 'to'
>;

/** Caller, callee and queue. */
function legOf(value: Fields, extensionId: string | undefined, origin: string | undefined): Leg {
	const attributes = isFields(value.attributes) ? value.attributes : {};
	const from = endpointOf(value.from);
	const to = endpointOf(value.to);
	const legDirection = directionOf(value.direction);
	const ownEnd = legDirection === 'Outbound' ? value.from : value.to;
	const leg: Leg = {
		...extensionAt(legDirection === 'Outbound' ? from : to, extensionId),
		legDirection,
		from,
		to,
		deviceId: isFields(ownEnd) ? textOf(ownEnd.deviceId) : undefined,
		isRingOutInitiator: isInitiator(value, extensionId, origin),
		// Notifications have it on the party itself, a party that was asked for in its attributes.
		queueCall: value.queueCall === true || attributes.queueCall === true,
	};
	if (leg.isRingOutInitiator) return legDirection === 'Inbound' ? turned(leg) : leg;
	return leg.queueCall ? throughQueue(leg, value, extensionId) : leg;
}

/** What an end says of the extension of its party; that of a queue's agent is the queue. */
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
 * RingCentral calls the own phone of a user who starts a RingOut, so that this leg is inbound although
 * the call is the user's own: its own web client turns such a leg round as well.
 * https://developers.ringcentral.com/guide/voice/call-control/basics
 *
 * Assumption RINGOUT-ROLE: an extension's inbound leg of a RingOut that has no role is the initiator's.
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

/** The same leg with its ends and its direction the other way round. */
export function turned<Turned extends Pick<Party, 'from' | 'legDirection' | 'to'>>(
	leg: Turned,
): Turned {
	const legDirection = leg.legDirection === 'Inbound' ? 'Outbound' : 'Inbound';
	return { ...leg, from: leg.to, to: leg.from, legDirection };
}

/**
 * The leg of a queue's agent, or of the queue itself: its `to` is the queue, and the name of the queue
 * stands before that of the caller, or before the caller's number ("Sales Line - 14155550123").
 */
function throughQueue(leg: Leg, { uiCallInfo }: Fields, extensionId: string | undefined): Leg {
	const info = isFields(uiCallInfo) ? uiCallInfo : {};
	const queueName = infoOf(info.primary, 'QueueName') ?? leg.to.name;
	const isAgent = leg.to.extensionId !== undefined && leg.to.extensionId !== extensionId;
	const name = infoOf(info.additional, 'CallerIdName') ?? callerIn(leg.from, queueName);
	return {
		...leg,
		from: { ...leg.from, name },
		queueName,
		queueExtensionId: isAgent ? leg.to.extensionId : (leg.to.extensionId ?? extensionId),
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
	// Without the name of the queue, the two cannot be told apart.
	const isUnclear = queueName === undefined && own.includes(' - ');
	return isNumber || isUnclear ? undefined : own;
}

function isDialled(parkId: string | undefined): boolean {
	return parkId?.startsWith('*') === true;
}

/**
 * Direction of the call as the company sees it. RingCentral gives the direction of each leg: for
 * the leg of an outside party that is the other way round.
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
 * Whether it tells that a supervisor begins to listen, and that the party has left nothing: RingCentral
 * calls that "Gone". https://developers.ringcentral.com/guide/voice/call-control/basics
 */
export function tellsOfSupervision({ status, reason }: Party): boolean {
	return reason === 'Supervising' && statusCodeOf(status) === 'Gone';
}

/**
 * Whether the party is on the call no more. A participant who was brought into a conference is "Gone"
 * from the beginning, because the phone stays connected to the call that it came from.
 */
export function hasLeft({ status, conferenceRole }: Party): boolean {
	const code = statusCodeOf(status);
	return code === 'Disconnected' || (code === 'Gone' && conferenceRole !== 'Participant');
}

/** The recordings of a party, from RingCentral or from an item. */
export function recordingsOf(values: unknown): Recording[] {
	return listOf(values).flatMap((recording) => recordingOf(recording) ?? []);
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
 * Notifications name the other telephony session as such and give its older number as `sessionId`;
 * a party that was asked for has the telephony session in `sessionId`.
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
