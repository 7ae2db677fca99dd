import { partyOf, type Party } from './party';
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
