import type { Extension } from '../account.mts';
import type { Call } from './call.mts';
import { type PartyStatus, type StatusReason, isOver } from './transitions.mts';

/** The person or device at one end of a leg. */
export interface LegEnd {
	phoneNumber?: string;
	name?: string;
	extensionId?: string;
	deviceId?: string;
}

/**
 * Legs of a RingOut or a RingMe only: `Initiator` is the phone that rings first, `Target` the
 * phone called from there. RingCentral's client takes the first leg for an outgoing call, even if
 * it is Inbound.
 */
export type RingRole = 'Initiator' | 'Target';

export interface PeerParty {
	telephonySessionId: string;
	sessionId: string;
	partyId: string;
}

export interface Recording {
	id: string;
	active: boolean;
}

/**
 * The end of the conversation that a party is on. A replacement of a party is on the same end. In
 * a conference the host is the caller.
 */
export type Side = 'caller' | 'called' | 'supervisor';

/**
 * One leg of a call, from the platform's viewpoint: the caller's leg is Outbound even when the
 * call is inbound for the account.
 */
export interface Party {
	readonly id: string;
	readonly direction: 'Inbound' | 'Outbound';
	readonly side: Side;
	/** Only legs of the account's own extensions have one. */
	readonly extensionId?: string;
	from: LegEnd;
	to: LegEnd;
	status: { code: PartyStatus; reason?: StatusReason; peerId?: PeerParty };
	muted: boolean;
	/** Kept apart from the other parties of the call. */
	standAlone: boolean;
	/** Held with a button of the telephone, which the API cannot undo. */
	heldOnPhone: boolean;
	/** It rang and was not answered. */
	missed: boolean;
	answered: boolean;
	/** The leg rings an agent of this queue. */
	readonly queue?: Extension;
	/** The name of the queue's caller, if known. */
	readonly queueCaller?: string;
	/** The place of a parked party: a park orbit such as `*801`, or the ID of a park location. */
	parkId?: string;
	/** The remote end, where `from` and `to` differ from it, for instance after dialling a park orbit. */
	talksTo?: LegEnd;
	/** The leg is in answers of the API, but has no events. */
	readonly untold?: boolean;
	recordings: Recording[];
	/** The leg takes over from this party when it is answered: a flipped call. */
	readonly replaces?: string;
	/** The leg is a menu, which greets the caller and rings no phone. */
	readonly menu?: true;
	/** The leg only listens, to this party of this call. */
	readonly supervises?: { call: Call; party: Party };
	/** Legs of a conference only. */
	readonly conferenceRole?: 'Host' | 'Participant';
	readonly ringOutRole?: RingRole;
	readonly ringMeRole?: RingRole;
	/** Data for RingCentral's mobile app: on user legs while they ring and when they are answered. */
	mobilePickup: boolean;
}

export type NewParty = Pick<Party, 'direction' | 'side' | 'from' | 'to'> &
	Partial<
		Pick<
			Party,
			| 'extensionId'
			| 'queue'
			| 'queueCaller'
			| 'replaces'
			| 'untold'
			| 'menu'
			| 'supervises'
			| 'conferenceRole'
			| 'ringOutRole'
			| 'ringMeRole'
		>
	>;

export function createParty(id: string, fields: NewParty): Party {
	return {
		id,
		...fields,
		status: {
			code: 'Setup',
			...(fields.supervises !== undefined && { reason: 'Supervising' }),
		},
		muted: false,
		standAlone: false,
		heldOnPhone: false,
		missed: false,
		answered: false,
		recordings: [],
		mobilePickup: false,
	};
}

export function ringRole({
	ringOutRole,
	ringMeRole,
}: Pick<Party, 'ringOutRole' | 'ringMeRole'>): RingRole | undefined {
	return ringOutRole ?? ringMeRole;
}

export function ownEndOf({ direction, from, to }: Party): LegEnd {
	return direction === 'Inbound' ? to : from;
}

/** The other end of a party's conversation. */
export function remoteEndOf({ direction, from, to, talksTo }: Party): LegEnd {
	return talksTo ?? (direction === 'Inbound' ? from : to);
}

/** Whether this is a park orbit, `*801` to `*899`, rather than the ID of a park location. */
export function isOrbit(parkId: string): boolean {
	return parkId.startsWith('*');
}

/** The ID of the park location that the party waits in. */
export function parkLocationOf({ status, parkId }: Party): string | undefined {
	return status.code === 'Parked' && parkId !== undefined && !isOrbit(parkId) ? parkId : undefined;
}

/**
 * Whether the leg is still connected. A party brought into a conference is Gone as soon as it takes
 * part, because its telephone connection stays in its former session.
 */
export function isPresent({ status, conferenceRole }: Party): boolean {
	if (conferenceRole === 'Participant' && status.code === 'Gone') return true;
	return !isOver(status.code);
}
