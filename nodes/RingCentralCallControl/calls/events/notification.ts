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
	/** Direction of this party's leg, as the platform sees it: an outside caller is "Outbound". */
	legDirection?: Direction;
	/** RingCentral's word, in whatever spelling it came. */
	status: string;
	/** Why the status is what it is; an ordinary hang-up has no reason. */
	reason?: string;
	from: Endpoint;
	to: Endpoint;
	queueCall: boolean;
	missedCall: boolean;
	muted: boolean;
	recordings: Recording[];
	/** "Host" or "Participant", in a conference. */
	conferenceRole?: string;
	/** Where a parked call waits, e.g. "*801". */
	parkId?: string;
	/** The party of another call that this one was joined with, or that it has become. */
	peer?: Peer;
	/** With what a SIP phone takes part in the call, where it was asked for. */
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
 * The number of a notification among those of its telephony session, which its parties share.
 * Whoever is not part of the call sees the first one with the number 2.
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
	return listOf(body.parties).flatMap((party) => partyOf(party) ?? []);
}

/** A party of a call, from a notification or from a session that was asked for. */
export function partyOf(value: unknown): Party | undefined {
	if (!isFields(value)) return undefined;
	const status = isFields(value.status) ? value.status : {};
	const owner = isFields(value.owner) ? value.owner : {};
	const attributes = isFields(value.attributes) ? value.attributes : {};
	const id = textOf(value.id);
	const code = textOf(status.code);
	if (id === undefined || code === undefined) return undefined;
	return {
		id,
		extensionId: textOf(value.extensionId) ?? textOf(owner.extensionId),
		legDirection: directionOf(value.direction),
		status: code,
		reason: textOf(status.reason),
		from: endpointOf(value.from),
		to: endpointOf(value.to),
		// Notifications have it on the party itself, a party that was asked for in its attributes.
		queueCall: value.queueCall === true || attributes.queueCall === true,
		missedCall: value.missedCall === true,
		muted: value.muted === true,
		recordings: recordingsOf(value.recordings),
		conferenceRole: textOf(value.conferenceRole),
		peer: peerOf(status.peerId),
		parkId: isFields(value.park) ? textOf(value.park.id) : undefined,
		sipData: isFields(value.sipData) ? textsIn(value.sipData) : undefined,
	};
}

/**
 * Direction of the call as the company sees it. RingCentral gives the direction of each leg: for
 * the leg of an outside party that is the other way round.
 */
export function callDirectionOf({ extensionId, legDirection }: Party): Direction | undefined {
	if (extensionId !== undefined || legDirection === undefined) return legDirection;
	return legDirection === 'Inbound' ? 'Outbound' : 'Inbound';
}

/**
 * Whether the party is on the call no more. Who was brought into a conference is "Gone" from the
 * moment they take part, because their phone stays connected to the call that they came from.
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
